// Tells who works with an app that it was changed since their session began.

import { h } from './dom.js';
import { texts } from './texts.js';

/** How often it is asked. */
const EVERY = 15_000;

export class Version {
  element = h('p', { class: 'version', part: 'version', role: 'status', hidden: true });
  /** @type {number | undefined} */
  #timer;

  /**
   * Asks from now on, while somebody looks at the page.
   *
   * @param {() => Promise<boolean | undefined>} isChanged
   * @param {() => void} runAgain with the app as it is now
   */
  watch(isChanged, runAgain) {
    this.stop();
    const mine = window.setInterval(async () => {
      if (!document.hidden && (await isChanged()) && mine === this.#timer && this.element.hidden) {
        this.element.replaceChildren(texts.newVersion, ' ', h('button', { type: 'button', class: 'quiet', onclick: runAgain }, texts.runSame));
        this.element.hidden = false;
      }
    }, EVERY);
    this.#timer = mine;
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.element.hidden = true;
  }
}
