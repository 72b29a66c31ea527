// In one file of their own, which is asked for when the page is there: a question can be answered
// before it comes.

export { default as DOMPurify } from '../../lib/purify.js';
export { default as MarkdownIt } from '../../lib/markdown-it.js';
