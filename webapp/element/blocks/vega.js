// Charts of any kind, described in Vega-Lite. The library is loaded when the first one is shown. Expressions are
// interpreted, never compiled: the page's policy allows no eval. Nothing is loaded for a chart from anywhere.

import { asText, directionOf, h } from '../dom.js';
import { Exact } from '../exact.js';
import { words } from './more-texts.js';

/** @type {Promise<any> | null} */
let library = null;
const load = () => (library ??= import('../../lib/vega.js').catch((e) => Promise.reject(((library = null), e))));

const PALETTE = 6;
/** More marks than these are drawn on a canvas: a node for each would make the page slow. */
const MOST_NODES = 2_000;
/** For more rows there is the picture, and the transcript. */
const MOST_ROWS = 200;
const scheme = matchMedia('(prefers-color-scheme: dark)');

/** What a chart may lead to is opened when it is clicked at; nothing is loaded. */
const loader = {
  load: () => Promise.reject(new Error(words.nothingIsLoaded)),
  sanitize: (/** @type {string} */ address, /** @type {any} */ options) =>
    options?.context === 'href' && /^https?:/i.test(address)
      ? Promise.resolve({ href: address, target: '_blank', rel: 'noopener noreferrer' })
      : Promise.reject(new Error(words.nothingIsLoaded)),
};

/** What a chart listens to: itself, and where the pointer goes when it has left it. What is typed is none of its business. */
const events = () => ({
  defaults: { allow: ['wheel'] },
  bind: 'container',
  selector: false,
  window: ['mousemove', 'mouseup', 'pointermove', 'pointerup', 'resize', 'touchend', 'touchmove'],
});

/** Controls that are no more than that, as the server knows them. */
const INPUTS = new Set(['checkbox', 'color', 'date', 'month', 'number', 'radio', 'range', 'search', 'select', 'text', 'time', 'week']);
const OF_INPUT = ['signal', 'input', 'name', 'min', 'max', 'step', 'options', 'labels', 'debounce', 'placeholder'];

/**
 * A control of a chart, which stands in it.
 *
 * @param {any} binding
 */
function ownControl(binding) {
  if (!INPUTS.has(binding.input)) {
    return [];
  }
  const known = OF_INPUT.filter((name) => Object.hasOwn(binding, name)).map((name) => [name, binding[name]]);
  return [{ ...Object.fromEntries(known), autocomplete: 'off' }];
}

export class VegaBlock {
  #spec = /** @type {any} */ (null);
  /** @type {any} */
  #view = null;
  #turn = 0;
  // The library names what it draws into by itself.
  #drawing = h('div');
  #picture = h('div', { class: 'vega', role: 'img', onsubmit: (/** @type {Event} */ e) => e.preventDefault() }, this.#drawing);
  #problem = h('p', { class: 'trouble', hidden: true });
  #table = h('details', { class: 'quiet', hidden: true });

