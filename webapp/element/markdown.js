// Markdown to DOM. The one place where an app's text becomes markup, and where it is made harmless.

import DOMPurify from '../lib/purify.js';
import { Lexer, Marked } from '../lib/marked.js';
import { h } from './dom.js';
import { texts } from './texts.js';

const TAGS = (
  'a b blockquote br code del details em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre ' +
  's small strong sub summary sup table tbody td th thead tr u ul'
).split(' ');
const ATTRIBUTES = ['align', 'alt', 'href', 'src', 'start', 'title'];
/** Of raw HTML these are taken, without attributes; the rest is shown as the text it is. */
const PLAIN_TAG = /(<\/?(?:b|br|del|details|em|i|ins|kbd|mark|s|small|strong|sub|summary|sup|u) *\/?>)/i;
const ADDRESSES = /^(?:https?:|mailto:|tel:|#)/i;
const PICTURES = /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

/** @typedef {import('./types.js').BlockContext} BlockContext */

/**
 * Parts a text that still grows: everything before its last paragraph, list, table… cannot change
 * by what comes.
 *
 * @param {string} source
 * @param {Record<string, any>} links reference links, known so far; new ones are added
 * @returns {{settled: string, tail: string}}
 */
export function splitSettled(source, links) {
  // A carriage return at the end may be half of a line end.
  const half = source.endsWith('\r') ? '\r' : '';
  const text = source.slice(0, source.length - half.length).replace(/\r\n?/g, '\n');
  const tokens = lex(text, links);
  let end = tokens.length - 1;
  while (end > 0 && tokens[end].type === 'space') {
    end -= 1;
  }
  const settled = tokens
    .slice(0, Math.max(end, 0))
    .map((token) => token.raw)
    .join('');
  // Where the lexer had to change a character, its pieces do not add up: then wait.
  return text.startsWith(settled)
    ? { settled, tail: text.slice(settled.length) + half }
    : { settled: '', tail: text + half };
}

/**
 * @param {string} text
 * @param {Record<string, any>} links
 */
function lex(text, links) {
  const lexer = new Lexer({ gfm: true });
  lexer.tokens.links = links;
  return lexer.lex(text);
}

/** @type {WeakMap<BlockContext, Marked>} */
const writers = new WeakMap();

/**
 * One for each session: its first heading is the one below the title, whatever level the app gave it.
 *
 * @param {BlockContext} context
 * @returns {Marked}
 */
function writer(context) {
  let it = writers.get(context);
  if (!it) {
    let top = 0;
    it = new Marked({
      gfm: true,
      renderer: {
        heading({ tokens, depth }) {
          top ||= depth;
          const level = Math.min(6, context.headingLevel + Math.max(1, depth - top + 1));
          return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
        },
        html({ text }) {
          return text.split(PLAIN_TAG).map((part) => (PLAIN_TAG.test(part) ? part : escape(part))).join('');
        },
        checkbox({ checked }) {
          return checked ? '☑ ' : '☐ ';
        },
        image({ href, text }) {
          // A picture from elsewhere would tell its server who reads this: a link, then.
          return PICTURES.test(href)
            ? `<img src="${escape(href)}" alt="${escape(text)}">`
            : `<a href="${escape(href)}">${escape(text || texts.picture)}</a>`;
        },
      },
    });
    writers.set(context, it);
  }
  return it;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

DOMPurify.addHook('uponSanitizeAttribute', (_node, data) => {
  if (data.attrName === 'src' && !PICTURES.test(data.attrValue)) {
    data.keepAttr = false;
  }
});

/**
 * @param {string} source
 * @param {Record<string, any>} links
 * @param {BlockContext} context
 * @returns {DocumentFragment}
 */
export function renderMarkdown(source, links, context) {
  const html = writer(context).parser(lex(source, links));
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: ADDRESSES,
    ADD_DATA_URI_TAGS: ['img'],
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  for (const wide of fragment.querySelectorAll('pre, table')) {
    const frame = h('div', { class: 'scroll', tabindex: 0 });
    wide.replaceWith(frame);
    frame.append(wide);
  }
  return fragment;
}
