// The apps as cards: one press starts one; what has parameters can be given some first. For authors
// also those that are broken, and why.

import { h } from '../element/dom.js';
import { Drafts } from '../element/drafts.js';
import { ParametersForm } from '../element/parameters.js';
import { reasonOr } from '../element/texts-refusals.js';
import { texts, wordFor } from './texts.js';

/** @typedef {import('../element/types.js').AppMetadata} AppMetadata */
/** @typedef {import('../element/types.js').BrokenApp} BrokenApp */
/** @typedef {import('../element/server.js').Server} Server */
/** @typedef {{element: HTMLElement, words: string}} Card */

/** With fewer the eye is quicker than the keyboard. */
const MANY = 6;

/** An author wants to see at once what a change of a file does. */
const EVERY = { author: 1000, user: 3000 };

const list = /** @type {HTMLElement} */ (document.getElementById('apps'));
const note = /** @type {HTMLElement} */ (document.getElementById('apps-note'));
const search = /** @type {HTMLInputElement} */ (document.getElementById('search'));

export class Apps {
  #server;
  #offer;
  #isAuthor = false;

  /** By the texts of what they were made of. @type {Map<string, Card>} */
  #cards = new Map();

  /**
   * @param {Server} server
   * @param {(apps: AppMetadata[]) => void} offer gets those that are there, each time they change
   */
  constructor(server, offer) {
    this.#server = server;
    this.#offer = offer;
    search.addEventListener('input', () => this.#filter());
    void this.#goOn();
  }

  /** From now on those that are broken are shown, too. */
  showBroken() {
    this.#isAuthor = true;
    document.body.classList.add('author');
    void this.#look();
  }

  async #goOn() {
    if (!document.hidden) {
      await this.#look();
    }
    setTimeout(() => void this.#goOn(), this.#isAuthor ? EVERY.author : EVERY.user);
  }

  async #look() {
    try {
      const [apps, broken] = await Promise.all([
        /** @type {Promise<AppMetadata[]>} */ (this.#server.get('api/apps')),
        /** @type {Promise<BrokenApp[]>} */ (this.#isAuthor ? this.#server.get('api/apps?broken=true') : []),
      ]);
      this.#show(apps, broken);
    } catch (e) {
      say(texts.home.failed(/** @type {Error} */ (e).message));
    }
  }

  /**
   * A card stays as it is, with what was typed into it, as long as its app does.
   *
   * @param {AppMetadata[]} apps
   * @param {BrokenApp[]} broken
   */
  #show(apps, broken) {
    const before = this.#cards;
    const made = [
      ...broken.map((app) => this.#card(`${app.place} ${problemOf(app)}`, app, () => brokenCard(app))),
      ...apps.map((app) => this.#card(`${app.name} ${app.identifier} ${app.description}`, app, () => card(app, this.#server))),
    ];
    this.#cards = new Map(made);
    const stays = made.length === before.size && made.every(([text]) => before.has(text));
    if (!stays) {
      this.#place(made.map(([, each]) => each.element));
      this.#offer(apps);
    }
    search.hidden = made.length <= MANY;
    this.#filter();
  }

  /**
   * @param {string} words what it is found by
   * @param {AppMetadata | BrokenApp} app
   * @param {() => HTMLElement} make
   * @returns {[string, Card]}
   */
  #card(words, app, make) {
    const text = JSON.stringify(app);
    return [text, this.#cards.get(text) ?? { element: make(), words: words.toLowerCase() }];
  }

  /**
   * Moves none that is in its place, so that none loses the focus.
   *
   * @param {HTMLElement[]} elements
   */
  #place(elements) {
    const stay = new Set(elements);
    [...list.children].filter((each) => !stay.has(/** @type {HTMLElement} */ (each))).forEach((each) => each.remove());
    elements.forEach((each, i) => {
      if (list.children[i] !== each) {
        list.insertBefore(each, list.children[i] ?? null);
      }
    });
  }

  #filter() {
    const wanted = search.value.toLowerCase().trim();
    const cards = [...this.#cards.values()];
    cards.forEach((each) => (each.element.hidden = !each.words.includes(wanted)));
    const none = cards.every((each) => each.element.hidden);
    say(!none ? '' : cards.length === 0 ? texts.home.none : texts.home.searchNone);
  }
}

/** @param {string} words */
function say(words) {
  if (note.textContent !== words) {
    note.textContent = words;
  }
  note.hidden = words === '';
}

/**
 * @param {AppMetadata} app
 * @param {Server} server
 */
function card(app, server) {
  return h(
    'li',
    { class: 'card' },
    h('h3', { dir: 'auto' }, app.name, h('span', { class: 'kind' }, wordFor(texts.home.kind, app.app_kind))),
    app.description ? h('p', { dir: 'auto' }, app.description) : null,
    h('code', { class: 'id' }, app.identifier),
    h('div', { class: 'start' }, app.params.length > 0 ? withParameters(app, server) : startLink(app)),
  );
}

/** @param {BrokenApp} app */
const problemOf = (app) => reasonOr(app.reason, app.problem);

/** @param {BrokenApp} app */
function brokenCard(app) {
  return h(
    'li',
    { class: 'card broken' },
    h('h3', {}, h('code', {}, app.place), h('span', { class: 'badge failed' }, texts.home.broken)),
    h('p', { dir: 'auto' }, problemOf(app)),
    app.line ? h('p', { class: 'none' }, texts.home.at(app.line, app.column)) : null,
  );
}

/** @param {AppMetadata} app */
function startLink(app) {
  const href = `apps/${encodeURIComponent(app.identifier)}`;
  return h('a', { class: 'button primary', href, 'aria-label': texts.home.starts(app.name) }, texts.start);
}

/**
 * @param {AppMetadata} app
 * @param {Server} server
 */
function withParameters(app, server) {
  const form = new ParametersForm(app.params, {}, async (kwargs) => {
    const { session_id } = await server.create(app.identifier, kwargs);
    drafts.of()();
    location.assign(`sessions/${session_id}`);
  });
  const drafts = Drafts.ofStart(form.element, app.identifier);
  form.button.setAttribute('aria-label', texts.home.starts(app.name));
  const details = h('details', {}, h('summary', { class: 'button primary', 'aria-label': texts.home.starts(app.name) }, `${texts.start}…`), form.element);
  details.addEventListener('toggle', () => details.open && form.focus());
  return details;
}
