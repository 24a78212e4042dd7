// The picture: nodes in a grid, opened one after the other; all that it shows is in the list too.
import cytoscape from "cytoscape";
import { Grid } from "./grid.js";
import { look } from "./look.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const CLOSEST = 1.1;
const SMALLEST = 0.55;
const PADDING = 24;

// What three lines of a box hold; the list has the name whole.
function shortened(name, wide) {
  const most = wide ? 34 : 54;
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

export class Picture {
  // `open` is called with the IRI that a person opens, `choose` with the label of the one chosen.
  constructor(element, { language, open, choose }) {
    this.language = language;
    this.open = open;
    this.choose = choose;
    this.grid = new Grid();
    this.cy = cytoscape({
      container: element,
      style: look(element),
      minZoom: 0.15,
      maxZoom: 2,
      autoungrabify: true,
      boxSelectionEnabled: false,
      userZoomingEnabled: false,
    });
    this.cy.on("tap", "node", ({ target }) => open(target.id()));
    element.addEventListener("keydown", (event) => this.#pressed(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.cy.style(look(element));
    });
  }

  label(one) {
    return one[this.language] || one.short || one.property;
  }

  labelOf(iri) {
    return this.cy.getElementById(iri).data("name") ?? iri;
  }

  clear() {
    this.cy.elements().remove();
    this.grid.clear();
  }

  // Columns of constructs, each below what they belong to.
  showColumns({ nodes, edges, columns }) {
    this.clear();
    const byIri = new Map(nodes.map((one) => [one.iri, one]));
    columns.forEach((column, across) => {
      column.forEach((iri, down) => {
        const position = this.grid.place(iri, across, down + (down > 0));
        this.#add(byIri.get(iri), position);
      });
    });
    this.#connect(edges);
    this.#here(columns.map(([head]) => head));
    this.#look(this.cy.elements());
    if (this.cy.zoom() > SMALLEST) return;
    const { x1, y1 } = this.cy.elements().boundingBox();
    this.cy.pan({ x: PADDING - x1 * SMALLEST, y: PADDING - y1 * SMALLEST });
  }

  // A node with its neighbours: what points at it on its left, what it points at on its right.
  show({ node, nodes, edges }) {
    const byIri = new Map(nodes.map((one) => [one.iri, one]));
    const centre = this.cy.getElementById(node);
    if (centre.empty()) {
      this.clear();
      this.#add(byIri.get(node), this.grid.place(node, 0, 0));
    }
    const cell = Grid.cell(this.cy.getElementById(node).position());
    for (const side of [-1, 1]) {
      const ends = edges.map(({ from, to }) => (side > 0 ? [from, to] : [to, from]));
      const others = ends.filter(([end]) => end === node).map(([, other]) => other);
      const added = [...new Set(others)].filter((iri) => this.cy.getElementById(iri).empty());
      const places = this.grid.beside(cell, side, added);
      added.forEach((iri, number) => this.#add(byIri.get(iri), places[number]));
    }
    this.#connect(edges);
    this.#here([node]);
    this.#look(this.cy.getElementById(node).closedNeighborhood());
  }

  fit() {
    this.cy.fit(undefined, PADDING);
    if (this.cy.zoom() > CLOSEST) this.#zoomTo(CLOSEST, this.cy.elements());
  }

  zoom(factor) {
    const { width, height } = this.cy.container().getBoundingClientRect();
    const renderedPosition = { x: width / 2, y: height / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition });
  }

  // Shows some elements whole, unless they would be too small to read: then the middle of them.
  #look(elements) {
    this.cy.fit(elements, PADDING);
    if (this.cy.zoom() > CLOSEST) this.#zoomTo(CLOSEST, elements);
    if (this.cy.zoom() < SMALLEST) this.#zoomTo(SMALLEST, this.cy.$(".here").first());
  }

  #zoomTo(level, elements) {
    this.cy.zoom(level);
    this.cy.center(elements);
  }

  #add(one, position) {
    const name = this.label(one);
    const wide = /[\u3400-\u9fff]/.test(name);
    const data = { id: one.iri, name, label: shortened(name, wide), wide, kind: one.kind };
    this.cy.add({ group: "nodes", data, position });
  }

  #connect(edges) {
    for (const one of edges) {
      const id = `${one.from} ${one.property} ${one.to}`;
      if (this.cy.getElementById(id).nonempty()) continue;
      const data = { id, source: one.from, target: one.to, label: this.label(one) };
      this.cy.add({ group: "edges", data });
    }
  }

  #here(iris) {
    this.cy.elements().removeClass("here near chosen");
    iris.forEach((iri) => this.cy.getElementById(iri).addClass("here"));
    if (iris.length === 1) {
      this.cy.edges().removeClass("out in");
      this.cy.$(".here").outgoers("edge").addClass("near out");
      this.cy.$(".here").incomers("edge").addClass("near in");
    }
    this.cy.$(".here").first().addClass("chosen");
  }

  #pressed(event) {
    const keys = { "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.fit() };
    const chosen = this.cy.$(".chosen").first();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (STEPS[event.key]) this.#step(chosen, STEPS[event.key]);
    else if (event.key === "Enter" && chosen.nonempty()) this.open(chosen.id());
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  }

  // Chooses the nearest node in a direction; what lies aside counts as further away.
  #step(chosen, [right, down]) {
    if (chosen.empty()) return;
    const here = chosen.position();
    const rated = this.cy.nodes().map((node) => {
      const [x, y] = [node.position("x") - here.x, node.position("y") - here.y];
      const ahead = x * right + y * down;
      const aside = Math.abs(x * down) + Math.abs(y * right);
      return [ahead > 1 ? ahead + aside * 2 : Infinity, node];
    });
    const [distance, next] = rated.reduce((best, one) => (one[0] < best[0] ? one : best));
    if (distance === Infinity) return;
    chosen.removeClass("chosen");
    next.addClass("chosen");
    this.#reveal(next);
    this.choose(next.data("name"));
  }

  #reveal(node) {
    const { x1, x2, y1, y2 } = node.renderedBoundingBox();
    const { width, height } = this.cy.container().getBoundingClientRect();
    if (x1 < 0 || y1 < 0 || x2 > width || y2 > height) this.cy.center(node);
  }
}
