// xterm.js in a shadow root of its own: output in, keys out, at the size that it is told. What comes is
// written a piece at a time, so that any amount of it leaves the page answering.

import { SearchAddon } from '../../lib/addon-search.js';
import { Unicode11Addon } from '../../lib/addon-unicode11.js';
import { Terminal } from '../../lib/xterm.js';
import { documentFor } from './document.js';
import { library, own } from './style.js';
import { themeOf } from './theme.js';

/** @typedef {{columns: number, rows: number}} Grid */
/** @typedef {{text: string, isOld: boolean} | Grid} Piece */
/** @typedef {{params: number[] | Int32Array}} Params of an escape sequence */

/**
 * @typedef {object} Hearing
 * @property {(keys: string) => void} typed by the user
 * @property {(reply: string) => void} replied of the emulator itself, to what the program asked it
 * @property {(e: KeyboardEvent) => boolean} key whether a key is the emulator's
 * @property {(room: Grid) => void} room there is room for so much
 * @property {(lines: string) => void} wrote for who does not see it
 */

/** Lines that can be scrolled back to. Each takes a kilobyte. */
const SCROLLBACK = 100_000;
/** So many characters are written in one go: some milliseconds' work. */
const PIECE = 32_768;
/** What the emulator does as often as it is told, a line or a place at a time. */
const COUNTING = ['cursorForwardTab', 'cursorBackwardTab', 'insertLines', 'deleteLines', 'scrollUp', 'scrollDown', 'insertChars', 'deleteChars', 'insertColumns', 'deleteColumns'];
/** With more than this to come nobody reads it aloud. */
const FLOOD = 262_144;
const SETTLED = 100;
const QUIET = 700;
const LONGEST_SPOKEN = 600;
const MOST_LINES_SPOKEN = 30;
/** The scroll bar's, and what columns are rounded to. */
const MARGIN = 16;
const SMALLEST_FONT = 7;
/** A terminal takes so much of the window. */
const PART_OF_WINDOW = 0.6;
const LEAST = { columns: 20, rows: 10 };
const MOST = { columns: 500, rows: 60 };

const still = matchMedia('(prefers-reduced-motion: reduce)');
const schemes = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));

/** @param {string} css */
function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

const sheets = [library, own].map(sheetOf);
/** For what stands around the emulator. */
export const sheet = sheets[1];

export class Emulator {
  #terminal;
  #root;
  #document;
  #frame;
  #search = new SearchAddon();
  /** @type {Piece[]} */
  #pieces = [];
  #waiting = 0;
  #isWriting = false;
  /** Whether what is written now is from before this page was there. */
  #isOld = false;
  #isUsers = false;
  #fontSize = 14;
  /** @type {import('../../lib/xterm.js').IMarker | undefined} */
  #heardTo;
  #heardColumn = 0;
  /** @type {number | undefined} */
  #quiet;
  /** @type {number | undefined} */
  #settled;

