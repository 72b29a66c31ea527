// A button that asks once more before it does what cannot be undone.

import { h } from './dom.js';

/** How long it waits for the second press: who reads slowly, or hears it read, needs some seconds. */
const PATIENCE = 10_000;

/**
 * @param {string} part
 * @param {string} words
 * @param {string} question
 * @param {() => Promise<void>} act
 */
export function sureButton(part, words, question, act) {
  /** @type {number | undefined} */
  let timer;
  const ask = (/** @type {boolean} */ asks) => {
    clearTimeout(timer);
    timer = asks ? window.setTimeout(() => ask(false), PATIENCE) : undefined;
    button.toggleAttribute('data-sure', asks);
    button.textContent = asks ? question : words;
  };
  const press = async () => {
    if (!button.hasAttribute('data-sure')) {
      ask(true);
      return;
    }
    ask(false);
    button.disabled = true;
    await act();
    button.disabled = false;
  };
  const button = h('button', { type: 'button', class: 'quiet', part, hidden: true, onclick: () => void press() }, words);
  return button;
}
