// Output and questions of an app of Yera Sessions, for Node.js from 18 on, without a dependency.
//
//   const { app, markdown, textInput } = require('yera');
//
//   app(async () => {
//     const name = await textInput('What is your name?');
//     markdown(`Hello, **${name}**!`);
//   });
//
// Each call shows or asks one thing at once; a question is awaited. What is printed, and what other programs print that the
// app starts with inherited output, goes to the diagnostics. The app ends when its session does.

'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

if (process.stdin.isTTY) {
  console.error('This is an app of Yera Sessions. Put it, with its .app.json, into the apps folder of a server.');
  process.exit(64);
}

const STOPPED = 143; // as after SIGTERM

/** Where what is shown stands: the `parent` block, and whether a form is around it (`inForm`). */
const place = new AsyncLocalStorage();
const waiting = new Map();
let events;
let numbers = 0;
let isEnding = false;

/**
 * Runs the app.
 *
 * @param {(args: Record<string, any>, user: User) => any} run gets the values of the app's parameters by name, and whom it
 *     runs for: `{name, groups, locale, time_zone}`, each null if it is not known
 */
async function app(run) {
  const lines = takePipes();
  const start = await new Promise((resolve) => listen(lines, resolve));
  await run(start.kwargs, start.user ?? {});
  process.exit(0);
}

