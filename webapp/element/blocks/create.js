// Which view shows which block type: those that most apps begin with at once, the others once one comes.

import { ActionList } from './action.js';
import { Buttons } from './buttons.js';
import { Columns, Container } from './layout.js';
import { Form } from './form.js';
import { Later } from './later.js';
import { MarkdownBlock } from './markdown.js';
import { Spinner } from './spinner.js';
import { TextBlock } from './text.js';
import { TextInput } from './text-input.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('../types.js').BlockView} BlockView */
/** @typedef {Record<string, new (event: YeraEvent, context: BlockContext, form: Form | null) => BlockView>} Kinds */

/** @type {Kinds} */
const kinds = {
  markdown: MarkdownBlock,
  text: TextBlock,
  terminal: Later,
  text_input: TextInput,
  buttons: Buttons,
  action: ActionList,
  spinner: Spinner,
  columns: Columns,
  container: Container,
  form: Form,
};

/** @type {typeof import('./more.js') | null} */
let more = null;

/** @param {YeraEvent} event */
const typeOf = ({ data, block_type }) => (data.terminal === true ? 'terminal' : block_type);

/**
 * @param {YeraEvent} event
 * @returns {boolean} whether there is all that shows it
 */
export function canShow(event) {
  return more !== null || Object.hasOwn(kinds, typeOf(event)) || ['control', 'lifecycle'].includes(event.event_class);
}

/**
 * Brings what shows all the other blocks.
 *
 * @param {ShadowRoot} root what is to look like them
 */
export async function loadMore(root) {
  more = await import('./more.js');
  if (!root.adoptedStyleSheets.includes(more.sheet)) {
    root.adoptedStyleSheets.push(more.sheet);
  }
  return more;
}

/**
 * @param {YeraEvent} event the first of the block; one that can be shown
 * @param {BlockContext} context
 * @param {Form | null} form the form around it
 * @returns {BlockView}
 */
export function createBlock(event, context, form) {
  const type = typeOf(event);
  const all = /** @type {Kinds} */ ({ ...more?.kinds, ...kinds });
  const Kind = Object.hasOwn(all, type) ? all[type] : /** @type {typeof import('./more.js')} */ (more).UnknownBlock;
  return new Kind(event, context, form);
}
