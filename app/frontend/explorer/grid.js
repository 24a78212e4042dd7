// Places in a grid, so that boxes never lie on each other: a neighbour goes beside its node.

export const COLUMN = 285;
export const ROW = 64;
const REACH = 6;

export class Grid {
  constructor() {
    this.taken = new Map();
  }

  clear() {
    this.taken.clear();
  }

  place(name, column, row) {
    this.taken.set(`${column},${row}`, name);
    return { x: column * COLUMN, y: row * ROW };
  }

  // Gives each name a free place beside a cell, as near to it as may be, in order from the top.
  beside({ column, row }, side, names) {
    const free = [];
    for (let distance = 1; free.length < names.length; distance++) {
      const rows = Array.from({ length: 2 * REACH + 1 }, (_, number) => row + number - REACH)
        .filter((one) => !this.taken.has(`${column + side * distance},${one}`))
        .sort((one, other) => Math.abs(one - row) - Math.abs(other - row))
        .slice(0, names.length - free.length)
        .sort((one, other) => one - other);
      free.push(...rows.map((one) => [column + side * distance, one]));
    }
    return names.map((name, number) => this.place(name, ...free[number]));
  }

  static cell({ x, y }) {
    return { column: Math.round(x / COLUMN), row: Math.round(y / ROW) };
  }
}
