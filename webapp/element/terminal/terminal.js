// A console program: its terminal, and what is typed to it. The blocks of a session that are part of it,
// one with all that it prints and one or more questions, are one thing on the page.

import { Answers } from './answers.js';
import { chordOf } from './chord.js';
import { Emulator, sheet } from './emulator.js';
import { Line } from './line.js';
import { words } from './texts.js';
import { Tools } from './tools.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('./emulator.js').Grid} Grid */

/**
 * What this gets from the page instead of importing it.
 *
 * @typedef {object} Kit
 * @property {typeof import('../dom.js').h} h
 * @property {typeof import('../texts.js').texts} texts
 * @property {typeof import('../texts-language.js').translated} translated
 * @property {typeof words} [words]
 */
/** @typedef {Required<Kit>} WholeKit */

/** What was printed so long ago is told to who comes late, and was replied to by others. */
const OLD = 10_000;

/** @type {WeakMap<BlockContext, Console>} */
const consoles = new WeakMap();

class Console {
  #context;
  #kit;
  #emulator;
  #answers;
  #line;
  #tools;
  #note;
  #spoken;
  /** @type {'none' | 'line' | 'keys'} */
  #input = 'none';
  #isSecret = false;
  #tabLeaves = false;
  /** Whether what was typed last was typed here. */
  #isActive = true;
  /** @type {Grid | null} */
  #room = null;
  #isOver = false;

