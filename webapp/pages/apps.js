// The apps as cards: one press starts one; what has parameters can be given some first.

import { h } from '../element/dom.js';
import { ParametersForm } from '../element/parameters.js';
import { randomName } from '../element/server.js';
import { texts, wordFor } from '../element/texts.js';

/** @typedef {import('../element/types.js').AppMetadata} AppMetadata */
/** @typedef {import('../element/server.js').Server} Server */

/** With fewer the eye is quicker than the keyboard. */
const MANY = 6;

const list = /** @type {HTMLElement} */ (document.getElementById('apps'));
const note = /** @type {HTMLElement} */ (document.getElementById('apps-note'));
const search = /** @type {HTMLInputElement} */ (document.getElementById('search'));

/**
 * @param {Server} server
 * @returns {Promise<AppMetadata[]>} those that are shown
 */
export async function showApps(server) {
  try {
    const apps = /** @type {AppMetadata[]} */ (await server.get('api/apps'));
    const cards = apps.map((app) => ({ card: card(app, server), words: `${app.name} ${app.identifier} ${app.description}`.toLowerCase() }));
    list.replaceChildren(...cards.map((each) => each.card));
    search.hidden = apps.length <= MANY;
    const filter = () => {
      const wanted = search.value.toLowerCase().trim();
      cards.forEach((each) => (each.card.hidden = !each.words.includes(wanted)));
      const none = cards.every((each) => each.card.hidden);
      say(!none ? '' : apps.length === 0 ? texts.home.none : texts.home.searchNone);
    };
    search.addEventListener('input', filter);
    filter();
    return apps;
  } catch (e) {
    say(texts.home.failed(/** @type {Error} */ (e).message));
    return [];
  }
}

/** @param {string} words */
function say(words) {
  note.textContent = words;
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
    const { session_id } = await server.post('api/sessions', { app_id: app.identifier, kwargs }, randomName());
    location.assign(`sessions/${session_id}`);
  });
  form.button.setAttribute('aria-label', texts.home.starts(app.name));
  const details = h('details', {}, h('summary', { class: 'button primary', 'aria-label': texts.home.starts(app.name) }, `${texts.start}…`), form.element);
  details.addEventListener('toggle', () => details.open && form.focus());
  return details;
}
