// What was typed and not sent yet: kept in the tab, so that a reload does not lose it. Never what is
// secret.

const PREFIX = 'yera-draft ';
const CONTROLS = 'textarea, select, input:not([type="password"], [type="file"], [type="hidden"])';

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {Element} control */
function isSwitch(control) {
  return control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(control.type);
}

/** @param {Control} control */
function valueOf(control) {
  return isSwitch(control) ? String(/** @type {HTMLInputElement} */ (control).checked) : control.value;
}

export class Drafts {
  #root;
  #name;

  /**
   * @param {HTMLElement} root everything with a `data-block` inside is a block
   * @param {string} name what it is a draft for: a session
   * @param {AbortSignal} [signal] when it is no more
   */
  constructor(root, name, signal) {
    this.#root = root;
    this.#name = name;
    root.addEventListener('input', (e) => this.#keep(/** @type {Element} */ (e.target)), { signal });
  }

  /**
   * Of a form that starts an app. What was typed before is there at once.
   *
   * @param {HTMLElement} form
   * @param {string} app
   */
  static ofStart(form, app) {
    form.dataset.block = 'start';
    const drafts = new Drafts(form, `start ${app}`);
    drafts.restore([form]);
    return drafts;
  }

  /** @param {Element} target */
  #keep(target) {
    const control = /** @type {HTMLInputElement} */ (target);
    // With the radio buttons that are not chosen any more.
    for (const each of control.type === 'radio' ? this.#root.querySelectorAll(`[name="${control.name}"]`) : [control]) {
      const key = each.matches(CONTROLS) ? this.#key(each) : null;
      if (key !== null) {
        const value = each === control ? valueOf(control) : '';
        withStorage((storage) => (value === '' ? storage.removeItem(key) : storage.setItem(key, value)));
      }
    }
  }

  /** @param {Element} control */
  #key(control) {
    const block = /** @type {HTMLElement | null} */ (control.closest('[data-block]'));
    if (!block) {
      return null;
    }
    return `${PREFIX}${this.#name} ${block.dataset.block} ${controlsOf(block).indexOf(control)}`;
  }

  /**
   * Puts what was typed into blocks that are open again.
   *
   * @param {HTMLElement[]} blocks
   */
  restore(blocks) {
    for (const control of blocks.flatMap((each) => [...each.querySelectorAll(CONTROLS)])) {
      const key = this.#key(control);
      const value = key === null ? null : withStorage((storage) => storage.getItem(key));
      if (value !== null && value !== valueOf(/** @type {Control} */ (control))) {
        put(/** @type {Control} */ (control), value);
      }
    }
  }

  /**
   * What there is of one block, with all that is in it, or of everything.
   *
   * @param {string} [blockId]
   * @returns {() => void} forgets it: it was sent. By then the block may look quite different.
   */
  of(blockId) {
    const blocks = blockId === undefined ? [this.#root] : [...this.#root.querySelectorAll(`[data-block="${CSS.escape(blockId)}"]`)];
    const keys = blocks.flatMap((each) => [...each.querySelectorAll(CONTROLS)]).map((each) => this.#key(each));
    return () => withStorage((storage) => keys.forEach((key) => key !== null && storage.removeItem(key)));
  }
}

/** Its own, not those of blocks in it. @param {HTMLElement} block */
function controlsOf(block) {
  return [...block.querySelectorAll(CONTROLS)].filter((each) => each.closest('[data-block]') === block);
}

/**
 * @param {Control} control
 * @param {string} value
 */
function put(control, value) {
  if (isSwitch(control)) {
    /** @type {HTMLInputElement} */ (control).checked = value === 'true';
  } else {
    control.value = value;
  }
  control.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * @template T
 * @param {(storage: Storage) => T} use
 * @returns {T | null}
 */
function withStorage(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null; // none for us, or it is full: a reload loses what was typed
  }
}
