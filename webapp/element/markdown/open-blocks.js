// What is open at a line of markdown, as far as it matters for cutting the text there: code, a comment, a
// table, `<details>`, a list. Looks at each line once, and never at what comes after.

/** What is open at a cut is opened again behind it, if that takes no more than this. */
const DEEPEST = 8;
const LONGEST = 500;
/** Not of any length: of a hundred thousand beginnings each would be followed to the end of the line. */
const TITLE = new RegExp(`<summary *>.{0,${LONGEST}}</summary *>`, 'i');

const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Code, or mathematics from a line with nothing else to the next one. */
const FENCE = /^( {0,3})(`{3,}|~{3,}|\${2}(?=\s*$))([^]*)$/;
const COMMENT = /^( {0,3})<!--/;
const DETAILS = /^ {0,3}<\/?(?:details|summary) *>/i;
const DELIMITER_ROW = /^[ |:-]+$/;

export class OpenBlocks {
  #blank = true;
  #inList = false;
  /** @type {{mark: string, size: number, indent: number, line: string} | null} */
  #fence = null;
  /** @type {{indent: number} | null} */
  #comment = null;
  /** The first two lines of a table. @type {string[]} */
  #table = [];
  #previous = '';
  /** What opened each `<details>` around this line. @type {string[]} */
  #details = [];
  #inTags = false;

  /** Whether nothing in a line is markup. */
  get takesLinesAsTheyAre() {
    return this.#fence !== null || this.#comment !== null;
  }

  /**
   * Whether everything has ended before this line.
   *
   * @param {string} line at least its beginning; not indented
   */
  mayEndBefore(line) {
    return this.#blank && !this.takesLinesAsTheyAre && this.#details.length === 0 && !LIST_ITEM.test(line);
  }

  /** What to write behind a cut, so that the text goes on there in what is open. */
  again() {
    const table = this.#table.join('\n').length <= LONGEST ? this.#table : [];
    const open = [...this.#details, this.#fence?.line ?? '', this.#comment ? '<!--' : '', ...table];
    return open.filter(Boolean).map((line) => `${line}\n`).join('');
  }

  /**
   * Takes the next line.
   *
   * @param {string} line complete, without its end
   */
  see(line) {
    const blank = line.trim() === '';
    const outside = /^\S/.test(line) && this.#inList;
    if (outside && this.#fence && this.#fence.indent > 0) {
      this.#fence = null; // it was of a list that is over
    }
    if (outside && this.#comment && this.#comment.indent > 0) {
      this.#comment = null;
    }
    if (this.#fence) {
      this.#endFence(line, this.#fence);
    } else if (this.#comment) {
      this.#comment = line.includes('-->') ? null : this.#comment;
    } else if (blank) {
      this.#inTags = false;
      this.#table = [];
    } else {
      this.#begin(line);
    }
    this.#previous = blank ? '' : line;
    this.#blank = blank;
  }

  /**
   * @param {string} line
   * @param {{mark: string, size: number}} fence
   */
  #endFence(line, fence) {
    const close = FENCE.exec(line);
    if (close && close[2][0] === fence.mark && close[2].length >= fence.size && close[3].trim() === '') {
      this.#fence = null;
    }
  }

  /** @param {string} line not blank, and in nothing that takes its lines as they are */
  #begin(line) {
    const fence = FENCE.exec(line);
    const comment = COMMENT.exec(line);
    if (LIST_ITEM.test(line)) {
      this.#inList = true;
    } else if (this.#blank && /^\S/.test(line)) {
      this.#inList = false;
    }
    this.#inTags ||= DETAILS.test(line);
    if (this.#inTags) {
      this.#tags(line);
    } else if (fence && !(fence[2][0] === '`' && fence[3].includes('`'))) {
      this.#fence = { mark: fence[2][0], size: fence[2].length, indent: fence[1].length, line: line.slice(0, LONGEST) };
    } else if (comment) {
      this.#comment = line.includes('-->') ? null : { indent: comment[1].length };
    } else if (this.#previous.includes('|') && line.includes('-') && DELIMITER_ROW.test(line)) {
      this.#table = [this.#previous, line];
    }
  }

  /** @param {string} line */
  #tags(line) {
    for (const [tag] of line.matchAll(/<\/?details *>/gi)) {
      if (tag[1] === '/') {
        this.#details.pop();
      } else if (this.#details.length < DEEPEST) {
        this.#details.push('<details>\n');
      }
    }
    const title = TITLE.exec(line)?.[0] ?? '';
    if (title !== '' && this.#details.length > 0) {
      this.#details[this.#details.length - 1] = `<details>${title}\n`;
    }
  }
}
