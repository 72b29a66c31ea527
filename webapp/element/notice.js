// What is wrong, or may be, above the blocks of a session: one thing at a time, with what can be done about it.

import { h } from './dom.js';
import { openLogin, whenLoggedIn } from './login.js';
import { texts } from './texts.js';

/** @typedef {import('./server.js').Problem} Problem */
/** @typedef {'warning' | 'crowded' | 'problem' | 'login'} Kind */

export class Notice {
  element = h('div', { class: 'notice', part: 'notice', role: 'alert', hidden: true });
  /** @type {(() => void) | null} */
  #stopWaiting = null;

  /** @param {Kind} [kind] only if it is of this kind */
  hide(kind) {
    if (!kind || this.element.dataset.kind === kind) {
      this.element.hidden = true;
    }
  }

  /** Hides it; a login is not waited for any more. */
  stop() {
    this.#waitFor(null);
    this.hide();
  }

  /**
   * @param {string} words
   * @param {Kind} [kind]
   */
  warn(words, kind = 'warning') {
    this.#show(kind, h('p', { dir: 'auto' }, words));
  }

  /**
   * Says what is wrong, with a way to log in where there is one, and goes on after that.
   *
   * @param {string} base address of the server
   * @param {Problem} problem
   * @param {string} words
   * @param {Kind} kind
   * @param {() => void} goOn
   */
  offer(base, problem, words, kind, goOn) {
    const login = problem.status === 401 ? problem.body?.login : null;
    const buttons = login ? [h('button', { type: 'button', class: 'quiet', onclick: () => openLogin(base, login) }, texts.logIn)] : [];
    if (!login || new URL(base).origin !== location.origin) {
      // No window tells a page of another origin that it has logged in.
      buttons.push(h('button', { type: 'button', class: 'quiet', onclick: goOn }, texts.tryAgain));
    }
    this.#waitFor(login ? whenLoggedIn(goOn) : null);
    this.#show(kind, h('p', {}, words), ...buttons);
  }

  /** @param {(() => void) | null} stop */
  #waitFor(stop) {
    this.#stopWaiting?.();
    this.#stopWaiting = stop;
  }

  /**
   * @param {Kind} kind
   * @param {Node[]} shown
   */
  #show(kind, ...shown) {
    this.element.replaceChildren(...shown);
    this.element.dataset.kind = kind;
    this.element.hidden = false;
  }
}
