// What is shown of mathematics and of programs besides their text. The libraries come with the first of each;
// until then, and where one cannot be shown, the text is what there is. Nothing here is done twice: a text that
// grows is drawn again and again, and what it had before it has at once.

import { h } from '../dom.js';
import { HOME } from '../home.js';

/** @typedef {{sanitize: (html: string, options: object) => DocumentFragment}} Purifier */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .math.display { display: block; overflow-x: auto; text-align: center; margin-block: .5rem; }
  .hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-doctag { color: light-dark(#7a3399, #d9a9f5); }
  .hljs-string, .hljs-regexp, .hljs-addition { color: light-dark(#176339, #83d9a8); }
  .hljs-comment, .hljs-quote { color: light-dark(#566070, #a3adba); font-style: italic; }
  .hljs-number, .hljs-symbol, .hljs-bullet, .hljs-meta { color: light-dark(#874400, #f0b878); }
  .hljs-title, .hljs-section, .hljs-name { color: light-dark(#1a55a8, #93bdff); }
  .hljs-attr, .hljs-attribute, .hljs-built_in, .hljs-type, .hljs-variable, .hljs-template-variable, .hljs-params .hljs-type { color: light-dark(#8c2450, #ff9fc0); }
  .hljs-deletion { color: light-dark(#a02020, #ff9a9a); }
  .hljs-emphasis { font-style: italic; }
  .hljs-strong { font-weight: 650; }
`);

/** Longer programs are left as they are. */
const LONGEST = 50_000;
/** A program that grows is looked at when it rests. */
const QUIET = 300;
const MOST_KEPT = 1_000;
/** As long as the page is busy at once, in milliseconds. */
const SLICE = 20;
/** Of a piece of a text, which has some pages: a text of nothing but formulas stays what it is. */
const MOST_PARTS = 100;
/** What a formula may define and repeat: it is somebody's text, and not to keep the page busy. */
const TEX = { output: 'mathml', throwOnError: true, strict: false, trust: false, maxSize: 20, maxExpand: 500 };

/** Null: it cannot be shown. @type {Map<string, Node | null>} */
const kept = new Map();
/** @type {any} */
let katex = null;
/** @type {Promise<any> | null} */
let library = null;

/**
 * @param {Iterable<Element>} parts `samp`, which is mathematics, and `code` with its language as a title
 * @param {Purifier} purifier
 */
export function dress(parts, purifier) {
  const all = [...parts].slice(0, MOST_PARTS);
  const end = performance.now() + SLICE;
  while (all.length > 0 && performance.now() < end) {
    const part = /** @type {Element} */ (all.shift());
    if (part.localName === 'samp') {
      formula(part, purifier);
    } else {
      program(part, purifier);
    }
  }
  if (all.length > 0) {
    // What is not in the page any more was drawn again, and dressed then.
    setTimeout(() => dress(all.filter((part) => part.isConnected), purifier));
  }
}

/**
 * @param {Element} part
 * @param {Purifier} purifier
 */
function formula(part, purifier) {
  const isDisplay = part.hasAttribute('align');
  const source = part.textContent ?? '';
  const key = `math ${isDisplay} ${source}`;
  if (!kept.has(key)) {
    if (katex === null) {
      library ??= import('../../lib/katex.js').then((module) => (katex = module.default));
      void library.then(() => part.isConnected && formula(part, purifier), () => (library = null));
      return;
    }
    keep(key, drawn(source, isDisplay, purifier));
  }
  const shown = kept.get(key);
  if (shown) {
    part.replaceWith(shown.cloneNode(true));
  }
}

/**
 * @param {string} source with its signs
 * @param {boolean} isDisplay
 * @param {Purifier} purifier
 */
function drawn(source, isDisplay, purifier) {
  try {
    const tex = source.replace(/^\${1,2}|\${1,2}$/g, '');
    const html = katex.renderToString(tex, { ...TEX, displayMode: isDisplay }).replace(/<annotation[^]*<\/annotation>/, '');
    const math = purifier.sanitize(html, { USE_PROFILES: { mathMl: true }, FORBID_ATTR: ['style', 'href'], RETURN_DOM_FRAGMENT: true });
    return h('span', isDisplay ? { class: 'math display', dir: 'ltr', tabindex: 0 } : { class: 'math', dir: 'ltr' }, math);
  } catch {
    return null; // the author sees the source
  }
}

/**
 * @param {Element} part
 * @param {Purifier} purifier
 */
function program(part, purifier) {
  const language = (part.getAttribute('title') ?? '').toLowerCase();
  const text = part.textContent ?? '';
  part.removeAttribute('title');
  if (text.length > LONGEST || !/^[\w#+-]{1,32}$/.test(language)) {
    return;
  }
  const key = `code ${language} ${text}`;
  if (kept.has(key)) {
    wear(part, kept.get(key));
    return;
  }
  setTimeout(() => {
    if (part.isConnected && part.textContent === text) {
      void coloured(language, text).then((html) => {
        keep(key, html === null ? null : purifier.sanitize(html, { ALLOWED_TAGS: ['span'], ALLOWED_ATTR: ['class'], RETURN_DOM_FRAGMENT: true }));
        if (part.textContent === text) {
          wear(part, kept.get(key));
        }
      });
    }
  }, QUIET);
}

/**
 * @param {Element} part
 * @param {Node | null | undefined} shown
 */
function wear(part, shown) {
  if (!shown) {
    return;
  }
  part.replaceChildren(shown.cloneNode(true));
  queueMicrotask(() => {
    const root = part.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets.push(sheet);
    }
  });
}

/**
 * @param {string} key
 * @param {Node | null} node
 */
function keep(key, node) {
  kept.set(key, node);
  if (kept.size > MOST_KEPT) {
    kept.delete(/** @type {string} */ (kept.keys().next().value));
  }
}

/** A text may be made so that its patterns take for ever. */
const PATIENCE = 1_000;
const WORKER = new URL('element/markdown/colours.js', HOME);
/** @type {{createScriptURL: (address: string) => any} | null} */
let policy = null;

/** The page takes no other address for this. */
function trusted() {
  const same = { createScriptURL: (/** @type {string} */ address) => address };
  policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy('yera-colours', same) ?? same;
  return policy?.createScriptURL(WORKER.href);
}

/** @type {Worker | null} */
let worker = null;
/** One after the other. @type {Promise<any>} */
let turn = Promise.resolve();

/**
 * The program as markup; null if there is none of it.
 *
 * @param {string} language
 * @param {string} text
 * @returns {Promise<string | null>}
 */
function coloured(language, text) {
  if (WORKER.origin !== location.origin) {
    return Promise.resolve(null); // a browser gives no worker there, and the page's policy knows nothing of it
  }
  turn = turn.then(() => ask(language, text)).catch(() => null);
  return turn;
}

/**
 * @param {string} language
 * @param {string} text
 * @returns {Promise<string | null>}
 */
function ask(language, text) {
  return new Promise((done) => {
    worker ??= new Worker(trusted(), { type: 'module' });
    const mine = worker;
    const end = (/** @type {string | null} */ html) => {
      clearTimeout(late);
      mine.onmessage = null;
      mine.onerror = null;
      done(html);
    };
    const late = setTimeout(() => {
      mine.terminate();
      worker = null;
      end(null);
    }, PATIENCE);
    mine.onmessage = ({ data }) => end(data);
    mine.onerror = () => {
      worker = null;
      end(null);
    };
    mine.postMessage({ language, text });
  });
}
