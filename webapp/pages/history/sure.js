// Asks again before something is lost.

import { h, uniqueId } from '../../element/dom.js';
import { texts } from '../texts.js';

const YES = 'yes';

/**
 * Who presses Enter or Escape at once has lost nothing. The browser gives the focus back.
 *
 * @param {string} question
 * @param {string[]} words
 * @param {string} act what the button is called that does it
 * @returns {Promise<boolean>}
 */
export function isSure(question, words, act) {
  const [title, text] = [uniqueId(), uniqueId()];
  const dialog = h(
    'dialog',
    { class: 'sure', 'aria-labelledby': title, 'aria-describedby': text },
    h('h2', { id: title, dir: 'auto' }, question),
    h('div', { id: text }, ...words.map((each) => h('p', {}, each))),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, texts.history.cancel),
      h('button', { type: 'button', class: 'danger', onclick: () => dialog.close(YES) }, act),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === YES);
    });
  });
}
