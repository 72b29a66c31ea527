// Cuts a markdown text that grows into pieces that are drawn for themselves: a long text costs no more
// for each chunk than a short one, and no text, however made, takes long at once.
//
// Where a cut is follows from the text before it alone, never from how the text came in. So a text
// that was streamed and one that is read again have the same pieces, and look the same.

import { OpenBlocks } from './open-blocks.js';

/**
 * What a piece may cost: so many characters, or so many marks, of which markup is made and which are
 * what costs time. It ends where a block does once it has `enough`, at any line that is not indented
 * once it has `much`, and anywhere with `most`: that is as long as the page is busy at once.
 */
const COST = {
  enough: { characters: 4_096, marks: 500 },
  much: { characters: 16_384, marks: 2_000 },
  most: { characters: 32_768, marks: 3_000 },
};
/** So much of a line tells whether it goes on with a list. */
const BEGINNING = 12;
/** A text of letters without spaces is left whole, up to this. */
const LONGEST_WORD = 262_144;
const IN_WORD = /[!-~]/;
/** How far back a cut goes for a space. */
const WORD = 500;

const MARKS = new Set(Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\n', (c) => c.charCodeAt(0)));
const NEW_LINE = 10;

export class Pieces {
  /** From the beginning of the piece that is not ended yet. */
  #text = '';
  /** What stands before the text of this piece, so that it goes on with what is open there. */
  #before = '';
  /** Where the line begins that is not complete yet. */
  #line = 0;
  /** How far it was looked at, and whether its beginning was. */
  #at = 0;
  #looked = false;
  /** How many marks there are before the line, and up to where it was looked at. */
  #marks = { before: 0, soFar: 0 };
  /** A carriage return may be half of a line end. */
  #half = '';

  #open = new OpenBlocks();

  /**
   * Takes what came.
   *
   * @param {string} chunk
   * @returns {string[]} pieces that have ended with it
   */
  push(chunk) {
    const all = this.#half + chunk;
    this.#half = all.endsWith('\r') ? '\r' : '';
    this.#text += all.slice(0, all.length - this.#half.length).replace(/\r\n?/g, '\n');
    /** @type {string[]} */
    const ended = [];
    let more = true;
    while (more) {
      more = this.#step(ended);
    }
    return ended;
  }

  /** The piece that has not ended. */
  get rest() {
    const text = this.#text + (this.#half && '\n');
    return text && this.#before + text;
  }

  /**
   * Looks at a line, or what there is of it.
   *
   * @param {string[]} ended
   * @returns {boolean} whether there may be more to do
   */
  #step(ended) {
    const isOver = this.#look();
    if (!this.#looked && (isOver || this.#at - this.#line >= BEGINNING)) {
      this.#looked = true;
      if (this.#mayCutBefore(this.#text.slice(this.#line, isOver ? this.#at : this.#line + BEGINNING))) {
        this.#cut(this.#line, ended);
        return true;
      }
    }
    if (this.#isFull()) {
      this.#cut(this.#anywhere(), ended);
      return true;
    }
    if (isOver) {
      this.#open.see(this.#text.slice(this.#line, this.#at));
      this.#at += 1;
      this.#line = this.#at;
      this.#marks = { before: this.#marks.soFar + 1, soFar: this.#marks.soFar + 1 };
      this.#looked = false;
    }
    return isOver;
  }

  /**
   * Goes to the end of the line, or as far as a piece may go.
   *
   * @returns {boolean} whether it is the end of the line
   */
  #look() {
    const asItIs = this.#open.takesLinesAsTheyAre;
    while (this.#at < this.#text.length && !this.#isFull()) {
      const c = this.#text.charCodeAt(this.#at);
      if (c === NEW_LINE) {
        return true;
      }
      this.#marks.soFar += !asItIs && MARKS.has(c) ? 1 : 0;
      this.#at += 1;
    }
    return false;
  }

  #isFull() {
    if (this.#at < COST.most.characters && this.#marks.soFar < COST.most.marks) {
      return false;
    }
    const between = this.#at === this.#line || !IN_WORD.test(this.#text[this.#at - 1]);
    // Each mark may make the parser look through all the rest.
    const costly = this.#at * this.#marks.soFar >= COST.much.marks * COST.most.characters;
    return between || costly || this.#marks.soFar >= COST.most.marks || this.#at >= LONGEST_WORD;
  }

  /**
   * @param {{characters: number, marks: number}} cost
   * @param {number} characters
   * @param {number} marks
   */
  #has(cost, characters, marks) {
    return characters >= cost.characters || marks >= cost.marks;
  }

  /** @param {string} line at least its beginning */
  #mayCutBefore(line) {
    const plain = /^\S/.test(line);
    return plain && this.#has(this.#open.mayEndBefore(line) ? COST.enough : COST.much, this.#line, this.#marks.before);
  }

  /** At the line, if that is not long ago, else at a space, else between two characters. */
  #anywhere() {
    if (this.#has(COST.much, this.#line, this.#marks.before)) {
      return this.#line;
    }
    const space = this.#text.lastIndexOf(' ', this.#at - 1) + 1;
    if (space > Math.max(this.#line, this.#at - WORD)) {
      return space;
    }
    return /[\ud800-\udbff]/.test(this.#text[this.#at - 1]) ? this.#at - 1 : this.#at;
  }

  /**
   * @param {number} at
   * @param {string[]} ended
   */
  #cut(at, ended) {
    ended.push(this.#before + this.#text.slice(0, at));
    this.#text = this.#text.slice(at);
    this.#line = 0;
    this.#at = 0;
    this.#marks = { before: 0, soFar: 0 };
    this.#before = this.#open.again();
  }
}
