// `$…$` in a line, `$$…$$` in one or several: mathematics in TeX. What it becomes here is its source, in an
// element that nothing else writes; what shows it comes later.

/** A sum of money is none: no space inside of the signs, no digit after the last one, and no code between them. */
const IN_LINE = /\$\$([^]{1,8192}?)\$\$|\$(?![\s$])(?:\\[^]|[^\\$`]){0,2000}?(?<![\s\\])\$(?!\d)/y;
const SIGN = '$$';

/** @typedef {import('../../lib/markdown-it.js').Token} Token */

/** @param {import('../../lib/markdown-it.js').default} writer */
export function math(writer) {
  writer.block.ruler.before('fence', 'math', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  writer.inline.ruler.before('escape', 'math', inline);
  const { escapeHtml } = writer.utils;
  writer.renderer.rules.math = (/** @type {Token[]} */ tokens, /** @type {number} */ i) => {
    const { content, markup } = tokens[i];
    return `<samp${markup ? ` align="${markup}"` : ''}>${escapeHtml(content)}</samp>`;
  };
}

/**
 * From a line that is nothing but the signs up to the next such line.
 *
 * @param {any} state
 * @param {number} first
 * @param {number} end
 * @param {boolean} silent
 */
function block(state, first, end, silent) {
  const line = (/** @type {number} */ i) => state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]).trim();
  if (state.sCount[first] - state.blkIndent >= 4 || line(first) !== SIGN) {
    return false;
  }
  let last = first + 1;
  while (last < end && line(last) !== SIGN) {
    last += 1;
  }
  if (last >= end) {
    return false; // it may still grow
  }
  if (!silent) {
    push(state, state.getLines(first, last + 1, state.blkIndent, false), 'center').map = [first, last + 1];
    state.line = last + 1;
  }
  return true;
}

/**
 * @param {any} state
 * @param {boolean} silent
 */
function inline(state, silent) {
  if (state.src[state.pos] !== '$') {
    return false;
  }
  IN_LINE.lastIndex = state.pos;
  const found = IN_LINE.exec(state.src);
  if (!found) {
    return false;
  }
  if (!silent) {
    push(state, found[0], found[1] === undefined ? '' : 'center');
  }
  state.pos += found[0].length;
  return true;
}

/**
 * @param {any} state
 * @param {string} content
 * @param {string} markup
 */
function push(state, content, markup) {
  const token = state.push('math', '', 0);
  return Object.assign(token, { content, markup });
}
