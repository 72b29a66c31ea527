// Of raw HTML these tags are taken, without attributes, and comments are hidden; the rest is shown as
// the text it is. (The parser's own rules for HTML take everything, and look for the end of a comment
// again from each place where one might begin.)

/** @typedef {import('../../lib/markdown-it.js').Token} Token */
/** @typedef {{tag: string, level: number}} Open */

const INLINE = 'b|br|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|u';
const IN_LINE = new RegExp(`<(/?)(${INLINE}) */?>`, 'iy');
const IN_BLOCK = new RegExp(`<!--[^]*?(?:-->|$)|<(/?)(${INLINE}|details|summary) */?>`, 'gi');
const BLOCK = /^<\/?(?:details|summary) *>/i;
/** Deeper ones are shown as text: an app must not be able to exhaust the browser. */
const DEEPEST = 30;

/** @param {import('../../lib/markdown-it.js').default} writer */
export function tags(writer) {
  writer.block.ruler.before('html_block', 'tags', block, { alt: ['paragraph', 'reference', 'blockquote'] });
  writer.inline.ruler.before('html_inline', 'tags', inline);
  writer.core.ruler.after('inline', 'tags', (/** @type {{tokens: Token[], Token: new (type: string, tag: string, nesting: number) => Token}} */ state) => {
    state.tokens = balanced(state.tokens, state.Token);
    for (const token of state.tokens) {
      if (token.type === 'inline') {
        token.children = balanced(token.children, state.Token);
      }
    }
  });
  writer.renderer.rules.tag = (/** @type {Token[]} */ tokens, /** @type {number} */ i) => tokens[i].content;
}

/**
 * A comment up to its end, or tags up to an empty line.
 *
 * @param {any} state
 * @param {number} first
 * @param {number} end
 * @param {boolean} silent
 */
function block(state, first, end, silent) {
  /** @param {number} i */
  const line = (i) => state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]);
  const comment = line(first).startsWith('<!--');
  if (state.sCount[first] - state.blkIndent >= 4 || !(comment || BLOCK.test(line(first)))) {
    return false;
  }
  if (silent) {
    return true;
  }
  let next = first + 1;
  let over = comment && line(first).includes('-->');
  while (!over && next < end && !(state.isEmpty(next) ? !comment : state.sCount[next] < state.blkIndent)) {
    over = comment && line(next).includes('-->');
    next += 1;
  }
  state.line = next;
  const token = state.push('tags', '', 0);
  token.map = [first, next];
  token.content = state.getLines(first, next, state.blkIndent, true);
  return true;
}

/**
 * @param {any} state
 * @param {boolean} silent
 */
function inline(state, silent) {
  if (state.src.startsWith('<!--', state.pos)) {
    const end = state.src.indexOf('-->', state.pos + 4);
    state.pos = end < 0 ? state.pos : end + 3;
    return end >= 0;
  }
  IN_LINE.lastIndex = state.pos;
  const match = IN_LINE.exec(state.src);
  if (match && !silent) {
    state.push('tags', '', 0).content = match[0];
  }
  state.pos += match?.[0].length ?? 0;
  return match !== null;
}

/**
 * The same tokens with tags in pairs: each that was opened is closed where what is around it ends, and
 * none is closed that was not opened there.
 *
 * @param {Token[]} tokens
 * @param {new (type: string, tag: string, nesting: number) => Token} Token
 * @returns {Token[]}
 */
function balanced(tokens, Token) {
  if (!tokens.some((token) => token.type === 'tags')) {
    return tokens;
  }
  /** @type {Token[]} */
  const all = [];
  /** @type {Open[]} */
  const open = [];
  /** @param {string} type @param {string} content */
  const put = (type, content) => {
    const token = new Token(type, '', 0);
    token.content = content;
    all.push(token);
  };
  /** @param {number} depth */
  const closeTo = (depth) => {
    while (open.length > depth) {
      put('tag', `</${open.pop()?.tag}>`);
    }
  };
  for (const token of tokens) {
    if (token.nesting < 0) {
      closeTo(open.findLastIndex((each) => each.level <= token.level) + 1);
    }
    if (token.type !== 'tags') {
      all.push(token);
      continue;
    }
    let from = 0;
    for (const match of token.content.matchAll(IN_BLOCK)) {
      put('text', token.content.slice(from, match.index));
      from = match.index + match[0].length;
      const tag = match[2]?.toLowerCase();
      const opened = open.findLastIndex((each) => each.tag === tag && each.level === token.level);
      if (tag === 'br') {
        put('tag', '<br>');
      } else if (tag && match[1]) {
        closeTo(opened < 0 ? open.length : opened);
      } else if (tag && open.length < DEEPEST) {
        put('tag', `<${tag}>`);
        open.push({ tag, level: token.level });
      } else {
        put('text', tag ? match[0] : '');
      }
    }
    put('text', token.content.slice(from));
  }
  closeTo(0);
  return all;
}
