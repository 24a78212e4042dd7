// A table that the server wrote gets headings that sort it and a field that filters it.

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

export function shownText(cell) {
  return cell.innerText.trim();
}

// Numbers by their size and before all else, the rest as people of the page's language sort it.
export function comparison(language) {
  const collator = new Intl.Collator(language === "zh" ? "zh-Hans-CN" : "en", { numeric: true });
  return (one, other) => {
    const [first, second] = [one, other].map((text) => (NUMBER.test(text) ? Number(text) : NaN));
    if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
    if (Number.isNaN(first) !== Number.isNaN(second)) return Number.isNaN(first) ? 1 : -1;
    return collator.compare(one, other);
  };
}

export function makeSortable(table, { words, language, tools }) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const compare = comparison(language);
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, place) => addButton(heading, words, () => sortBy(place)));
  addFilter(tools, rows, words);

  function sortBy(place) {
    const heading = headings[place];
    const descending = heading.getAttribute("aria-sort") === "ascending";
    headings.forEach((one) => one.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const keyed = rows.map((row) => [shownText(row.cells[place]), row]);
    keyed.sort(([one], [other]) => (descending ? compare(other, one) : compare(one, other)));
    body.append(...keyed.map(([, row]) => row));
  }
}

function addButton(heading, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.title = words.sort.replace("{}", heading.innerText);
  button.append(...heading.childNodes);
  button.addEventListener("click", act);
  heading.append(button);
}

function addFilter(tools, rows, words) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  const told = document.createElement("span");
  field.type = "search";
  label.append(`${words.filter} `, field);
  label.className = "filter";
  told.className = "note";
  told.setAttribute("role", "status");
  tools.prepend(label, told);
  const texts = rows.map((row) => row.textContent.toLocaleLowerCase());
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    rows.forEach((row, number) => (row.hidden = !texts[number].includes(wanted)));
    const left = rows.filter((row) => !row.hidden).length;
    const counts = words.filtered.replace("{}", left).replace("{}", rows.length);
    told.textContent = !wanted ? "" : left ? counts : words.no_match;
  });
}
