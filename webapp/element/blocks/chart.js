// Bar and line charts. The library is loaded when the first one is shown.

import { asText, directionOf, h } from '../dom.js';
import { Exact, isNumber } from '../exact.js';
import { words } from './more-texts.js';

/** @type {Promise<any> | null} */
let library = null;

function load() {
  library ??= import('../../lib/chart.js')
    .catch((e) => Promise.reject(((library = null), e)))
    .then((module) => {
      const { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } = module;
      Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);
      return Chart;
    });
  return library;
}

const PALETTE = 6;
const ROW = 28;
const scheme = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * What a row itself says under this name, which may be one that every object has.
 *
 * @param {any} row
 * @param {string} name
 */
function of(row, name) {
  return Object.hasOwn(row, name) ? row[name] : null;
}

/**
 * What the library computes with.
 *
 * @param {any} value
 */
function drawn(value) {
  return value instanceof Exact ? Number(value) : value;
}

export class ChartBlock {
  #data = /** @type {any} */ (null);
  /** @type {any} */
  #chart = null;
  #canvas = h('canvas', { role: 'img' });
  #frame = h('div', { class: 'canvas' }, this.#canvas);
  #table = h('details', { class: 'quiet' });

  /**
   * @param {import('../types.js').YeraEvent} event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(event, { over }) {
    this.horizontal = false;
    this.bars = event.block_type === 'bar_chart';
    this.element = h('figure', { class: 'block chart', part: 'chart' }, this.#frame, this.#table);
    scheme.addEventListener('change', () => this.#redraw(), { signal: over });
    over.addEventListener('abort', () => this.#chart?.destroy(), { once: true });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#data = data;
    this.horizontal = this.bars && data.horizontal === true;
    if (this.horizontal) {
      const rows = data.data.length * (data.stack ? 1 : data.y.length);
      this.#frame.style.height = `${Math.min(1200, Math.max(160, rows * ROW + 80))}px`;
    }
    this.#canvas.setAttribute('aria-label', this.spoken());
    this.#table.replaceChildren(h('summary', {}, words.chartData), this.#asTable());
    void this.#redraw();
  }

  #asTable() {
    const columns = [this.#data.x, ...this.#data.y];
    const head = h('tr', {}, ...columns.map((name) => h('th', { scope: 'col', dir: 'auto' }, asText(name))));
    const rows = this.#data.data.map((/** @type {any} */ row) =>
      h('tr', {}, ...columns.map((name) => h('td', { dir: 'auto' }, asText(of(row, name))))),
    );
    return h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': words.chartData },
      h('table', { dir: directionOf(columns.map(asText).join(' ')) }, h('thead', {}, head), h('tbody', {}, ...rows)),
    );
  }

  async #redraw() {
    try {
      const Chart = await load();
      this.#chart?.destroy();
      this.#chart = null;
      this.#frame.replaceChildren(this.#canvas); // it may have failed before
      // A chart needs a place in a page, for its size and its colours.
      if (this.element.isConnected) {
        this.#chart = new Chart(this.#canvas, this.#config());
      }
    } catch {
      this.#frame.replaceChildren(h('p', {}, words.chartFailed));
      this.#table.open = true;
    }
  }

  #config() {
    const { data, x, y, colour, stack } = this.#data;
    const style = getComputedStyle(this.element);
    const text = style.color;
    const grid = this.#colour('--_border');
    const linear = !this.bars && data.every((/** @type {any} */ row) => isNumber(of(row, x)));
    const axis = (/** @type {any} */ more) => ({
      stacked: this.bars && stack === true,
      ticks: { color: text },
      grid: { color: grid },
      border: { color: grid },
      ...more,
    });
    const names = { title: { display: Boolean(x), text: asText(x), color: text } };
    const category = axis({ ...names, ...(linear ? { type: 'linear' } : {}) });
    return {
      type: this.bars ? 'bar' : 'line',
      data: {
        labels: linear ? undefined : data.map((/** @type {any} */ row) => asText(of(row, x))),
        datasets: y.map((/** @type {string} */ name, /** @type {number} */ i) => {
          const ink = colour?.[i] ?? this.#colour(`--_chart-${(i % PALETTE) + 1}`);
          return {
            label: name,
            data: data.map((/** @type {any} */ row) => (linear ? { x: Number(of(row, x)), y: drawn(of(row, name)) } : drawn(of(row, name)))),
            backgroundColor: ink,
            borderColor: ink,
            borderWidth: this.bars ? 0 : 2,
            borderRadius: this.bars ? 3 : 0,
            pointRadius: data.length > 60 ? 0 : 3,
          };
        }),
      },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: still.matches ? false : { duration: 300 },
        indexAxis: this.horizontal ? 'y' : 'x',
        interaction: { mode: 'index', intersect: false, axis: this.horizontal ? 'y' : 'x' },
        font: { family: style.fontFamily },
        scales: this.horizontal ? { y: category, x: axis({ beginAtZero: true }) } : { x: category, y: axis({ beginAtZero: this.bars }) },
        plugins: { legend: { display: y.length > 1, labels: { color: text, boxWidth: 14, boxHeight: 14 } } },
      },
    };
  }

  /**
   * What a custom property comes to here, as a colour that a canvas understands.
   *
   * @param {string} property
   */
  #colour(property) {
    this.#frame.style.color = `var(${property})`;
    const value = getComputedStyle(this.#frame).color;
    this.#frame.style.removeProperty('color');
    return value;
  }

  spoken() {
    return words.chart(this.bars ? words.barChart : words.lineChart, this.#data.y, this.#data.x);
  }
}
