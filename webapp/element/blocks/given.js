// Files that the app gives: pictures, sounds and films to look at, others to be kept.

import { asText, h } from '../dom.js';
import { words } from './more-texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** @param {any} bytes */
export function size(bytes) {
  let n = Number(bytes);
  let unit = 0;
  for (; n >= 1000 && unit < UNITS.length - 1; unit++) {
    n /= 1000;
  }
  const format = { style: /** @type {const} */ ('unit'), unit: UNITS[unit], unitDisplay: /** @type {'long' | 'short'} */ (unit === 0 ? 'long' : 'short'), maximumFractionDigits: n < 10 ? 1 : 0 };
  return new Intl.NumberFormat(undefined, format).format(n);
}

/**
 * Where the bytes are: an address, or a copy if requests need a token, which no element sends.
 *
 * @param {BlockContext} context
 * @param {string} id
 * @param {string | null} type of a copy; null for its own
 */
async function source(context, id, type) {
  const path = `files/${encodeURIComponent(id)}`;
  const address = await context.address(path);
  if (address !== null) {
    return address;
  }
  const content = await (await context.read(path)).blob();
  return URL.createObjectURL(type === null ? content : new Blob([content], { type }));
}

/** What is shown in the page. */
class Shown {
  #name = '';
  #caption = h('figcaption', { dir: 'auto' });
  #trouble = h('p', { class: 'trouble', role: 'status', hidden: true });
  #id = '';

  /**
   * @param {BlockContext} context
   * @param {string} kind
   * @param {HTMLImageElement | HTMLMediaElement} media
   */
  constructor(context, kind, media) {
    this.context = context;
    this.media = media;
    media.addEventListener('error', () => this.#fails());
    context.over.addEventListener('abort', () => URL.revokeObjectURL(media.src), { once: true });
    this.element = h('figure', { class: `block given ${kind}`, part: kind }, media, this.#trouble, this.#caption);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.#name = asText(data.file?.name);
    this.#caption.textContent = asText(data.caption);
    this.#caption.hidden = this.#caption.textContent === '';
    const id = asText(data.file?.file_id);
    if (id !== this.#id) {
      this.#id = id;
      this.#trouble.hidden = true;
      this.media.hidden = false;
      source(this.context, id, null).then(
        (url) => this.#use(id, url),
        () => id === this.#id && this.#fails(),
      );
    }
  }

  /**
   * Only if it is not another one by now.
   *
   * @param {string} id
   * @param {string} url
   */
  #use(id, url) {
    const isIt = id === this.#id && !this.context.over.aborted;
    URL.revokeObjectURL(isIt ? this.media.src : url);
    if (isIt) {
      this.media.src = url;
    }
  }

  #fails() {
    this.media.hidden = this.media instanceof HTMLImageElement;
    this.#trouble.hidden = false;
    this.#trouble.textContent = words.notShown(this.#name);
  }

  /** What it is called, or what is said about it. */
  get title() {
    return this.#caption.textContent || this.#name;
  }

  spoken() {
    return this.title;
  }
}

export class Picture extends Shown {
  #image;

  /** @param {YeraEvent} _ @param {BlockContext} context */
  constructor(_, context) {
    const image = /** @type {HTMLImageElement} */ (h('img', { loading: 'lazy', decoding: 'async' }));
    super(context, 'image', image);
    this.#image = image;
  }

  /** @param {YeraEvent} event */
  update(event) {
    const { alt, width } = event.data;
    super.update(event);
    this.#image.alt = alt === null || alt === undefined ? this.title : asText(alt);
    this.#image.style.width = Number(width) > 0 ? `${Number(width)}px` : '';
  }

  spoken() {
    return this.#image.alt;
  }
}

class Player extends Shown {
  /** @param {BlockContext} context @param {'audio' | 'video'} kind */
  constructor(context, kind) {
    super(context, kind, /** @type {HTMLMediaElement} */ (h(kind, { controls: true, preload: 'metadata', playsinline: true })));
  }

  /** @param {YeraEvent} event */
  update(event) {
    super.update(event);
    this.media.setAttribute('aria-label', this.title);
  }
}

export class Sound extends Player {
  /** @param {YeraEvent} _ @param {BlockContext} context */
  constructor(_, context) {
    super(context, 'audio');
  }
}

export class Film extends Player {
  /** @param {YeraEvent} _ @param {BlockContext} context */
  constructor(_, context) {
    super(context, 'video');
  }
}

/** A file to be kept. */
export class GivenFile {
  // A file of another origin is opened, and not kept: never in place of the page.
  #link = h('a', { dir: 'auto', target: '_blank', rel: 'noopener' });
  #size = h('span', { class: 'size' });
  #caption = h('p', { dir: 'auto' });
  #trouble = h('p', { class: 'trouble', role: 'status', hidden: true });
  #id = '';

  /** @param {YeraEvent} _ @param {BlockContext} context */
  constructor(_, context) {
    this.context = context;
    this.#link.addEventListener('click', (click) => {
      if (this.#link.getAttribute('href') === '#') {
        click.preventDefault();
        void this.#fetch();
      }
    });
    this.element = h('div', { class: 'block given file', part: 'file' }, h('p', { class: 'head' }, this.#link, this.#size), this.#caption, this.#trouble);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    const { file } = data;
    this.#link.textContent = asText(file?.name);
    this.#link.download = asText(file?.name);
    this.#link.href = '#';
    this.#size.textContent = size(file?.size);
    this.#caption.textContent = asText(data.caption);
    this.#caption.hidden = this.#caption.textContent === '';
    const id = asText(file?.file_id);
    this.#id = id;
    void this.context.address(`files/${encodeURIComponent(id)}`).then((address) => id === this.#id && (this.#link.href = address ?? '#'));
  }

  /** With a token: a copy, of a type that no browser shows as a page of ours. */
  async #fetch() {
    try {
      const url = await source(this.context, this.#id, 'application/octet-stream');
      h('a', { href: url, download: this.#link.download, target: '_blank', rel: 'noopener' }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      this.#trouble.hidden = true;
    } catch {
      this.#trouble.hidden = false;
      this.#trouble.textContent = words.notShown(this.#link.download);
    }
  }

  spoken() {
    return `${this.#link.textContent} ${this.#caption.textContent}`;
  }
}
