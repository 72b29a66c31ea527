// Work that is done in animation frames, a slice of a frame at a time, so that any amount of output
// leaves the page answering.

const SLICE = 8;
const FRAME = 16;

/** What may be done at once, of each frame's time: the first token of an answer waits for no frame, a flood does. */
const AT_ONCE = 4;

/** @template T */
export class Frames {
  /** @type {T[]} */
  #items = [];
  #next = 0;
  #asked = false;
  /** When the time began of which some was spent at once. */
  #since = 0;
  #spent = 0;

  /**
   * @param {(item: T) => void} work for one item
   * @param {(hasTime: () => boolean) => boolean} finish after the items of a frame; whether all is done
   */
  constructor(work, finish) {
    this.work = work;
    this.finish = finish;
  }

  /** @param {T} item */
  add(item) {
    this.#items.push(item);
    if (!this.#asked && !document.hidden && this.#hasTimeAtOnce()) {
      this.#asked = true;
      queueMicrotask(() => this.#run()); // with those that came in the same piece
    } else {
      this.ask();
    }
  }

  /** Asks for a frame, with items or without. */
  ask() {
    if (this.#asked) {
      return;
    }
    this.#asked = true;
    // A hidden page has no frames, and is to be complete when it is looked at again.
    if (document.hidden) {
      setTimeout(() => this.#run(), 100);
    } else {
      let ran = false;
      const once = () => {
        if (!ran) {
          ran = true;
          this.#run();
        }
      };
      requestAnimationFrame(once);
      setTimeout(once, 500); // in case the page is hidden meanwhile
    }
  }

  #hasTimeAtOnce() {
    const now = performance.now();
    if (now - this.#since > FRAME) {
      this.#since = now;
      this.#spent = 0;
    }
    return this.#spent < AT_ONCE;
  }

  #run() {
    // Still asked for: what is dirty by the items is drawn below, and what came then need not wait for a frame.
    this.#asked = true;
    const began = performance.now();
    const until = began + SLICE;
    const hasTime = () => performance.now() < until;
    let isDone = false;
    try {
      while (this.#next < this.#items.length && hasTime()) {
        this.work(this.#items[this.#next++]); // goes on behind one that fails
      }
      // Something of each frame is for drawing, so that what is drawn keeps up with what is known.
      const drawUntil = performance.now() + SLICE;
      isDone = this.finish(() => performance.now() < drawUntil) && this.#next === this.#items.length;
    } catch (e) {
      reportError(e);
    }
    if (this.#next === this.#items.length) {
      this.#items = [];
      this.#next = 0;
    }
    this.#asked = false;
    if (!isDone) {
      this.ask();
    }
    this.#spent += performance.now() - began;
  }
}
