// The picture in the colours of the page: a canvas does not inherit them.

// What a thing is tells its colour; the list says it in words.
const KINDS = {
  case: "--kind-case",
  concept: "--kind-construct",
  theme: "--kind-theme",
  dimension: "--kind-theme",
  stage: "--kind-stage",
  proposition: "--kind-proposition",
  evidence: "--kind-evidence",
  source: "--kind-source",
  organization: "--kind-organization",
  resource: "--kind-making",
  solution: "--kind-making",
};

export function look(element) {
  const styles = getComputedStyle(element);
  const colour = (name) => styles.getPropertyValue(name).trim();
  const font = styles.getPropertyValue("font-family");
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        width: 178,
        height: 50,
        label: "data(label)",
        color: colour("--ink"),
        "font-family": font,
        "font-size": 13,
        "text-wrap": "wrap",
        "text-max-width": 166,
        "text-valign": "center",
        "text-halign": "center",
        "background-color": colour("--wash"),
        "border-width": 1.5,
        "border-color": colour("--muted"),
      },
    },
    ...Object.entries(KINDS).map(([kind, name]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "border-color": colour(name), "background-color": colour(`${name}-wash`) },
    })),
    // Chinese breaks anywhere, English between words.
    { selector: "node[?wide]", style: { "text-overflow-wrap": "anywhere" } },
    {
      selector: "edge",
      style: {
        width: 1,
        "line-color": colour("--muted"),
        "line-opacity": 0.45,
        "curve-style": "straight",
        "target-arrow-shape": "triangle",
        "target-arrow-color": colour("--muted"),
        "arrow-scale": 0.8,
      },
    },
    {
      selector: "edge.near",
      style: {
        width: 1.5,
        "line-opacity": 0.9,
        "z-index": 1,
        "curve-style": "taxi",
        "taxi-direction": "horizontal",
        color: colour("--ink"),
        "font-family": font,
        "font-size": 10.5,
        "text-wrap": "wrap",
        "text-max-width": 84,
        "text-background-color": colour("--paper"),
        "text-background-opacity": 0.92,
        "text-background-padding": 1,
      },
    },
    // A property stands where its line meets the neighbour.
    { selector: "edge.out", style: { "taxi-turn": 18, "target-label": "data(label)", "target-text-offset": 50 } },
    { selector: "edge.in", style: { "taxi-turn": -18, "source-label": "data(label)", "source-text-offset": 46 } },
    { selector: "node.here", style: { "border-width": 4, "border-color": colour("--accent"), "font-weight": "bold" } },
    { selector: "node.chosen", style: { "outline-width": 3, "outline-color": colour("--accent"), "outline-offset": 4, "outline-opacity": 0.6 } },
  ];
}
