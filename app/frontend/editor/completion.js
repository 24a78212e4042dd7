// What is offered while a person types: terms by label in both languages, the properties that a
// class really has, variables of the query and words of the language.
import { classesOf, placeAtEnd, variablesIn } from "./triples.js";

const WORD = /[?$]?[\p{L}\p{N}_:-]+$/u;
const MOST = 60;
const KEYWORDS =
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GRAPH SERVICE ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC AS IN NOT EXISTS PREFIX BASE CONSTRUCT ASK DESCRIBE FROM NAMED COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IF COALESCE CONTAINS STRSTARTS STRENDS CONCAT REPLACE REGEX LCASE UCASE STRLEN IRI ISIRI ISBLANK ISLITERAL".split(" ");
const SHAPES = { class: "class", property: "property" };

export class Terms {
  constructor({ base, prefixes, names, uses }) {
    this.base = base;
    this.prefixes = prefixes;
    this.uses = uses;
    this.names = names.map(([name, kind, en, zh]) => {
      const labels = [en, zh].filter(Boolean);
      const local = name.replace(/^<|>$/g, "").split(/[:/#]/).pop();
      const plain = [...labels, local, name].map((one) => one.toLocaleLowerCase());
      return { name, kind, en, zh, plain };
    });
    this.byName = new Map(this.names.map((one) => [one.name, one]));
  }

  // The prefixed name that a query's own prefixes mean, as it is written here.
  canonical(name, text) {
    if (name.startsWith("<")) return `<${name.slice(1, -1).replace(this.base, "")}>`;
    const [prefix, local] = name.split(":");
    const declared = new RegExp(`PREFIX\\s+${prefix}:\\s*<([^>]*)>`, "i").exec(text)?.[1];
    const known = Object.entries(this.prefixes).find(([, iri]) => iri === declared)?.[0];
    return known ? `${known}:${local}` : name;
  }
}

// How well a name fits what was typed: less is better, nothing where it does not.
function fit(one, typed) {
  const rated = one.plain.map((text, place) => {
    const at = text.indexOf(typed);
    return at < 0 ? Infinity : (at === 0 ? 0 : 4) + place / 8 + text.length / 1000;
  });
  const best = Math.min(...rated);
  return best === Infinity ? null : best;
}

function usesOf(terms, subject, text) {
  const found = new Map();
  for (const one of classesOf(subject, text)) {
    for (const [name, things] of terms.uses[terms.canonical(one, text)] ?? []) {
      found.set(name, Math.max(things, found.get(name) ?? 0));
    }
  }
  return found;
}

export function completionSource(terms, { language, words }) {
  return async (context) => {
    const { doc } = context.state;
    const typed = context.matchBefore(WORD) ?? { from: context.pos, text: "" };
    if (!typed.text && !context.explicit) return null;
    const text = doc.toString();
    const before = doc.sliceString(0, typed.from);
    if (/(?:^|\n)[^\n]*#[^\n<>]*$/.test(before) && !/<[^>\s]*$/.test(before)) return null;
    if (/^[?$]/.test(typed.text)) return variables(typed, text);
    const known = await terms();
    const options = known ? ranked(known, typed.text, before, text, language, words) : [];
    options.push(...keywords(typed.text));
    return options.length ? { from: typed.from, options, filter: false } : null;
  };
}

function ranked(terms, typed, before, text, language, words) {
  const place = placeAtEnd(before);
  const used = place.expected === "property" ? usesOf(terms, place.subject, text) : new Map();
  const wanted = typed.toLocaleLowerCase();
  const pool = typed ? terms.names : poolAt(terms, place, used);
  return pool
    .map((one) => [rating(one, wanted, place, used), one])
    .filter(([rate]) => rate !== null)
    .sort(([one], [other]) => one - other)
    .slice(0, MOST)
    .map(([, one], number) => option(terms, one, number, used, language, words));
}

// Without a letter typed, only what fits the place is worth a list.
function poolAt(terms, place, used) {
  if (place.expected === "property" && used.size) {
    return [...used.keys()].map((name) => terms.byName.get(name)).filter(Boolean);
  }
  const kinds = { class: ["class"], property: ["property"] }[place.expected];
  return terms.names.filter((one) => (kinds ? kinds.includes(one.kind) : !SHAPES[one.kind]));
}

function rating(one, wanted, place, used) {
  const fits = fit(one, wanted);
  if (fits === null) return null;
  const rightKind = place.expected === "any" || place.expected === "value" || one.kind === place.expected;
  const things = used.get(one.name);
  return fits + (rightKind ? 0 : 20) - (things ? 10 + Math.log10(things) : 0);
}

function option(terms, one, number, used, language, words) {
  const [first, second] = language === "zh" ? [one.zh, one.en] : [one.en, one.zh];
  const shown = [...new Set([first, second].filter(Boolean))].join(" / ") || one.name;
  const things = used.get(one.name);
  const detail = one.name.startsWith("<") ? one.name.slice(1, -1).replace(/^id\//, "") : one.name;
  return {
    label: shown,
    detail: detail === shown ? undefined : detail,
    info: things ? words.of_class.replace("{}", things) : undefined,
    type: SHAPES[one.kind] ?? "constant",
    boost: 99 - number,
    apply: (view, _completion, from, to) => insert(terms, one.name, view, from, to),
  };
}

// Puts the name in, and its prefix at the top where that is not declared.
function insert(terms, name, view, from, to) {
  const written = name.startsWith("<") ? `<${absolute(terms, name.slice(1, -1))}>` : name;
  const changes = [{ from, to, insert: written }];
  const prefix = /^([\w-]*):/.exec(written)?.[1];
  const text = view.state.doc.toString();
  const declared = new RegExp(`PREFIX\\s+${prefix}:`, "i");
  let added = 0;
  if (!written.startsWith("<") && terms.prefixes[prefix] && !declared.test(text)) {
    const line = `PREFIX ${prefix}: <${terms.prefixes[prefix]}>\n`;
    const at = /^(?:[ \t]*#[^\n]*\n|[ \t]*\n)*/.exec(text)[0].length;
    changes.unshift({ from: at, insert: line });
    added = line.length;
  }
  view.dispatch({
    changes,
    selection: { anchor: from + written.length + added },
    userEvent: "input.complete",
  });
}

function absolute(terms, iri) {
  return /^[a-z][a-z0-9+.-]*:/i.test(iri) ? iri : terms.base + iri;
}

function variables(typed, text) {
  const options = variablesIn(text)
    .filter((one) => one !== typed.text)
    .map((label) => ({ label, type: "variable" }));
  return options.length ? { from: typed.from, options } : null;
}

function keywords(typed) {
  const capitals = typed.toUpperCase();
  return KEYWORDS.filter((one) => typed && one.startsWith(capitals) && one !== capitals).map(
    (label) => ({ label, type: "keyword", boost: -99 }),
  );
}
