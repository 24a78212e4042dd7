// Asks a reconciliation service as Cocoda does; prints what came as one line of JSON.
// node ask.mjs ENDPOINT LANGUAGE NAME…   {language} in ENDPOINT is filled in.
import { addAllProviders, cdk } from "cocoda-sdk";

addAllProviders();
const [endpoint, language, ...names] = process.argv.slice(2);
const scheme = { uri: "https://w3id.org/cocreation/id/" };
const registry = cdk.initializeRegistry({
  uri: "urn:test:registry",
  provider: "ReconciliationApi",
  api: endpoint,
  schemes: [scheme],
});

async function answer(name) {
  const from = { uri: "urn:test:concept", inScheme: [{ uri: "urn:test:scheme" }], prefLabel: { [language]: name } };
  const found = await registry.getMappings({ from, to: { inScheme: [scheme] }, mode: "or" });
  return found.map((one) => ({ uri: one.to.memberSet[0].uri, type: one.type[0] }));
}

const answers = {};
for (const name of names) {
  answers[name] = await answer(name);
}
console.log(JSON.stringify(answers));
