// Makes the bundles that the pages load: `node build.mjs [folder]`. Equal sources give equal bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "../cocreation/web/static/built");
const NAMES = ["editor", "explorer"];

// Every package with a file in a bundle, in order of name.
function packagesIn(metafile) {
  const found = Object.keys(metafile.inputs).map(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
  );
  return [...new Set(found.filter(Boolean))].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one));
    return { name, version, license, text: readFileSync(join(folder, file), "utf8").trim() };
  });
}

function licences(packages) {
  const rule = "=".repeat(72);
  return packages
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
    .join(`\n${rule}\n\n`);
}

function hashed(file) {
  const bytes = readFileSync(join(OUT, file));
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

mkdirSync(OUT, { recursive: true });
const { metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: Object.fromEntries(NAMES.map((name) => [name, `${name}/main.js`])),
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const packages = packagesIn(metafile);
writeFileSync(join(OUT, "LICENSES.txt"), licences(packages));
const files = [...NAMES.map((name) => `${name}.js`), "LICENSES.txt"];
const manifest = {
  files: Object.fromEntries(files.map((file) => [file, hashed(file)])),
  packages: packages.map(({ name, version, license }) => ({ name, version, license })),
};
writeFileSync(join(OUT, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
