// Server-Sent Events, as far as this server uses them: ids, names, data, comments.

/**
 * Reads frames out of pieces of text, wherever the pieces were cut. A frame without its empty line
 * was cut off with the connection: it is never given out.
 */
export class EventStream {
  #rest = '';
  #id = '';
  #name = '';
  /** @type {string[]} */
  #data = [];

  /** @param {(id: string, data: string, name: string) => void} onEvent */
  constructor(onEvent) {
    this.onEvent = onEvent;
  }

  /** @param {string} text */
  push(text) {
    const all = this.#rest + text;
    let from = 0;
    for (let to = all.indexOf('\n'); to >= 0; to = all.indexOf('\n', from)) {
      this.#line(all.slice(from, all[to - 1] === '\r' && to > from ? to - 1 : to));
      from = to + 1;
    }
    this.#rest = all.slice(from);
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') {
      const name = this.#name;
      this.#name = '';
      if (this.#data.length > 0) {
        const data = this.#data.join('\n');
        this.#data = [];
        this.onEvent(this.#id, data, name);
      }
    } else if (line.startsWith('data:')) {
      this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    } else if (line.startsWith('id:')) {
      this.#id = line.slice(3).trim();
    } else if (line.startsWith('event:')) {
      this.#name = line.slice(6).trim();
    }
  }
}
