// The page `/sparql`: the form works without this; with it, it is an editor.
import { makeSortable } from "../table.js";
import { Terms, completionSource } from "./completion.js";
import { markFault, replaceAll, upgrade } from "./field.js";
import { forget, remember, remembered } from "./history.js";

const form = document.getElementById("editor");
const textarea = document.getElementById("query");
const { language } = form.dataset;
const words = JSON.parse(form.dataset.words);
const longestLink = Number(form.dataset.longestLink);
const label = document.querySelector("label[for=query]");
const result = document.getElementById("result");

let asked;
function terms() {
  asked ??= fetch(form.dataset.terms)
    .then((response) => (response.ok ? response.json() : null))
    .then((read) => read && new Terms(read))
    .catch(() => null);
  return asked;
}

function run() {
  form.requestSubmit();
}

function made(name, text, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

const view = upgrade(textarea, {
  label: label.textContent,
  source: completionSource(terms, { language, words }),
  run,
});
label.addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
document.querySelector(".keys").hidden = false;
form.addEventListener("submit", () => {
  // A long query does not fit into an address.
  form.method = link().length > longestLink ? "post" : "get";
});

form.addEventListener("formdata", ({ formData }) => {
  // What is so anyway would only make the address longer.
  if (formData.get("timeout") === form.dataset.usual) formData.delete("timeout");
});

function link() {
  const address = new URL(form.action);
  address.search = new URLSearchParams({ query: textarea.value });
  return address.href;
}

const deeds = form.querySelector(".deeds");
if (result?.dataset.milliseconds) {
  remember(textarea.value, result.dataset.rows ? Number(result.dataset.rows) : null);
}
addSharing();
addHistory();
showFault(document.getElementById("fault"));
const table = result?.querySelector("table.sortable");
if (table) makeSortable(table, { words, language, tools: result.querySelector(".tools") });

function addSharing() {
  const button = made("button", words.share, { type: "button", class: "quiet" });
  const told = made("span", "", { class: "note", role: "status" });
  button.addEventListener("click", async () => {
    if (link().length > longestLink) return void (told.textContent = words.too_long);
    try {
      await navigator.clipboard.writeText(link());
      told.textContent = words.copied;
    } catch {
      // Pages without encryption may not write to the clipboard.
      const field = made("input", "", { readonly: "", "aria-label": words.copy_here });
      field.value = link();
      told.replaceChildren(`${words.copy_here}: `, field);
      field.select();
    }
  });
  deeds.append(button, told);
}

function addHistory() {
  const details = made("details", "", { class: "history" });
  form.after(details);
  fill();

  function fill() {
    const entries = remembered();
    const list = made("ol", "");
    list.append(...entries.map(entry));
    const clear = made("button", words.history_clear, { type: "button", class: "quiet" });
    clear.addEventListener("click", () => {
      forget();
      fill();
      details.querySelector("summary").focus();
    });
    details.replaceChildren(
      made("summary", `${words.history} (${entries.length})`),
      made("p", entries.length ? words.history_note : words.history_none, { class: "note" }),
      ...(entries.length ? [list, clear] : []),
    );
  }

  function entry({ query, rows, at }) {
    const item = made("li", "");
    const button = made("button", "", { type: "button" });
    const lines = query.split("\n").filter((line) => !/^\s*(PREFIX|BASE)\b|^\s*$/i.test(line));
    button.append(made("code", lines.join(" ").replace(/\s+/g, " ").slice(0, 120)));
    button.addEventListener("click", () => replaceAll(view, query));
    const when = new Date(at).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
    });
    item.append(button, made("span", rows === null ? when : `${when} · ${rows}`, { class: "note" }));
    return item;
  }
}

function showFault(fault) {
  if (!fault?.dataset.line) return;
  const message = fault.querySelector("p").textContent;
  const { line, column } = fault.dataset;
  markFault(view, { line: Number(line), column: Number(column), message });
}
