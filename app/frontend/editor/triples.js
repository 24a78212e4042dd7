// What the text of a query tells about a place in it, as far as completion needs to know.

const TOKEN =
  /<[^<>\s"{}|^`\\]*>|#[^\n]*|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[?$][\p{L}\p{N}_]+|[\p{L}\p{N}_-]*:(?:[\p{L}\p{N}_.:-]*[\p{L}\p{N}_:-])?|[\p{L}_][\p{L}\p{N}_-]*|@[A-Za-z-]+|\d[\d.]*|\S/gu;
const TERM = /^[<?$"']|:|^\d|^a$/;
const TYPE = new Set(["a", "rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"]);
const STEP = new Set(["/", "^", "*", "+", "|", "!", "(", ")"]);

function tokens(text) {
  return [...text.matchAll(TOKEN)].map(([one]) => one).filter((one) => !one.startsWith("#"));
}

// Walks through patterns, and calls `each` with the triple as far as it is known at each term.
function walk(text, each) {
  let triple = [];
  for (const token of tokens(text)) {
    if (token === ";") triple = triple.slice(0, 1);
    else if (token === ",") triple = triple.slice(0, 2);
    else if (token === "." || token === "{" || token === "}") triple = [];
    else if (triple.length && STEP.has(token)) triple.path = true;
    else if (TERM.test(token)) {
      if (triple.path && triple.length === 2 && !token.startsWith("?")) triple[1] = token;
      else triple.push(token);
      triple.path = false;
      if (triple.length > 3) triple = [token];
      each(triple);
    } else triple = [];
  }
  return triple;
}

// The subject and the predicate before the end of `text`, and what is expected there.
export function placeAtEnd(text) {
  const triple = walk(text, () => {});
  if (triple.length === 1) return { expected: "property", subject: triple[0] };
  if (triple.length === 2) {
    const isType = TYPE.has(triple[1]);
    return { expected: isType ? "class" : "value", subject: triple[0], property: triple[1] };
  }
  return { expected: "any" };
}

// The classes that a query says its subject is of.
export function classesOf(subject, text) {
  const found = new Set();
  walk(text, (triple) => {
    if (triple.length === 3 && triple[0] === subject && TYPE.has(triple[1])) found.add(triple[2]);
  });
  return [...found];
}

export function variablesIn(text) {
  return [...new Set(tokens(text).filter((one) => /^[?$]./.test(one)))];
}