  /**
   * @param {BlockContext} context
   * @param {WholeKit} kit
   */
  constructor(context, kit) {
    const { h } = kit;
    this.#context = context;
    this.#kit = kit;
    this.#emulator = new Emulator(h, kit.words.terminalKeys, {
      typed: (keys) => this.#type(keys),
      replied: (reply) => this.#isActive && document.hasFocus() && this.#type(reply),
      key: (e) => this.#key(e),
      room: (room) => this.#fit(room),
      wrote: (lines) => this.#spoken.replaceChildren(lines),
    });
    this.#answers = new Answers({
      send: (blockId, value, key) => context.send(blockId, 'text_input', value, key),
      tell: (why, again) => this.#line.complain(why && (again ? kit.words.retrying(why) : kit.texts.notSent(why))),
      refused: (value) => this.#input === 'line' && this.#line.restore(value ?? ''),
    });
    this.#line = new Line(kit, { give: (value) => this.#answers.give(value), interrupt: () => void context.interrupt() });
    this.#tools = new Tools(kit, this.#emulator);
    this.#note = h('p', { class: 'note', hidden: true });
    this.#spoken = h('div', { class: 'spoken', role: 'log' });
    this.element = h('div', { class: 'terminal', part: 'terminal', role: 'group', 'aria-label': kit.words.terminal }, this.#tools.element, this.#emulator.element, this.#note, this.#line.element, this.#line.problem, this.#spoken);
  }

  /** @param {HTMLElement} place the block that it stands in: the first that is part of it */
  mount(place) {
    if (this.element.isConnected) {
      place.hidden = true;
      return;
    }
    place.append(this.element);
    const root = /** @type {ShadowRoot} */ (place.getRootNode());
    if (!root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets.push(sheet);
    }
    this.#emulator.open(this.#context.over);
    this.#context.over.addEventListener('abort', () => this.#answers.close(), { once: true });
    const room = this.#emulator.room;
    if (room) {
      this.#fit(room);
    }
  }

  /** @param {Grid} room that there is in this window */
  #fit(room) {
    if (room.columns === this.#room?.columns && room.rows === this.#room.rows) {
      return;
    }
    this.#room = room;
    if (!this.#isOver && !this.#context.looksOn) {
      // All windows see what the program sees: its output tells in which size that is.
      this.#context.post('terminal', room).catch(() => {});
    }
  }

  /** @param {YeraEvent} event */
  print({ data, timestamp }) {
    if (data.columns > 0 && data.rows > 0) {
      this.#emulator.resize({ columns: data.columns, rows: data.rows });
    }
    this.#emulator.print(String(data.content ?? ''), Date.now() - Date.parse(timestamp) > OLD);
  }

  /** @param {YeraEvent} event */
  ask({ block_id, data }) {
    if (this.#context.looksOn) {
      this.#note.textContent = this.#kit.texts.lookingOn;
      this.#note.hidden = false;
      return;
    }
    this.#input = data.input === 'keys' ? 'keys' : 'line';
    this.#isSecret = data.secret === true && data.raw !== true;
    if (this.#input === 'line') {
      this.#line.show(this.#isSecret);
    }
    this.#hint();
    this.#answers.asked(block_id);
  }

  #hint() {
    const { words: { keysHint, tabLeaves, typingHidden } } = this.#kit;
    const keys = this.#tabLeaves ? tabLeaves : keysHint;
    this.#note.textContent = [this.#input === 'keys' ? keys : '', this.#isSecret ? typingHidden : ''].join(' ').trim();
    this.#note.hidden = this.#note.textContent === '';
  }

  /** @param {any} value */
  answered(value) {
    this.#isActive = this.#answers.isSending;
    this.#answers.answered();
    if (typeof value === 'string' && this.#input === 'line') {
      this.#line.remember(value);
    }
  }

  /** @param {string} keys */
  #type(keys) {
    if (this.#input === 'keys' && !this.#isOver) {
      this.#answers.type(keys);
    }
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const chord = chordOf(e);
    if (Object.hasOwn(this.#shortcuts, chord)) {
      if (e.type === 'keydown') {
        e.preventDefault();
        this.#shortcuts[chord]();
      }
      return false;
    }
    if (this.#input === 'keys' && !this.#isOver) {
      return !(this.#tabLeaves && /^(?:Shift\+)?Tab$/.test(chord));
    }
    if (e.type === 'keydown') {
      this.#readerKey(e, chord);
    }
    return false;
  }

  /** @type {Record<string, () => void>} */
  #shortcuts = {
    'Control+Shift+C': () => void this.#tools.copy(),
    'Control+Shift+F': () => this.#tools.toggleSearch(),
    'Control+Shift+M': () => {
      this.#tabLeaves = !this.#tabLeaves;
      this.#hint();
      this.#spoken.replaceChildren(this.#note.textContent ?? '');
    },
  };

  /**
   * Of who reads, and types below.
   *
   * @param {KeyboardEvent} e
   * @param {string} chord
   */
  #readerKey(e, chord) {
    const page = this.#emulator.rows - 1;
    const lines = new Map([['ArrowUp', -1], ['ArrowDown', 1], ['PageUp', -page], ['PageDown', page], ['Home', -Infinity], ['End', Infinity]]).get(chord);
    const types = this.#input === 'line' && !this.#isOver;
    if (lines !== undefined) {
      e.preventDefault();
      this.#emulator.scroll(lines);
    } else if (chord === 'Control+c' && this.#emulator.hasSelection) {
      e.preventDefault();
      void this.#tools.copy();
    } else if (chord === 'Control+c' && types) {
      e.preventDefault();
      void this.#context.interrupt();
    } else if (chord === 'Control+d' && types) {
      e.preventDefault();
      this.#line.endInput();
    } else if (chord.length === 1 && types) {
      // The key goes where the focus is.
      this.#line.focus();
    }
  }

  close() {
    this.#isOver = true;
    this.#answers.close();
    this.#line.hide();
    this.#line.complain('');
    this.#note.hidden = true;
    this.#emulator.close();
  }

  focus() {
    if (this.#input === 'keys') {
      this.#emulator.focus();
    } else {
      this.#line.focus();
    }
  }
}

/**
 * What one block does to the console of its session.
 *
 * @param {HTMLElement} place
 * @param {YeraEvent} event
 * @param {BlockContext} context
 * @param {Kit} kit
 */
export function viewOf(place, event, context, kit) {
  const known = consoles.get(context) ?? new Console(context, { ...kit, words: kit.translated(words) });
  consoles.set(context, known);
  known.mount(place);
  return {
    update: (/** @type {YeraEvent} */ chunk) => (event.block_type === 'text_input' ? known.ask(chunk) : known.print(chunk)),
    answered: (/** @type {any} */ value) => known.answered(value),
    close: () => known.close(),
    focus: () => known.focus(),
  };
}
