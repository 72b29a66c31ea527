// A name is changed where it stands.

import { h } from '../../element/dom.js';
import { texts } from '../texts.js';

/** @typedef {import('./row.js').Row} Row */

/**
 * Enter saves, Escape leaves; without words the session is called as its app again.
 *
 * @param {Row} row
 * @param {(title: string | null) => Promise<void>} save
 */
export function rename(row, save) {
  const { title, app_name } = row.state;
  const field = h('input', { type: 'text', dir: 'auto', value: title ?? '', placeholder: app_name, 'aria-label': texts.history.title, autocomplete: 'off' });
  const form = h(
    'form',
    { class: 'rename' },
    field,
    h('button', { class: 'small primary' }, texts.history.save),
    h('button', { type: 'button', class: 'small', onclick: () => leave() }, texts.history.cancel),
  );
  let saving = false;

  const leave = () => {
    row.complain('');
    form.replaceWith(row.name);
    row.button.focus(); // where it began
  };
  form.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      leave();
    }
  });
  form.addEventListener('submit', async (e) => {
    e.preventDefault();
    if (saving) {
      return;
    }
    saving = true;
    try {
      await save(field.value.trim() || null);
      leave();
    } catch (problem) {
      row.complain(/** @type {Error} */ (problem).message);
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    } finally {
      saving = false;
    }
  });
  row.complain('');
  row.name.replaceWith(form);
  field.select();
}
