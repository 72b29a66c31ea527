// Which view shows which block type.

import { ActionList } from './action.js';
import { Buttons } from './buttons.js';
import { ChartBlock } from './chart.js';
import { Checkbox } from './checkbox.js';
import { Columns, Container } from './layout.js';
import { ContextNote, UnknownBlock } from './other.js';
import { DatePicker } from './date-picker.js';
import { Form } from './form.js';
import { Later } from './later.js';
import { MarkdownBlock } from './markdown.js';
import { NumberInput } from './number-input.js';
import { ProgressBar } from './progress-bar.js';
import { Select } from './select.js';
import { Slider } from './slider.js';
import { Spinner } from './spinner.js';
import { TableBlock } from './table.js';
import { TextBlock } from './text.js';
import { TextInput } from './text-input.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('../types.js').BlockView} BlockView */

/** @type {Record<string, new (event: YeraEvent, context: BlockContext, form: Form | null) => BlockView>} */
const kinds = {
  markdown: MarkdownBlock,
  text: TextBlock,
  terminal: Later,
  table: TableBlock,
  bar_chart: ChartBlock,
  line_chart: ChartBlock,
  text_input: TextInput,
  number_input: NumberInput,
  buttons: Buttons,
  select: Select,
  checkbox: Checkbox,
  slider: Slider,
  date_picker: DatePicker,
  action: ActionList,
  spinner: Spinner,
  progress: ProgressBar,
  columns: Columns,
  container: Container,
  form: Form,
  sys_prompt: ContextNote,
};

/**
 * @param {YeraEvent} event the first of the block
 * @param {BlockContext} context
 * @param {Form | null} form the form around it
 * @returns {BlockView}
 */
export function createBlock(event, context, form) {
  const type = event.data.terminal === true ? 'terminal' : event.block_type;
  const Kind = Object.hasOwn(kinds, type) ? kinds[type] : UnknownBlock;
  return new Kind(event, context, form);
}
