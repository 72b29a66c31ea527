// Finds out what is what in a program, in a worker: however long that takes, the page goes on.

import highlighter from '../../lib/highlight.js';

/** @type {any} */
const here = self;

here.onmessage = (/** @type {MessageEvent<{language: string, text: string}>} */ { data: { language, text } }) => {
  here.postMessage(highlighter.getLanguage(language) ? highlighter.highlight(text, { language, ignoreIllegals: true }).value : null);
};
