// What can be done with one session: one menu for all rows, because a list may have thousands.

import { h } from '../../element/dom.js';
import { texts } from '../texts.js';
import { nameOf, pathOf } from './state.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {'rename' | 'pin' | 'erase'} Act */

const ID = 'session-menu';

/** The names of files, by the formats of transcripts. */
const ENDINGS = { markdown: 'md', html: 'html', json: 'json' };
const FORMATS = /** @type {(keyof typeof ENDINGS)[]} */ (Object.keys(ENDINGS));

export class Menu {
  #element = h('div', { id: ID, class: 'menu', popover: 'auto', role: 'group' });
  #act;

  /** @type {Row | null} */
  #row = null;

  /**
   * @param {Element} place where it stands in the document
   * @param {(act: Act, row: Row) => void} act is called when the menu is closed again
   */
  constructor(place, act) {
    this.#act = act;
    this.#element.addEventListener('toggle', (e) => {
      if (/** @type {ToggleEvent} */ (e).newState === 'open') {
        /** @type {HTMLElement} */ (this.#element.firstElementChild).focus();
      }
    });
    place.append(this.#element);
  }

  get isOpen() {
    return this.#element.matches(':popover-open');
  }

  /** @param {Row} row whose button opens it */
  belongsTo(row) {
    // The browser opens it after the click, says so to screen readers, and closes it by Escape and
    // by a click elsewhere.
    row.button.setAttribute('popovertarget', ID);
    row.button.addEventListener('click', () => this.#fill(row));
  }

  /** @param {Row} row */
  #fill(row) {
    if (this.isOpen) {
      if (row === this.#row) {
        return;
      }
      this.#element.hidePopover();
    }
    this.#row = row;
    const { state } = row;
    this.#element.setAttribute('aria-label', texts.history.actions(nameOf(state)));
    this.#element.replaceChildren(
      this.#button(texts.history.rename, 'rename'),
      this.#button(state.pinned ? texts.history.unpin : texts.history.pin, 'pin'),
      ...FORMATS.map((format) =>
        h(
          'a',
          {
            href: `${pathOf(state)}/transcript?format=${format}`,
            download: `${nameOf(state)}.${ENDINGS[format]}`,
            onclick: () => this.#element.hidePopover(),
          },
          texts.history.exportAs[format],
        ),
      ),
      this.#button(texts.history.erase, 'erase'),
    );
    this.#place(row.button.getBoundingClientRect());
  }

  /**
   * @param {string} words
   * @param {Act} act
   */
  #button(words, act) {
    const onclick = () => {
      this.#element.hidePopover(); // the focus goes back to the row
      this.#act(act, /** @type {Row} */ (this.#row));
    };
    return h('button', { type: 'button', 'data-act': act, onclick }, words);
  }

  /** Towards the middle of the window; it scrolls with the page. @param {DOMRect} at */
  #place(at) {
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom < clientHeight / 2;
    Object.assign(this.#element.style, {
      right: `${clientWidth - at.right - scrollX}px`,
      top: below ? `${at.bottom + scrollY}px` : 'auto',
      bottom: below ? 'auto' : `${clientHeight - at.top - scrollY}px`,
    });
  }
}
