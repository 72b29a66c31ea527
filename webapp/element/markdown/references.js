// Where the reference links of a text lead: `[x]` here, `[x]: https://…` there, perhaps in a piece that
// comes later. Of several definitions of a label the first in the text counts.

/** @typedef {{title: string, href: string}} Target */
/** @typedef {import('../blocks/markdown.js').Piece} Piece */

export class References {
  /** @type {Map<string, {at: number, target: Target}>} */
  #known = new Map();
  /** @type {Map<string, Set<Piece>>} */
  #users = new Map();

  /**
   * What the parser is given for a piece. Pieces are parsed in their order, the last one as often as
   * it grows.
   *
   * @param {Piece} piece
   * @returns {{references: Record<string, any>, changed: () => Set<Piece>}} and the pieces that have to
   *     be drawn again, once it is parsed
   */
  of(piece) {
    /** @type {Map<string, Target>} */
    const before = new Map();
    for (const label of piece.defines) {
      const known = this.#known.get(label);
      if (known?.at === piece.index) {
        before.set(label, known.target);
        this.#known.delete(label);
      }
    }
    piece.defines = [];
    const references = new Proxy(
      {},
      {
        get: (_, label) => {
          const name = String(label);
          this.#usersOf(name).add(piece);
          return this.#known.get(name)?.target;
        },
        set: (_, label, target) => {
          this.#known.set(String(label), { at: piece.index, target });
          piece.defines.push(String(label));
          return true;
        },
      },
    );
    return { references, changed: () => this.#changed(piece, before) };
  }

  /** @param {string} label */
  #usersOf(label) {
    const users = this.#users.get(label) ?? new Set();
    this.#users.set(label, users);
    return users;
  }

  /**
   * @param {Piece} piece
   * @param {Map<string, Target>} before
   */
  #changed(piece, before) {
    /** @type {Set<Piece>} */
    const again = new Set();
    for (const label of new Set([...before.keys(), ...piece.defines])) {
      const [was, is] = [before.get(label), this.#known.get(label)?.target];
      if (was?.href !== is?.href || was?.title !== is?.title) {
        this.#usersOf(label).forEach((user) => again.add(user));
      }
    }
    again.delete(piece);
    return again;
  }
}
