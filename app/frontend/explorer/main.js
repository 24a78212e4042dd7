// The page `/explorer`: its list works without this; with it, a picture grows beside the list.
import { Picture } from "./picture.js";

const host = document.getElementById("picture");
const words = JSON.parse(host.dataset.words);
const { language } = host.dataset;
const here = new URL(location.href);

function made(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...content);
  return element;
}

let picture, told;
let wishes = 0;

// Where nothing was found there is nothing to draw, and links lead where they always do.
if (!("empty" in host.dataset)) start();

function start() {
  const keys = made("p", { class: "note", id: "picture-keys" }, words.keys);
  told = made("p", { class: "note", role: "status" });
  const canvas = made("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-label": words.picture,
    "aria-describedby": "picture-keys",
  });
  const tools = made("div", { class: "tools" });
  host.append(canvas, tools, told, keys);
  host.hidden = false;
  picture = new Picture(canvas, {
    language,
    open: (iri) => go(addressOf(iri)),
    choose: (label) => (told.textContent = words.chosen.replace("{}", label)),
  });
  addTool(tools, "+", words.zoom_in, () => picture.zoom(1.25));
  addTool(tools, "−", words.zoom_out, () => picture.zoom(0.8));
  addTool(tools, "⤢", words.fit, () => picture.fit());
  addTool(tools, "◎", words.clear, () => draw(location.href, { afresh: true }));
  document.addEventListener("click", follow);
  addEventListener("popstate", () => go(location.href, { push: false }));
  draw(location.href);
}

function follow(event) {
  const link = event.target.closest("#listing a");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || new URL(link.href).pathname !== here.pathname) return;
  event.preventDefault();
  go(link.href);
}

function addTool(tools, sign, label, act) {
  const button = made("button", { type: "button", class: "quiet", "aria-label": label, title: label }, sign);
  button.addEventListener("click", act);
  tools.append(button);
}

function addressOf(iri) {
  const address = new URL(here.pathname, here.origin);
  address.searchParams.set("node", iri);
  return address.href;
}

// Leads to another thing: the list is that of its page, the picture grows by its neighbours.
async function go(address, { push = true } = {}) {
  const [page, found] = await newest(pageOf(address), dataOf(address));
  if (!page) return void (told.textContent = words.failed);
  if (push) history.pushState(null, "", address);
  list(page);
  if (found) show(found);
}

async function draw(address, { afresh = false } = {}) {
  const [found] = await newest(dataOf(address));
  if (!found) return;
  if (afresh) picture.clear();
  show(found);
}

// Waits for all that was asked for together; what has been overtaken by a later wish never comes.
async function newest(...asked) {
  const wish = ++wishes;
  const answers = await Promise.all(asked);
  return wish === wishes ? answers : new Promise(() => {});
}

async function pageOf(address) {
  const text = await textAt(address, "text/html");
  return text && new DOMParser().parseFromString(text, "text/html");
}

async function dataOf(address) {
  const data = new URL(address);
  data.searchParams.delete("property");
  data.searchParams.delete("page");
  data.searchParams.set("format", "json");
  return JSON.parse(await textAt(data, "application/json"));
}

// The text there, null where there is none to be had.
async function textAt(address, type) {
  try {
    const response = await fetch(address, { headers: { Accept: type } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function list(page) {
  const heldFocus = document.getElementById("listing").contains(document.activeElement);
  for (const place of ["#listing", ".languages"]) {
    document.querySelector(place).replaceWith(page.querySelector(place));
  }
  document.title = page.title;
  if (heldFocus) document.querySelector("#listing h2").focus();
}

function show(found) {
  if (found.columns) picture.showColumns(found);
  else picture.show(found);
  const opened = found.node ? words.opened.replace("{}", picture.labelOf(found.node)) : "";
  const more = found.more > 0 ? words.more.replace("{}", found.more) : "";
  told.textContent = [opened, more].filter(Boolean).join(language === "zh" ? "。" : ". ");
}
