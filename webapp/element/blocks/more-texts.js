// The texts of these blocks alone.

import { translated } from '../texts-language.js';

export const words = translated({
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied',
  code: 'Code',
  codeIn: (/** @type {string} */ language) => `Code, ${language}`,
  json: 'JSON',
  items: (/** @type {number} */ n) => (n === 1 ? '1 item' : `${n} items`),
  moreItems: (/** @type {number} */ n) => `Show ${n} more`,
  notShown: (/** @type {string} */ name) => `“${name}” cannot be shown.`,
  better: 'better',
  worse: 'worse',
  levels: { info: 'Note', success: 'Done', warning: 'Warning', error: 'Error' },
  tab: (/** @type {number} */ n) => `Part ${n}`,
  expander: 'More',
  chart: 'Chart',
  nothingIsLoaded: 'A chart shows what is inside of it; nothing is loaded for it.',
  notDrawn: (/** @type {string} */ why) => `The chart cannot be drawn. ${why}`,
  moreRows: (/** @type {number} */ n) => (n === 1 ? '1 more row is in the chart.' : `${n} more rows are in the chart.`),
});
