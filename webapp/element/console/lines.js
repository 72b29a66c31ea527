// What a console program prints, as the lines that a terminal shows of it: \r and \b go back within a
// line, SGR sequences become styles, all other escapes are dropped. What is not finished at the end of
// a piece waits for the next one.

import { PLAIN, styled } from './style.js';

/** @typedef {import('./style.js').Style} Style */
/** @typedef {{text: string, style: Style}} Run */

/** A longer line is given out in parts. */
const LONGEST = 1 << 20;

/** Of more parameters no terminal takes any. */
const MOST_PARAMETERS = 512;

/** All but the tab, which is text. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;

const PAIR = /[\ud800-\udfff]/;

const CANCEL = '\x18';
const SUBSTITUTE = '\x1a';
const ESCAPE = '\x1b';

/** @typedef {'text' | 'escape' | 'sequence' | 'string'} State */

/** What a string begins with: of a device, of the system, of an application, for a terminal to keep. */
const STRINGS = new Set([...'P]X^_', '\x90', '\x9d', '\x98', '\x9e', '\x9f']);

export class Lines {
  /** @type {State} */
  #state = 'text';
  #parameters = '';
  #style = PLAIN;

  /** The line, as long as nothing was written over. @type {Run[]} */
  #runs = [];
  /** Once something was: its characters, and their styles. @type {string[] | null} */
  #characters = null;
  /** @type {Style[]} */
  #styles = [];
  #length = 0;
  #at = 0;

  /** @param {(runs: Run[], end: '' | '\n') => void} out takes each line when it is finished */
  constructor(out) {
    this.out = out;
  }

  /** The line that is not finished. */
  get rest() {
    return this.#characters === null ? this.#runs : this.#joined(this.#characters);
  }

  /** @param {string} text */
  write(text) {
    let at = 0;
    while (at < text.length) {
      if (this.#state !== 'text') {
        this.#inEscape(text[at]);
        at += 1;
        continue;
      }
      CONTROL.lastIndex = at;
      const next = CONTROL.exec(text)?.index ?? text.length;
      if (next > at) {
        this.#show(text.slice(at, next));
      }
      if (next < text.length) {
        this.#control(text[next]);
      }
      at = next + 1;
    }
  }

  /** @param {string} c a control character in the text, or within a sequence that goes on after it */
  #control(c) {
    if (c === '\n') {
      this.#flush('\n');
    } else if (c === '\r') {
      this.#at = 0;
    } else if (c === '\b') {
      this.#at = Math.max(0, this.#at - 1);
    } else if (c === ESCAPE) {
      this.#state = 'escape';
    } else if (c === '\x9b') {
      this.#begin();
    } else if (STRINGS.has(c)) {
      this.#state = 'string';
    }
  }

  #begin() {
    this.#state = 'sequence';
    this.#parameters = '';
  }

  /** @param {string} c */
  #inEscape(c) {
    if (c === ESCAPE) {
      this.#state = 'escape';
    } else if (c === CANCEL || c === SUBSTITUTE) {
      this.#state = 'text';
    } else if (this.#state === 'string') {
      // A line end is no part of one: what is never closed does not swallow all that follows.
      if (c === '\x07' || c === '\x9c' || c === '\n') {
        this.#state = 'text';
      }
    } else if (c < ' ') {
      this.#control(c);
    } else if (this.#state === 'sequence') {
      this.#sequence(c);
    } else if (c === '[') {
      this.#begin();
    } else if (STRINGS.has(c)) {
      this.#state = 'string';
    } else if (c > '/') {
      this.#state = 'text';
    }
  }

  /** @param {string} c */
  #sequence(c) {
    if (c >= '@' && c <= '~') {
      this.#state = 'text';
      if (c === 'm') {
        this.#style = styled(this.#style, this.#parameters);
      }
    } else if (this.#parameters.length < MOST_PARAMETERS) {
      this.#parameters += c;
    }
  }

  /** @param {string} text without control characters */
  #show(text) {
    if (this.#characters === null && this.#at === this.#length) {
      const last = this.#runs.at(-1);
      if (last?.style === this.#style) {
        last.text += text;
      } else {
        this.#runs.push({ text, style: this.#style });
      }
      this.#length += PAIR.test(text) ? [...text].length : text.length;
      this.#at = this.#length;
    } else {
      this.#overwrite(text);
    }
    if (this.#length >= LONGEST) {
      this.#flush('');
    }
  }

  /** @param {string} text */
  #overwrite(text) {
    if (this.#characters === null) {
      this.#characters = [];
      this.#styles = [];
      for (const run of this.#runs) {
        for (const c of run.text) {
          this.#characters.push(c);
          this.#styles.push(run.style);
        }
      }
    }
    for (const c of text) {
      this.#characters[this.#at] = c;
      this.#styles[this.#at] = this.#style;
      this.#at += 1;
    }
    this.#length = Math.max(this.#length, this.#at);
  }

  /** @param {string[]} characters */
  #joined(characters) {
    /** @type {Run[]} */
    const runs = [];
    for (let i = 0, begin = 0; i < characters.length; i += 1) {
      if (i + 1 === characters.length || this.#styles[i + 1] !== this.#styles[begin]) {
        runs.push({ text: characters.slice(begin, i + 1).join(''), style: this.#styles[begin] });
        begin = i + 1;
      }
    }
    return runs;
  }

  /** @param {'' | '\n'} end */
  #flush(end) {
    this.out(this.rest, end);
    this.#runs = [];
    this.#characters = null;
    this.#length = 0;
    this.#at = 0;
  }
}
