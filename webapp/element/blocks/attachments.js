// Files that the user chooses, drops or pastes. Each is uploaded at once, so that it is there when the answer is sent.

import { asText, h } from '../dom.js';
import { refusalIn } from '../texts-refusals.js';
import { size } from './given.js';
import { words } from './more-texts.js';

/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {{file_id: string, name: string, type: string, size: number}} Stored */

/**
 * @param {string[]} accept
 * @param {File} file
 * @returns {boolean} whether it is one of those, as far as the browser can tell
 */
export function isOneOf(accept, { name, type }) {
  return (
    accept.length === 0 ||
    accept.some((each) => {
      const wanted = each.toLowerCase();
      if (wanted.startsWith('.')) {
        return name.toLowerCase().endsWith(wanted);
      }
      return type === '' || wanted === '*/*' || (wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted);
    })
  );
}

/**
 * @param {string} url
 * @param {string | null} token
 * @param {File} file
 * @param {(part: number) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<XMLHttpRequest>} fetch tells nothing of how far it is
 */
function post(url, token, file, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error(words.uploadCut));
    request.open('POST', url);
    request.withCredentials = token === null;
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    if (token !== null) {
      request.setRequestHeader('Authorization', token);
    }
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request);
    request.onerror = fail;
    request.onabort = fail;
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/**
 * @param {BlockContext} context
 * @param {File} file
 * @param {(part: number) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<Stored>}
 */
async function upload(context, file, progress, signal) {
  const what = `files?name=${encodeURIComponent(file.name)}`;
  const first = await context.reach(what, false);
  let request = await post(first.url, first.token, file, progress, signal);
  if (request.status === 401) {
    const { url, token } = await context.reach(what, true);
    if (token !== null && token !== first.token) {
      request = await post(url, token, file, progress, signal);
    }
  }
  if (request.status !== 201) {
    let said = null;
    try {
      said = JSON.parse(request.responseText);
    } catch {
      // A proxy's own page.
    }
    throw new Error(typeof said?.detail === 'string' ? refusalIn(request.status, said) : words.uploadRefused(request.status));
  }
  return JSON.parse(request.responseText);
}

class Row {
  /** @type {Stored | null} */
  stored = null;
  #leave = new AbortController();
  #bar = h('progress', { max: 1, value: 0 });
  #trouble = h('span', { class: 'problem', role: 'alert', hidden: true, dir: 'auto' });