/** From now on standard output is standard error, and standard input is empty, also for child processes. */
function takePipes() {
  const input = fs.openSync('/proc/self/fd/0', fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  const toWrite = fs.constants.O_WRONLY | fs.constants.O_APPEND; // if it is a file, what is in it stays
  events = fs.openSync('/proc/self/fd/1', toWrite);
  fs.closeSync(0);
  fs.openSync('/dev/null', 'r'); // the lowest number that is free
  fs.closeSync(1);
  fs.openSync('/proc/self/fd/2', toWrite);
  globalThis.console = new console.Console(process.stderr, process.stderr);
  process.on('SIGTERM', () => process.exit(STOPPED)); // so that what listens for `exit` hears of it
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  return new net.Socket({ fd: input, readable: true, writable: false });
}

/**
 * @param {import('node:net').Socket} lines
 * @param {(start: any) => void} started
 */
function listen(lines, started) {
  let rest = '';
  lines.setEncoding('utf-8');
  lines.on('data', (more) => {
    const whole = (rest + more).split('\n');
    rest = /** @type {string} */ (whole.pop());
    for (const line of whole) {
      const message = JSON.parse(line);
      if (message.type === 'start') {
        started(message);
      } else if (message.type === 'input') {
        waiting.get(message.block_id)?.(message.value);
        waiting.delete(message.block_id);
      } else if (message.type === 'interrupt') {
        interrupted();
      } else if (message.type === 'stop') {
        process.exit(STOPPED);
      }
    }
  });
  lines.on('close', () => process.exit(STOPPED));
}

/** A user pressed stop: `process.on('SIGINT', …)` hears of it, and the app goes on; else it ends. */
function interrupted() {
  if (!process.emit('SIGINT', 'SIGINT')) {
    const message = 'Interrupted by the user.';
    end({ exit_code: 130, reason: message, error: { error_type: 'Interrupted', message } });
  }
}

/** @param {any} error */
function failed(error) {
  console.error(error);
  const name = error?.name ?? 'Error';
  const message = String(error?.message ?? error);
  end({ exit_code: 1, reason: message || name, error: { error_type: name, message } });
}

/**
 * Ends the process. Nothing is heard after the exit event, so it comes last: what listens for `exit` may show something.
 *
 * @param {Record<string, any>} exit the data of the event
 */
function end(exit) {
  const tell = () => place.run(null, () => show('exit', exit));
  if (isEnding) {
    tell(); // what listened has failed
  } else {
    isEnding = true;
    process.on('exit', tell);
  }
  process.exit(exit.exit_code);
}

// What all the rest is made of.

/**
 * Shows a block of any type, or another chunk of one, and returns its id.
 *
 * @param {string} blockType
 * @param {Record<string, any>} data
 * @param {string} [blockId]
 */
function show(blockType, data, blockId = `b${numbers++}`) {
  if (events === undefined) {
    throw new Error(`${blockType}: output belongs into app(async () => { … })`);
  }
  const event = { block_type: blockType, block_id: blockId, data, parent_block_id: place.getStore()?.parent ?? null };
  const bytes = Buffer.from(JSON.stringify(event) + '\n');
  for (let done = 0; done < bytes.length; ) {
    done += fs.writeSync(events, bytes, done);
  }
  return blockId;
}

/**
 * Asks a question of any type.
 *
 * @param {string} blockType
 * @param {Record<string, any>} more its data, and `validate`: a function that returns what is wrong with an answer, or
 *     nothing; the question is asked again until nothing is
 * @returns {Promise<any>} the answer
 */
async function ask(blockType, { validate, ...data }) {
  if (place.getStore()?.inForm) {
    const word = blockType.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
    throw new Error(
      `${word}: questions inside a form are answered when the form is sent. Ask with ask.${word}(…), of what the form's function is given`,
    );
  }
  const id = show(blockType, data);
  let answer = await answerTo(id);
  for (let error = wrong(answer, validate); error; error = wrong(answer, validate)) {
    show(blockType, again(data, answer, error), id);
    answer = await answerTo(id);
  }
  return answer;
}

/** What is wrong with an answer; nothing with none, where none is required. */
function wrong(answer, validate) {
  return answer === null ? undefined : validate?.(answer);
}

/** A question with what was typed, unless that is secret, and what is wrong with it, if anything is. */
function again(data, answer, error) {
  const typed = data.secret || answer === null ? {} : { default_value: answer };
  return { ...data, ...typed, ...(error ? { error } : {}) };
}

/** @param {string} blockId */
function answerTo(blockId) {
  return new Promise((resolve) => waiting.set(blockId, resolve));
}

// Output.

/** A text that grows. */
class Prose {
  #type;
  #more;
  #id;

  /**
   * @param {string} type
   * @param {Record<string, any>} [more] of its data
   */
  constructor(type, more) {
    this.#type = type;
    this.#more = more;
  }

  /** @param {any} content */
  append(content) {
    this.#id = show(this.#type, { content: String(content), ...this.#more }, this.#id);
  }
}

/**
 * Shows markdown; without content, returns a text that grows: `answer.append(token)`. `{role, name}` tell who says it:
 * `user`, `assistant` or `system`.
 */
function markdown(content, more) {
  return prose('markdown', content, more);
}

/** Shows a program, with its language; without content, returns one that grows. */
function code(content, language = null) {
  return prose('code', content, { language });
}

/** Shows verbatim text; without content, returns one that grows. */
function text(content) {
  return prose('text', content);
}

function prose(type, content, more) {
  const growing = new Prose(type, more);
  if (content !== undefined) {
    growing.append(content);
  }
  return growing;
}

/**
 * Shows a list of objects, one column a name; or, with `{columns}`, lists of cells. `{key, formats}` say more of columns.
 * Returns what `append(rows)` adds rows to.
 */
function table(rows, { columns, border = true, ...more } = {}) {
  const names = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = (all) => all.map((row) => (Array.isArray(row) ? row : names.map((name) => row[name] ?? null)));
  const id = show('table', { columns: names, rows: cells(rows), border, ...more });
  return { append: (added) => void show('table', { rows: cells(added), append: true }, id) };
}

/** Shows a value as JSON whose parts can be folded. */
function json(value) {
  show('json', { value });
}

/** Shows one figure, how it changed, and which change is good. */
function metric(label, value, { delta = null, better = 'up' } = {}) {
  show('metric', { label, value, delta, better });
}

/** Shows a picture: its path below `HOME` or the app's folder, or its bytes and a name; `alt` says what it shows. */
function image(file, { alt = null, caption = null, width = null, name } = {}) {
  show('image', { file: given(file, name), alt, caption, width });
}

/** Shows a sound that the user can play; see `image`. */
function audio(file, { caption = null, name } = {}) {
  show('audio', { file: given(file, name), caption });
}

/** Shows a film that the user can play; see `image`. */
function video(file, { caption = null, name } = {}) {
  show('video', { file: given(file, name), caption });
}

/** Gives the user a file; see `image`. */
function file(file, { caption = null, name } = {}) {
  show('file', { file: given(file, name), caption });
}

function given(file, name) {
  const inside = typeof file === 'string' ? { path: file } : { base64: Buffer.from(file).toString('base64') };
  return name === undefined ? inside : { ...inside, name };
}

/** Shows a sentence that stands out: `info`, `success`, `warning` or `error`. */
function notice(message, level = 'info') {
  show('notice', { message, level });
}

/** Shows a chart of any kind, an object in Vega-Lite with its data inside: `chart({ data: { values: days }, mark: 'bar', … })`. */
function chart(spec) {
  show('chart', { spec });
}

/** Shows objects as bars: `barChart(days, 'date', ['rain', 'snow'])`. */
function barChart(data, x, y, { colour = null, horizontal = false, stack = false } = {}) {
  show('bar_chart', { data, x, y: [y].flat(), colour, horizontal, stack });
}

/** Shows objects as lines: `lineChart(days, 'date', ['high', 'low'])`. */
function lineChart(data, x, y, { colour = null } = {}) {
  show('line_chart', { data, x, y: [y].flat(), colour });
}

/** Sets the system prompt for a model that reads the session. */
function sysPrompt(content) {
  show('sys_prompt', { content });
}

// Questions: alone, and as fields of a form. More members of a block come last: `textInput('Mail', {placeholder: '…'})`.

/** What a question has, by the arguments of its function. */
const questions = {
  textInput: (label = null, more) => ['text_input', { label, ...more }],
  buttons: (label, options, more) => ['buttons', { label, options: options.map(String), ...more }],
  slider: (label, min_value, max_value, more) => ['slider', { label, min_value, max_value, ...inSteps(min_value, max_value, more?.step), ...more }],
  datePicker: (label, more) => ['date_picker', { label, ...more }],
  numberInput: (label, more) => ['number_input', { label, ...more }],
  checkbox: (label, more) => ['checkbox', { label, ...more }],
  select: (label, options, more) => ['select', { label, options: options.map(String), ...more }],
  fileInput: (label, more) => ['file_input', { label, ...more }],
};

/** Of whole numbers, a whole one, unless a step says otherwise. */
function inSteps(low, high, step) {
  const isWhole = step === undefined && Number.isInteger(low) && Number.isInteger(high);
  return isWhole ? { default_value: Math.floor((low + high) / 2), step: 1 } : {};
}

/** Asks for a line of text. */
const textInput = (label, more) => ask(...questions.textInput(label, more));

/** Asks to choose one of the options. */
const buttons = (label, options, more) => ask(...questions.buttons(label, options, more));

/** Asks for a number in a range; of whole numbers, for a whole one. */
const slider = (label, minValue, maxValue, more) => ask(...questions.slider(label, minValue, maxValue, more));

/** Asks for a day: `2026-11-28`. */
const datePicker = (label, more) => ask(...questions.datePicker(label, more));

/** Asks for a number. */
const numberInput = (label, more) => ask(...questions.numberInput(label, more));

/** Asks for true or false. */
const checkbox = (label, more) => ask(...questions.checkbox(label, more));

/** Asks to choose one of many options; with `{multiple: true}` some of them, a list. */
const select = (label, options, more) => ask(...questions.select(label, options, more));

/**
 * Asks for a file: `const [report] = await fileInput('Report', { accept: ['image/*', '.csv'] })`; with `{multiple: true}`
 * for several. Each has a `path`, where it can be read, a `name`, a `type` and a `size`.
 */
const fileInput = (label, more) => ask(...questions.fileInput(label, more));

/** Asks for a message, at the foot of the page: its `text`, and its `files` if it may `accept` some. */
const chatInput = (placeholder = null, more) => ask('chat_input', { placeholder, ...more });

/**
 * Asks several questions that are answered together.
 *
 *   const { where, when } = await form((ask) => ({
 *     where: ask.textInput('Where to?'),
 *     when: ask.datePicker('When?'),
 *   }));
 *
 * @param {(ask: any) => Record<string, string>} fill
 * @param {Record<string, any>} [more]
 * @returns {Promise<Record<string, any> | null>} the answers by the same names; null if a user left out one with
 *     `{required: false}`
 */
async function form(fill, more) {
  if (place.getStore()?.inForm) {
    throw new Error('form: a form cannot contain a form. Put all questions into the outer form, in a container if they belong together');
  }
  const id = show('form', { border: true, status: 'open', ...more });
  const all = new Map();
  const asking = {
    ask: (type, { validate, ...data }) => {
      const field = show(type, data);
      const where = place.getStore();
      all.set(field, { validate, again: (value, error) => place.run(where, () => show(type, again(data, value, error), field)) });
      return field;
    },
  };
  for (const [name, question] of Object.entries(questions)) {
    asking[name] = (...args) => asking.ask(...question(...args));
  }
  const fields = await place.run({ parent: id, inForm: true }, () => fill(asking));
  const answers = () => {
    show('form', { border: true, status: 'awaiting', ...more }, id);
    return answerTo(id);
  };
  let values = await answers();
  const errors = () => new Map([...all].map(([field, { validate }]) => [field, wrong(values[field], validate)]));
  for (let found = values && errors(); found && [...found.values()].some(Boolean); found = values && errors()) {
    all.forEach((field, name) => field.again(values[name], found.get(name)));
    values = await answers();
  }
  return values && Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, values[field]]));
}