  /**
   * @param {import('./terminal.js').Kit['h']} h
   * @param {string} name
   * @param {Hearing} hearing
   */
  constructor(h, name, hearing) {
    this.hearing = hearing;
    this.#frame = h('div', { class: 'frame' });
    this.element = h('div', { class: 'screen', dir: 'ltr' });
    this.#root = this.element.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [...sheets];
    this.#root.append(this.#frame);
    this.name = name;
    this.#document = documentFor(this.#root);
    this.#terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: !still.matches,
      documentOverride: this.#document,
      logLevel: 'off', // whatever a program prints, it is no fault of the page
      linkHandler: { activate: (e, address) => open(e, address), hover: (_, address) => (this.element.title = address), leave: () => (this.element.title = '') },
      reflowCursorLine: true, // nothing that was said is lost
      scrollback: SCROLLBACK,
    });
  }

  /**
   * When the element is in a page.
   *
   * @param {AbortSignal} over when it is no more
   */
  open(over) {
    const { fontFamily, fontSize } = getComputedStyle(this.#frame);
    this.#fontSize = Math.round(Number.parseFloat(fontSize));
    Object.assign(this.#terminal.options, { fontFamily, fontSize: this.#fontSize });
    this.#dress();
    this.#terminal.loadAddon(this.#search);
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.#terminal.open(this.#frame);
    // Of all its parts this one does not ask for the document it was given.
    this.#core._renderService._renderer.value._rowFactory._document = this.#document;
    this.#terminal.textarea?.setAttribute('aria-label', this.name);
    this.#mend();
    this.#hear();
    schemes.forEach((each) => each.addEventListener('change', () => this.#dress(), { signal: over }));
    const host = /** @type {ShadowRoot} */ (this.element.getRootNode()).host;
    const looks = new MutationObserver(() => this.#dress());
    looks.observe(host, { attributeFilter: ['theme', 'style', 'class'] });
    const sizes = new ResizeObserver(() => this.#settle());
    sizes.observe(this.#frame);
    addEventListener('resize', () => this.#settle(), { signal: over });
    const gone = () => {
      looks.disconnect();
      sizes.disconnect();
      this.#dispose();
    };
    over.addEventListener('abort', gone, { once: true });
  }

  #dispose() {
    clearTimeout(this.#quiet);
    clearTimeout(this.#settled);
    this.#pieces = [];
    this.#isWriting = true; // nothing more is
    this.#terminal.reset(); // its lines
    this.#terminal.dispose();
  }

  /** What xterm.js has no public name for, in the version that is here. @returns {any} */
  get #core() {
    return /** @type {any} */ (this.#terminal)._core;
  }

  /**
   * What xterm.js 6.0 does wrong, so that a program can stop the page of whoever looks on: erasing up to the last column
   * of the last line fails, and nothing is shown from then on; inserting two thousand million lines takes minutes.
   */
  #mend() {
    const { _inputHandler: input } = this.#core;
    const { eraseInDisplay, parse } = input;
    input.eraseInDisplay = (/** @type {Params} */ params, /** @type {boolean} */ isProtected) => {
      const { buffer } = this.#core;
      const { x } = buffer;
      if (params.params[0] === 1 && x + 1 >= this.#terminal.cols) {
        input.eraseInLine({ params: [2] }, isProtected);
        buffer.x = 0;
      }
      const done = eraseInDisplay.call(input, params, isProtected);
      buffer.x = x;
      return done;
    };
    const bound = (/** @type {string} */ name, /** @type {() => number} */ most) => {
      const counting = input[name];
      input[name] = (/** @type {Params} */ params) => {
        params.params[0] = Math.min(params.params[0], most());
        return counting.call(input, params);
      };
    };
    // Beyond the edge nothing changes any more.
    COUNTING.forEach((name) => bound(name, () => Math.max(this.#terminal.cols, this.#terminal.rows)));
    bound('repeatPrecedingCharacter', () => this.#terminal.cols * this.#terminal.rows);
    // Whatever else fails, the rest of the piece is lost and the next one is shown.
    input.parse = (/** @type {unknown[]} */ ...piece) => {
      try {
        return parse.apply(input, piece);
      } catch (error) {
        console.warn('xterm.js', error);
        return undefined;
      }
    };
  }

  #hear() {
    // What the user types and what the emulator replies come the same way; this comes before the former.
    this.#core.coreService.onUserInput(() => (this.#isUsers = true));
    this.#terminal.onData((data) => {
      if (this.#isUsers) {
        this.hearing.typed(data);
      } else if (!this.#isOld) {
        this.hearing.replied(data);
      }
      this.#isUsers = false;
    });
    this.#terminal.onBinary((data) => this.hearing.typed(data));
    this.#terminal.attachCustomKeyEventHandler((e) => this.hearing.key(e));
    this.#hearWhatHasNoKeys(/** @type {HTMLTextAreaElement} */ (this.#terminal.textarea));
  }

  /**
   * Emoji of the system, keyboards on the screen, dictation: in its mode for screen readers xterm.js
   * leaves them to those, and the program would never get them. By its own conditions otherwise.
   *
   * @param {HTMLTextAreaElement} area
   */
  #hearWhatHasNoKeys(area) {
    let isDown = false;
    let isTyped = false;
    const set = (/** @type {boolean} */ down, /** @type {boolean} */ typed) => () => {
      isDown = down;
      isTyped = typed;
    };
    area.addEventListener('keydown', set(true, false), true);
    area.addEventListener('keypress', set(true, true), true);
    area.addEventListener('keyup', set(false, false), true);
    area.addEventListener('input', (event) => {
      const { inputType, data, composed, isComposing } = /** @type {InputEvent} */ (event);
      const isKeys = isTyped || (composed && isDown) || isComposing;
      if (this.#terminal.options.screenReaderMode && inputType === 'insertText' && data && !isKeys) {
        this.#terminal.input(data);
      }
    });
  }

  /** Colours as the page has them now. */
  #dress() {
    Object.assign(this.#terminal.options, {
      theme: themeOf(this.#frame),
      minimumContrastRatio: schemes[1].matches ? 7 : 4.5,
    });
  }

  #settle() {
    clearTimeout(this.#settled);
    this.#settled = window.setTimeout(() => {
      const room = this.room;
      if (room) {
        this.hearing.room(room);
        this.#scale();
      }
    }, SETTLED);
  }

  /** How wide and high a character is, in the size that all are written in if there is room. */
  get #cell() {
    const { width, height } = /** @type {Element} */ (this.#root.querySelector('.xterm-screen')).getBoundingClientRect();
    const scale = this.#fontSize / (this.#terminal.options.fontSize ?? this.#fontSize);
    return { width: (width / this.#terminal.cols) * scale, height: (height / this.#terminal.rows) * scale };
  }

  /** The grid that there is room for; null while it is not shown. @returns {Grid | null} */
  get room() {
    const { width, height } = this.#cell;
    if (this.#frame.clientWidth === 0 || width === 0) {
      return null;
    }
    return {
      columns: between(LEAST.columns, Math.floor((this.#frame.clientWidth - MARGIN) / width), MOST.columns),
      rows: between(LEAST.rows, Math.floor((innerHeight * PART_OF_WINDOW) / height), MOST.rows),
    };
  }

  /** Smaller letters where the lines are longer than there is room for. */
  #scale() {
    const needed = this.#cell.width * this.#terminal.cols;
    const size = Math.floor(Math.min(this.#fontSize, (this.#fontSize * (this.#frame.clientWidth - MARGIN)) / needed));
    this.#terminal.options.fontSize = Math.max(SMALLEST_FONT, size);
  }

  /** @param {Grid} grid from what is written next on */
  resize(grid) {
    this.#pieces.push(grid);
    this.#write();
  }

  /**
   * @param {string} text
   * @param {boolean} isOld
   */
  print(text, isOld) {
    const last = this.#pieces.at(-1);
    this.#waiting += text.length;
    if (last && 'text' in last && last.isOld === isOld && last.text.length < PIECE) {
      last.text += text;
    } else {
      this.#pieces.push({ text, isOld });
    }
    this.#write();
  }

  #next() {
    const piece = this.#pieces.shift();
    if (piece && 'text' in piece && piece.text.length > PIECE) {
      this.#pieces.unshift({ ...piece, text: piece.text.slice(PIECE) });
      return { ...piece, text: piece.text.slice(0, PIECE) };
    }
    return piece;
  }

  #write() {
    if (this.#isWriting) {
      return;
    }
    const piece = this.#next();
    this.#terminal.options.screenReaderMode = this.#waiting < FLOOD;
    this.#root.querySelector('.live-region')?.setAttribute('aria-live', 'off');
    this.element.toggleAttribute('data-unfinished', piece !== undefined);
    if (!piece) {
      clearTimeout(this.#quiet);
      this.#quiet = window.setTimeout(() => this.#tell(), QUIET);
    } else if ('text' in piece) {
      this.#isWriting = true;
      this.#isOld = piece.isOld;
      this.#terminal.write(piece.text, () => {
        this.#isWriting = false;
        this.#isOld = false;
        this.#waiting -= piece.text.length;
        this.#write();
      });
    } else {
      this.#terminal.resize(piece.columns, piece.rows);
      this.#scale();
      this.#write();
    }
  }

  /** What is new since the last time, in whole: an emulator tells every character. */
  #tell() {
    const buffer = this.#terminal.buffer.active;
    const cursor = buffer.baseY + buffer.cursorY;
    const isScreen = buffer.type === 'alternate';
    const from = isScreen ? cursor : (this.#heardTo?.line ?? -1);
    const first = Math.max(0, from, cursor - MOST_LINES_SPOKEN);
    const fresh = this.#lines(first, cursor).slice(first === this.#heardTo?.line && !isScreen ? this.#heardColumn : 0).trim();
    if (!isScreen) {
      this.#heardTo?.dispose();
      this.#heardTo = this.#terminal.registerMarker(0);
      this.#heardColumn = buffer.cursorX;
    }
    this.hearing.wrote(fresh.length > LONGEST_SPOKEN ? `… ${fresh.slice(-LONGEST_SPOKEN)}` : fresh);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #lines(from, to) {
    const buffer = this.#terminal.buffer.active;
    let text = '';
    for (let y = from; y <= to; y += 1) {
      const line = buffer.getLine(y);
      text += `${y === from || line?.isWrapped ? '' : '\n'}${line?.translateToString(!buffer.getLine(y + 1)?.isWrapped) ?? ''}`;
    }
    return text;
  }

  /** What is selected, or everything. */
  get text() {
    return this.#terminal.getSelection() || this.#lines(0, this.#terminal.buffer.active.length - 1).trimEnd();
  }

  get hasSelection() {
    return this.#terminal.hasSelection();
  }

  /**
   * @param {string} text
   * @param {boolean} back
   * @param {boolean} grows whether the text is still being typed
   */
  find(text, back, grows) {
    const decorations = { matchBackground: '#7a6200', matchOverviewRuler: '#000', activeMatchBackground: '#b35c00', activeMatchColorOverviewRuler: '#000' };
    if (back) {
      this.#search.findPrevious(text, { decorations });
    } else {
      this.#search.findNext(text, { incremental: grows, decorations });
    }
  }

  /** @param {(which: number, of: number) => void} tell */
  onFound(tell) {
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) => tell(resultIndex + 1, resultCount));
  }

  stopFinding() {
    this.#search.clearDecorations();
    this.#terminal.clearSelection();
  }

  /** @param {string} text */
  paste(text) {
    this.#terminal.paste(text);
  }

  /** @param {number} lines */
  scroll(lines) {
    this.#terminal.scrollLines(lines);
  }

  get rows() {
    return this.#terminal.rows;
  }

  focus() {
    this.#terminal.focus();
  }

  /** Nothing is typed any more, what was said stays. */
  close() {
    this.print('\x1b[?25l', true);
    this.#terminal.options.cursorBlink = false;
  }
}

/**
 * @param {number} least
 * @param {number} value
 * @param {number} most
 */
function between(least, value, most) {
  return Math.min(most, Math.max(least, value));
}

/**
 * Where a link leads is the program's choice: only for who asks for it.
 *
 * @param {MouseEvent} e
 * @param {string} address
 */
function open(e, address) {
  if ((e.ctrlKey || e.metaKey) && /^https?:/i.test(address)) {
    window.open(address, '_blank', 'noopener,noreferrer');
  }
}
