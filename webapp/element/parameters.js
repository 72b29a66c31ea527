// A form for the parameters of an app, drawn from its metadata.

import { decimal } from './decimal.js';
import { h, uniqueId } from './dom.js';
import { numberOf } from './exact.js';
import { texts } from './texts.js';

/** @typedef {import('./types.js').Parameter} Parameter */

/**
 * @typedef {object} Field
 * @property {Parameter} parameter
 * @property {HTMLElement} element
 * @property {() => any} value undefined for "leave it to the default"
 * @property {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control
 */

const TYPES = new Map([['int', 'number'], ['float', 'number'], ['date', 'date']]);

export class ParametersForm {
  #problem = h('p', { class: 'problem', role: 'alert', hidden: true, dir: 'auto' });

  /**
   * @param {Parameter[]} params
   * @param {Record<string, any>} given values to begin with
   * @param {(kwargs: Record<string, any>) => Promise<void>} onStart may refuse by throwing
   */
  constructor(params, given, onStart) {
    this.fields = params.map((parameter) => field(parameter, Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined));
    this.onStart = onStart;
    this.button = h('button', { type: 'submit', class: 'primary', part: 'start' }, texts.start);
    this.element = h('form', { class: 'parameters', part: 'parameters', onsubmit: (/** @type {Event} */ e) => this.#submit(e) },
      ...this.fields.map((each) => each.element), this.#problem, this.button);
  }

  /** @param {Event} e */
  async #submit(e) {
    e.preventDefault();
    const answers = this.fields.map(({ parameter, value }) => [parameter.name, value()]);
    const kwargs = Object.fromEntries(answers.filter(([, value]) => value !== undefined));
    this.button.disabled = true;
    this.#problem.hidden = true;
    try {
      await this.onStart(kwargs);
    } catch (problem) {
      this.#refuse(/** @type {any} */ (problem));
    } finally {
      this.button.disabled = false;
    }
  }

  /** @param {{message: string, body?: any}} problem */
  #refuse(problem) {
    this.#problem.textContent = problem.message;
    this.#problem.hidden = false;
    const at = this.fields.find((each) => each.parameter.name === problem.body?.parameter);
    at?.control.setAttribute('aria-invalid', 'true');
    at?.control.focus();
  }

  focus() {
    (this.fields[0]?.control ?? this.button).focus();
  }
}

/**
 * @param {Parameter} parameter
 * @param {any} given
 * @returns {Field}
 */
function field(parameter, given) {
  const id = uniqueId();
  const noteId = uniqueId();
  const shown = given ?? parameter.default_value;
  const note = [parameter.description, parameter.type.startsWith('list[') ? texts.listHint : null].filter(Boolean).join('; ');
  const attributes = { id, name: parameter.name, dir: 'auto', required: !parameter.has_default, 'aria-describedby': note ? noteId : null };
  const { control, value } = controlOf(parameter, attributes, shown);
  control.addEventListener('input', () => control.removeAttribute('aria-invalid'));
  const label = h('label', { for: id, dir: 'auto' }, nameOf(parameter), parameter.has_default ? null : h('span', { class: 'required' }, ` (${texts.required})`));
  const element = h('div', { class: `field ${parameter.type === 'bool' ? 'check' : ''}` }, label, control, note ? h('p', { class: 'note', id: noteId, dir: 'auto' }, note) : null);
  return { parameter, element, control, value };
}

/** @param {Parameter} parameter */
function nameOf({ name }) {
  const words = name.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * @param {Parameter} parameter
 * @param {Record<string, any>} attributes
 * @param {any} shown
 * @returns {{control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: () => any}}
 */
function controlOf(parameter, attributes, shown) {
  const item = /^list\[(.*)\]$/.exec(parameter.type);
  if (item) {
    const control = h('textarea', { ...attributes, rows: 3 });
    control.value = (Array.isArray(shown) ? shown : []).join('\n');
    return { control, value: () => lines(control.value).map((line) => typed(item[1], line)) };
  }
  if (parameter.type === 'bool') {
    const control = h('input', { ...attributes, type: 'checkbox', required: false });
    control.checked = shown === true || shown === 'true';
    return { control, value: () => control.checked };
  }
  if (parameter.type === 'enum') {
    const options = (parameter.options ?? []).map((option) => h('option', { value: option, dir: 'auto' }, option));
    const none = parameter.has_default && parameter.default_value !== null ? [] : [h('option', { value: '' }, '–')];
    const control = h('select', attributes, ...none, ...options);
    control.value = shown ?? '';
    return { control, value: () => orDefault(control.value, parameter) };
  }
  const step = parameter.type === 'float' ? 'any' : null;
  const control = h('input', { ...attributes, type: TYPES.get(parameter.type) ?? 'text', step, autocomplete: 'off' });
  control.value = shown ?? '';
  return { control, value: () => orDefault(typed(parameter.type, control.value), parameter) };
}

/** @param {string} text */
function lines(text) {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/**
 * The server takes a number's text as well, and is who says what is wrong with it.
 *
 * @param {string} type
 * @param {string} text
 */
function typed(type, text) {
  const number = (type === 'int' || type === 'float') && decimal(text.trim()) ? numberOf(text.trim()) : null;
  return typeof number === 'number' ? number : text;
}

/**
 * @param {any} value
 * @param {Parameter} parameter
 */
function orDefault(value, parameter) {
  const left = value === '' && (parameter.type !== 'str' || parameter.default_value === null);
  return left && parameter.has_default ? undefined : value;
}
