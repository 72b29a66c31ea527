// `- [x] done`: a box, as a character.

/** @typedef {import('../../lib/markdown-it.js').Token} Token */

const BOX = /^\[([ xX])\](?=\s)/;

/** @param {import('../../lib/markdown-it.js').default} writer */
export function tasks(writer) {
  writer.core.ruler.after('inline', 'tasks', (/** @type {{tokens: Token[]}} */ { tokens }) => {
    tokens.forEach((token, i) => {
      const text = token.type === 'inline' && tokens[i - 2]?.type === 'list_item_open' ? token.children[0] : null;
      if (text?.type === 'text') {
        text.content = text.content.replace(BOX, (_, mark) => (mark === ' ' ? '☐' : '☑'));
      }
    });
  });
}
