// Markdown to DOM. The one place where an app's text becomes markup, and where it is made harmless.

import { directionOf, h } from './dom.js';
import { tasks } from './markdown/tasks.js';
import { emphasisInCjk } from './markdown/cjk.js';
import { math } from './markdown/math.js';
import { tags } from './markdown/tags.js';
import { texts } from './texts.js';

/** @typedef {import('../lib/markdown-it.js').Token} Token */

const TAGS = (
  'a b blockquote br code del details em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre ' +
  's samp small strong sub summary sup table tbody td th thead tr u ul'
).split(' ');
const ATTRIBUTES = ['align', 'alt', 'dir', 'href', 'src', 'start', 'title'];
const ADDRESSES = /^(?:https?:|mailto:|tel:|#)/i;
const PICTURES = /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;
/** What has a text of its own, in a direction of its own. */
const TEXTS = new Set(['heading_open', 'paragraph_open', 'td_open', 'th_open']);
/** What goes from one side to the other as a whole. */
const FRAMES = 'ul, ol, blockquote, table, details';

/** @type {import('../lib/markdown-it.js').default} */
let writer;
/** @type {any} */
let purifier;

/** Before that nothing here can be called. Not awaited: what needs no markdown does not wait for it. */
export const ready = import('./markdown/libraries.js').then(({ DOMPurify, MarkdownIt }) => {
  purifier = DOMPurify;
  purifier.addHook('uponSanitizeAttribute', (/** @type {Element} */ _node, /** @type {any} */ data) => {
    if (data.attrName === 'src' && !PICTURES.test(data.attrValue)) {
      data.keepAttr = false;
    }
  });
  writer = new MarkdownIt({ linkify: true }).use(tags).use(tasks).use(emphasisInCjk).use(math);
  writer.linkify.set({ fuzzyLink: false });
  // What an address may be is said once, below, for what is written here and what is sanitized there.
  writer.validateLink = () => true;
  Object.assign(writer.renderer.rules, RULES);
});

const RULES = {
  /** @param {Token[]} tokens @param {number} i */
  fence: (tokens, i) => code(tokens[i]),
  /** @param {Token[]} tokens @param {number} i */
  code_block: (tokens, i) => code(tokens[i]),
  /** @param {Token[]} tokens @param {number} i @param {any} options @param {any} env @param {any} renderer */
  image(tokens, i, options, env, renderer) {
    const source = escape(tokens[i].attrGet('src') ?? '');
    const text = escape(renderer.renderInlineAsText(tokens[i].children, options, env));
    // A picture from elsewhere would tell its server who reads this: a link, then.
    return PICTURES.test(source) ? `<img src="${source}" alt="${text}">` : `<a href="${source}">${text || texts.picture}</a>`;
  },
};

/** @param {Token} token */
function code({ content, info }) {
  const [language] = info.trim().split(/\s/, 1);
  return `<pre dir="auto"><code${language ? ` title="${escape(language)}"` : ''}>${escape(content)}</code></pre>\n`;
}

/** @param {string} text */
function escape(text) {
  return writer.utils.escapeHtml(text);
}

/** @type {typeof import('./markdown/dress.js').dress | null} */
let dress = null;

/**
 * Shows mathematics and programs as such: at once, if what does that is there.
 *
 * @param {NodeListOf<Element> | Element[]} parts `samp`, and `code` with its language as a title
 */
export function adorn(parts) {
  if (parts.length === 0) {
    return;
  }
  if (dress) {
    dress(parts, purifier);
    return;
  }
  void import('./markdown/dress.js').then(
    (module) => {
      ({ dress } = module);
      dress(parts, purifier);
    },
    () => {}, // the text is there
  );
}

/**
 * Parses a piece of a text.
 *
 * @param {string} source
 * @param {Record<string, any>} references where its reference links lead, by label; takes new ones
 * @returns {Token[]}
 */
export function parse(source, references) {
  const tokens = writer.parse(source, { references });
  for (const token of tokens.filter(({ type }) => TEXTS.has(type))) {
    // A style would need leave of the page's policy.
    const align = /text-align:(\w+)/.exec(token.attrGet('style') ?? '');
    token.attrs = align ? [['align', align[1]]] : [];
    token.attrSet('dir', 'auto');
  }
  return tokens;
}

/**
 * How deep the first heading is, 1 to 6, or 0.
 *
 * @param {Token[]} tokens
 */
export function firstHeading(tokens) {
  return depthOf(tokens.find((token) => token.type === 'heading_open'));
}

/** @param {Token | undefined} heading */
function depthOf(heading) {
  return heading ? heading.markup === '=' ? 1 : heading.markup === '-' ? 2 : heading.markup.length : 0;
}

/**
 * @param {Token[]} tokens
 * @param {(depth: number) => number} levelOf a heading's level on the page
 * @returns {DocumentFragment}
 */
export function write(tokens, levelOf) {
  let level = 0;
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      level = levelOf(depthOf(token));
    }
    if (token.type.startsWith('heading_')) {
      token.tag = `h${level}`;
    }
  }
  const fragment = purifier.sanitize(writer.renderer.render(tokens, writer.options, {}), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: ADDRESSES,
    ADD_URI_SAFE_ATTR: ['align', 'dir', 'start'],
    ADD_DATA_URI_TAGS: ['img'],
    RETURN_DOM_FRAGMENT: true,
  });
  adorn(fragment.querySelectorAll('samp, code[title]'));
  for (const link of fragment.querySelectorAll('a[href]:not([href^="#"])')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  for (const frame of fragment.querySelectorAll(FRAMES)) {
    frame.setAttribute('dir', directionOf(frame.textContent ?? ''));
  }
  for (const wide of fragment.querySelectorAll('pre, table')) {
    const frame = h('div', { class: 'scroll', tabindex: 0 });
    wide.replaceWith(frame);
    frame.append(wide);
  }
  return fragment;
}
