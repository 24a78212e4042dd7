// Asks an endpoint as any user of Comunica would; prints what came as one line of JSON.
// node ask.mjs ENDPOINT select|ask|construct QUERY
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, form, query] = process.argv.slice(2);
const engine = new QueryEngine();
const context = { sources: [{ type: "sparql", value: endpoint }] };

function told(term) {
  return term && { kind: term.termType, value: term.value, language: term.language || undefined };
}

async function answer() {
  if (form === "ask") {
    return engine.queryBoolean(query, context);
  }
  if (form === "select") {
    const rows = await (await engine.queryBindings(query, context)).toArray();
    return rows.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, told(term)])));
  }
  const quads = await (await engine.queryQuads(query, context)).toArray();
  return quads.map((quad) => [told(quad.subject), told(quad.predicate), told(quad.object)]);
}

console.log(JSON.stringify(await answer()));
