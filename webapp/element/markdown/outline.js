// The levels of headings. The first one on the page, in the order of the blocks, is the one below the
// title, whatever level the app gave it; the others are as much deeper as the app says.

/** @typedef {import('../blocks/markdown.js').MarkdownBlock} MarkdownBlock */
/** @typedef {import('../types.js').BlockContext} BlockContext */

/** @type {WeakMap<BlockContext, Outline>} */
const outlines = new WeakMap();

export class Outline {
  /** The depth of the first heading of each block, 0 without. @type {Map<MarkdownBlock, number>} */
  #firsts = new Map();
  #top = 0;

  /**
   * The one of a session.
   *
   * @param {BlockContext} context
   */
  static of(context) {
    const outline = outlines.get(context) ?? new Outline(context.headingLevel);
    outlines.set(context, outline);
    return outline;
  }

  /** @param {number} title its level */
  constructor(title) {
    this.title = title;
  }

  /**
   * Blocks say it in the order in which they are on the page, and again when it changes.
   *
   * @param {MarkdownBlock} block
   * @param {number} depth
   */
  first(block, depth) {
    if (this.#firsts.get(block) === depth) {
      return;
    }
    this.#firsts.set(block, depth);
    const top = [...this.#firsts.values()].find((each) => each > 0) ?? 0;
    if (top !== this.#top) {
      this.#top = top;
      this.#firsts.forEach((_, each) => each.drawHeadings());
    }
  }

  /** @param {number} depth */
  levelOf(depth) {
    return Math.min(6, this.title + Math.max(1, depth - this.#top + 1));
  }
}