  /**
   * @param {string} name
   * @param {number} bytes
   * @param {(row: Row) => void} remove
   */
  constructor(name, bytes, remove) {
    this.name = name;
    this.#bar.setAttribute('aria-label', words.uploading(name));
    const gone = h('button', { type: 'button', class: 'quiet', 'aria-label': words.removeFile(name), onclick: () => (this.#leave.abort(), remove(this)) }, '✕');
    this.element = h('li', { class: 'attachment', part: 'attachment' }, h('span', { class: 'filename', dir: 'auto' }, name), h('span', { class: 'size' }, size(bytes)), this.#bar, this.#trouble, gone);
  }

  get isGoing() {
    return !this.#bar.hidden;
  }

  /** @param {Stored} stored */
  isThere(stored) {
    this.stored = stored;
    this.#bar.hidden = true;
  }

  /** @param {string} why */
  fails(why) {
    this.#bar.hidden = true;
    this.#trouble.hidden = false;
    this.#trouble.textContent = why;
    this.element.toggleAttribute('data-failed', true);
  }

  /**
   * @param {BlockContext} context
   * @param {File} file
   */
  async upload(context, file) {
    try {
      this.isThere(await upload(context, file, (part) => (this.#bar.value = part), this.#leave.signal));
    } catch (e) {
      this.fails(/** @type {Error} */ (e).message);
    }
  }
}

export class Attachments {
  /** @type {Row[]} */
  #rows = [];
  /** @type {Map<string, Stored>} by id: what was here once can be named again */
  #known = new Map();
  #list = h('ul', { class: 'attachments', hidden: true });
  #input = h('input', { type: 'file', hidden: true, tabindex: -1, onchange: () => this.#chosen() });
  /** @type {string[]} */
  accept = [];
  /** @type {number | null} */
  maxBytes = null;

  /**
   * @param {BlockContext} context
   * @param {() => void} changed
   */
  constructor(context, changed) {
    this.context = context;
    this.changed = changed;
    this.element = h('div', { class: 'files' }, this.#list, this.#input);
  }

  /**
   * @param {{accept?: any, max_bytes?: any}} data of the question
   * @param {boolean} multiple
   */
  allow({ accept, max_bytes }, multiple) {
    this.accept = Array.isArray(accept) ? accept : [];
    this.maxBytes = typeof max_bytes === 'number' ? max_bytes : null;
    this.#input.multiple = multiple;
    this.#input.accept = this.accept.includes('*/*') ? '' : this.accept.join(',');
  }

  choose() {
    this.#input.click();
  }

  #chosen() {
    this.add([...(this.#input.files ?? [])]);
    this.#input.value = ''; // the same one can be chosen again
  }

  /** @param {File[]} files */
  add(files) {
    if (files.length > 0 && !this.#input.multiple) {
      this.clear();
    }
    for (const file of this.#input.multiple ? files : files.slice(0, 1)) {
      const row = this.#row(file.name, file.size);
      if (this.maxBytes !== null && file.size > this.maxBytes) {
        row.fails(words.fileTooLarge(size(this.maxBytes)));
      } else if (!isOneOf(this.accept, file)) {
        row.fails(words.wrongKind(this.accept.join(', ')));
      } else {
        void row.upload(this.context, file).then(() => this.#uploaded(row));
      }
    }
    this.changed();
  }

  /** @param {Row} row */
  #uploaded(row) {
    if (row.stored) {
      this.#known.set(row.stored.file_id, row.stored);
    }
    this.changed();
  }

  /**
   * @param {string} name
   * @param {number} bytes
   */
  #row(name, bytes) {
    const row = new Row(name, bytes, (gone) => {
      this.#rows = this.#rows.filter((each) => each !== gone);
      this.#draw();
      this.changed();
    });
    this.#rows.push(row);
    this.#draw();
    return row;
  }

  #draw() {
    this.#list.replaceChildren(...this.#rows.map((row) => row.element));
    this.#list.hidden = this.#rows.length === 0;
  }

  clear() {
    this.#rows = [];
    this.#draw();
  }

  /**
   * Files that are on the server already.
   *
   * @param {any} files as the app names them, or ids
   */
  show(files) {
    this.clear();
    for (const each of Array.isArray(files) ? files : []) {
      const stored = typeof each === 'string' ? this.#known.get(each) : each;
      if (stored && typeof stored.file_id === 'string') {
        this.know([stored]);
        this.#row(asText(stored.name), Number(stored.size)).isThere(stored);
      }
    }
  }

  /** @param {Stored[]} files those that somebody may name by their ids */
  know(files) {
    files.forEach((file) => this.#known.set(file.file_id, file));
  }

  /** @param {string} id */
  file(id) {
    return this.#known.get(id);
  }

  /** @returns {string[]} */
  get ids() {
    return this.#rows.flatMap((row) => row.stored?.file_id ?? []);
  }

  get isEmpty() {
    return this.#rows.length === 0;
  }

  get fault() {
    return this.#rows.some((row) => row.isGoing) ? words.stillUploading : '';
  }

  /**
   * Files may be dropped there.
   *
   * @param {HTMLElement | ShadowRoot} place
   * @param {HTMLElement} shown what shows it
   * @param {() => boolean} takes
   * @param {AbortSignal} [signal]
   */
  dropOn(place, shown, takes, signal) {
    const over = (/** @type {Event} */ e, /** @type {boolean} */ is) => {
      const drag = /** @type {DragEvent} */ (e);
      if (takes() && drag.dataTransfer?.types.includes('Files')) {
        e.preventDefault();
        shown.toggleAttribute('data-drop', is);
      }
    };
    place.addEventListener('dragover', (e) => over(e, true), { signal });
    place.addEventListener('dragleave', (e) => over(e, false), { signal });
    place.addEventListener(
      'drop',
      (e) => {
        over(e, false);
        if (takes()) {
          this.add([...(/** @type {DragEvent} */ (e).dataTransfer?.files ?? [])]);
        }
      },
      { signal },
    );
  }

  /**
   * Files may be pasted there.
   *
   * @param {HTMLElement} place
   * @param {() => boolean} takes
   */
  pasteInto(place, takes) {
    place.addEventListener('paste', (e) => {
      const files = [...(/** @type {ClipboardEvent} */ (e).clipboardData?.files ?? [])];
      if (files.length > 0 && takes()) {
        e.preventDefault();
        this.add(files);
      }
    });
  }
}
