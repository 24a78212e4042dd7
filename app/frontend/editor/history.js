// The queries that were run from this browser, newest first; they never leave it.

const KEY = "cocreation.queries";
const MOST = 30;
// A browser gives a site a few megabytes in all.
const LONGEST = 20_000;

export function remembered() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter((one) => typeof one.query === "string") : [];
  } catch {
    // Storage is forbidden or damaged: there is no history then.
    return [];
  }
}

export function remember(query, rows) {
  if (!query.trim() || query.length > LONGEST) return;
  const others = remembered().filter((one) => one.query !== query);
  const kept = [{ query, rows, at: new Date().toISOString() }, ...others].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or forbidden; the query itself is in the address.
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there was none.
  }
}
