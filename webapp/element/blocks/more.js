// The blocks that a page does not begin with, in a file of their own. In a bundle it has a copy of each module
// that it imports: what two files share would be a third one, and a request, for every page. So nothing here
// may depend on being the same object as one of the page's own.

import { AnswerTools } from './answer-tools.js';
import { ChartBlock } from './chart.js';
import { ChatInput } from './chat-input.js';
import { Checkbox } from './checkbox.js';
import { CodeBlock } from './code.js';
import { ContextNote, UnknownBlock } from './other.js';
import { DatePicker } from './date-picker.js';
import { Expander, Tabs } from './parts.js';
import { FileInput } from './file-input.js';
import { Film, GivenFile, Picture, Sound } from './given.js';
import { JsonBlock } from './json.js';
import { Metric } from './metric.js';
import { Notice } from './notice.js';
import { css } from './more-style.js';
import { NumberInput } from './number-input.js';
import { ProgressBar } from './progress-bar.js';
import { Select } from './select.js';
import { Slider } from './slider.js';
import { TableBlock } from './table.js';
import { VegaBlock } from './vega.js';

export { AnswerTools, UnknownBlock };

export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** @type {import('./create.js').Kinds} */
export const kinds = {
  table: TableBlock,
  bar_chart: ChartBlock,
  line_chart: ChartBlock,
  chart: VegaBlock,
  code: CodeBlock,
  json: JsonBlock,
  metric: Metric,
  image: Picture,
  audio: Sound,
  video: Film,
  file: GivenFile,
  number_input: NumberInput,
  select: Select,
  checkbox: Checkbox,
  slider: Slider,
  date_picker: DatePicker,
  file_input: FileInput,
  chat_input: ChatInput,
  progress: ProgressBar,
  notice: Notice,
  tabs: Tabs,
  expander: Expander,
  sys_prompt: ContextNote,
};