  /**
   * @param {import('../types.js').YeraEvent} _
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_, { over }) {
    this.element = h('figure', { class: 'block chart', part: 'chart' }, this.#picture, this.#problem, this.#table);
    scheme.addEventListener('change', () => void this.#redraw(), { signal: over });
    const gone = () => {
      this.#view?.finalize();
      this.#clear(); // the library remembers what it drew last
    };
    over.addEventListener('abort', gone, { once: true });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#spec = plain(data.spec ?? null);
    this.#picture.setAttribute('aria-label', this.spoken());
    this.#tell();
    void this.#redraw();
  }

  #tell() {
    const rows = this.#rows();
    const columns = [...new Set(rows.slice(0, MOST_ROWS).flatMap((row) => Object.keys(row)))];
    this.#table.hidden = columns.length === 0;
    const head = h('tr', {}, ...columns.map((name) => h('th', { scope: 'col', dir: 'auto' }, name)));
    const cells = rows.slice(0, MOST_ROWS).map((row) => h('tr', {}, ...columns.map((name) => h('td', { dir: 'auto' }, asText(Object.hasOwn(row, name) ? row[name] : null)))));
    const left = rows.length - MOST_ROWS;
    this.#table.replaceChildren(
      h('summary', {}, words.chartData),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': words.chartData },
        h('table', { dir: directionOf(columns.join(' ')) }, h('thead', {}, head), h('tbody', {}, ...cells)),
      ),
      ...(left > 0 ? [h('p', {}, words.moreRows(left))] : []),
    );
  }

  /** What is drawn, where it is simply rows. @returns {any[]} */
  #rows() {
    const values = this.#spec?.data?.values;
    return Array.isArray(values) && values.every((row) => row !== null && typeof row === 'object' && !Array.isArray(row)) ? values : [];
  }

  async #redraw() {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const { View, compile, expressionInterpreter, parse } = await load();
      // A chart needs a place in a page, for its size and its colours; a later one has replaced it, perhaps.
      if (turn !== this.#turn || !this.element.isConnected) {
        return;
      }
      this.#view?.finalize();
      this.#clear();
      const { spec } = compile(this.#sized(), { config: this.#config(), logger: silent });
      const runtime = parse(spec, null, { ast: true });
      runtime.eventConfig = events();
      runtime.bindings = runtime.bindings.flatMap(ownControl);
      this.#view = new View(runtime, {
        container: this.#drawing,
        expr: expressionInterpreter,
        hover: true,
        loader,
        logger: silent,
        renderer: this.#rows().length > MOST_NODES ? 'canvas' : 'svg',
      });
      await this.#view.runAsync();
      this.#problem.hidden = true;
    } catch (e) {
      if (turn === this.#turn) {
        this.#clear();
        this.#problem.textContent = words.notDrawn(e instanceof Error ? e.message.slice(0, 200) : '');
        this.#problem.hidden = false;
        this.#table.open = true;
      }
    }
  }

  #clear() {
    this.#drawing = h('div');
    this.#picture.replaceChildren(this.#drawing);
  }

  /** As wide as there is room, if it does not say. */
  #sized() {
    const spec = this.#spec;
    const isOne = spec !== null && typeof spec === 'object' && ('mark' in spec || 'layer' in spec) && !('width' in spec);
    return isOne ? { ...spec, width: 'container', autosize: { type: 'fit-x', contains: 'padding' } } : spec;
  }

  #config() {
    const { color, fontFamily } = getComputedStyle(this.element);
    const line = this.#colour('--_border');
    const text = { labelColor: color, titleColor: color, labelFont: fontFamily, titleFont: fontFamily };
    const palette = Array.from({ length: PALETTE }, (_, i) => this.#colour(`--_chart-${i + 1}`));
    return {
      background: 'transparent',
      font: fontFamily,
      title: { color, subtitleColor: color },
      view: { stroke: line },
      axis: { ...text, domainColor: line, gridColor: line, tickColor: line },
      legend: text,
      header: text,
      mark: { color: palette[0] },
      text: { color },
      rule: { color },
      range: { category: palette },
    };
  }

  /**
   * What a custom property comes to here, as a colour that a picture understands.
   *
   * @param {string} property
   */
  #colour(property) {
    this.#picture.style.color = `var(${property})`;
    const value = getComputedStyle(this.#picture).color;
    this.#picture.style.removeProperty('color');
    return value;
  }

  spoken() {
    const { description, title } = this.#spec ?? {};
    const says = description ?? title?.text ?? title;
    return (Array.isArray(says) ? says.join(' ') : asText(says)) || words.anyChart;
  }
}

/** What is odd about a chart is its author's: the page's console is not read by them. */
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/**
 * The library counts with doubles.
 *
 * @param {any} value
 * @returns {any}
 */
function plain(value) {
  if (value instanceof Exact) {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)])) : value;
}