// Layout: what the function shows is inside of the block.

/** Runs a function whose output stands in a block. */
function within(parent, inside) {
  return place.run({ ...place.getStore(), parent }, inside);
}

/** Distributes what is shown inside over columns: `columns(2, () => { … })`. */
function columns(n, inside, { border = false } = {}) {
  return within(show('columns', { n, border }), inside);
}

/** Keeps what is shown inside together, one below the other: `container(() => { … })`. */
function container(inside, { border = false } = {}) {
  return within(show('container', { border }), inside);
}

/** Each block that is shown inside is a tab: `tabs(['Chart', 'Data'], () => { … })`; a container keeps several together. */
function tabs(labels, inside) {
  return within(show('tabs', { labels }), inside);
}

/** What is shown inside is opened by the label: `expander('More', () => { … })`. */
function expander(label, inside, { open = false } = {}) {
  return within(show('expander', { label, open }), inside);
}

// Progress.

/** Work that has begun. */
class Progress {
  #type;
  #last;
  #id;
  #part = null;
  #over = false;

  constructor(type, message) {
    this.#type = type;
    this.#last = message;
    this.#id = show(type, this.#data(message, 'active'));
  }

  say(message) {
    this.#last = message;
    show(this.#type, this.#data(message, 'active'), this.#id);
  }

  /** Shows how far a bar is, from 0 to 1; the message stays without a new one. */
  at(value, message = this.#last) {
    this.#part = value;
    this.say(message);
  }

  #data(message, status) {
    return { ...(this.#type === 'progress' ? { value: this.#part } : {}), message, status };
  }

  complete(message) {
    this.#end('complete', message);
  }

  fail(message) {
    this.#end('failed', message);
  }

  #end(status, message) {
    if (!this.#over) {
      this.#over = true;
      const kept = this.#type === 'action' ? null : this.#last;
      show(this.#type, this.#data(message ?? kept, status), this.#id);
    }
  }

  async during(work) {
    try {
      const result = await work(this);
      this.complete();
      return result;
    } catch (e) {
      this.fail();
      throw e;
    }
  }
}

/** Work as a list of steps: `await action('Read', async (read) => read.say('a.csv'))`; without a function, the begun work. */
function action(message, work) {
  return begin('action', message, work);
}

/** Work with one message at a time: `const found = await spinner('Looking', () => look())`. */
function spinner(message, work) {
  return begin('spinner', message, work);
}

/** Work with a bar: `await progress('Importing', async (bar) => bar.at(0.49, 'Row 490'))`. */
function progress(message, work) {
  return begin('progress', message, work);
}

function begin(type, message, work) {
  const begun = new Progress(type, message);
  return work ? begun.during(work) : begun;
}

// The end.

/** Ends the app, and tells the user why; 0 is for success. */
function exit(code = 0, reason) {
  end({ exit_code: code, reason });
}

/** Where the app's file is, with the data beside it. */
const appFolder = path.resolve(process.env.YERA_APP_FOLDER ?? '.');

module.exports = {
  action,
  app,
  appFolder,
  ask,
  audio,
  barChart,
  chart,
  buttons,
  chatInput,
  checkbox,
  code,
  columns,
  container,
  datePicker,
  exit,
  expander,
  file,
  fileInput,
  form,
  image,
  json,
  lineChart,
  markdown,
  metric,
  notice,
  numberInput,
  progress,
  select,
  show,
  slider,
  spinner,
  sysPrompt,
  table,
  tabs,
  text,
  textInput,
  video,
};
