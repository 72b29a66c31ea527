// Copying and searching what a program said.

/** @typedef {import('./terminal.js').WholeKit} WholeKit */
/** @typedef {import('./emulator.js').Emulator} Emulator */

export class Tools {
  #emulator;
  #words;
  #said;
  #field;
  #findButton;

  /**
   * @param {WholeKit} kit
   * @param {Emulator} emulator
   */
  constructor({ h, words }, emulator) {
    this.#emulator = emulator;
    this.#words = words;
    this.#said = h('span', { role: 'status' });
    this.#field = h('input', {
      type: 'search',
      hidden: true,
      autocomplete: 'off',
      'aria-label': words.findLabel,
      placeholder: words.findLabel,
      oninput: (/** @type {Event} */ e) => {
        e.stopPropagation(); // it is no draft of an answer
        this.#find(false, true);
      },
      onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e),
    });
    this.#findButton = h('button', { type: 'button', class: 'quiet', title: words.findHint, 'aria-expanded': 'false', onclick: () => this.toggleSearch() }, words.findOutput);
    this.element = h('div', { class: 'tools' }, this.#said, this.#field, this.#findButton, h('button', { type: 'button', class: 'quiet', title: words.copyHint, onclick: () => void this.copy() }, words.copyOutput));
    emulator.onFound((which, of) => this.#say(this.#field.hidden ? '' : words.found(which, of)));
  }

  /** @param {string} words */
  #say(words) {
    this.#said.textContent = words;
  }

  async copy() {
    const isDone = await put(this.#emulator.text);
    this.#say(isDone ? this.#words.copied : this.#words.notCopied);
  }

  toggleSearch() {
    const opens = this.#field.hidden;
    this.#field.hidden = !opens;
    this.#findButton.setAttribute('aria-expanded', String(opens));
    this.#say('');
    if (opens) {
      this.#field.focus();
      this.#find(false, true);
    } else {
      this.#emulator.stopFinding();
    }
  }

  /**
   * @param {boolean} back
   * @param {boolean} grows
   */
  #find(back, grows) {
    if (this.#field.value) {
      this.#emulator.find(this.#field.value, back, grows);
    } else {
      this.#emulator.stopFinding();
      this.#say('');
    }
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    if (e.key === 'Enter') {
      e.preventDefault();
      this.#find(e.shiftKey, false);
    } else if (e.key === 'Escape') {
      this.toggleSearch();
      this.#findButton.focus();
    }
  }
}

/**
 * Puts a text where it can be pasted from.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser did so
 */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page without TLS has no such thing. The older way asks whoever has the focus for the text.
    const give = (/** @type {ClipboardEvent} */ e) => {
      e.preventDefault();
      e.stopImmediatePropagation();
      e.clipboardData?.setData('text/plain', text);
    };
    addEventListener('copy', give, true);
    const isDone = document.execCommand('copy');
    removeEventListener('copy', give, true);
    return isDone;
  }
}
