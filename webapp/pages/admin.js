// How the server stands, for admins: it tells each part again when that has changed.

import { h } from '../element/dom.js';
import { Server } from '../element/server.js';
import { wordFor } from '../element/texts.js';
import { Apps } from './admin/apps.js';
import { Feed } from './admin/feed.js';
import { Sessions } from './admin/sessions.js';
import { Settings } from './admin/settings.js';
import { byId, bytes, figures, Items, number, time } from './admin/shown.js';
import { texts } from './admin/texts.js';
import { showWho } from './who.js';
import { fillIn } from './words.js';

document.title = texts.title;
fillIn(texts);

const server = new Server(new URL('.', document.baseURI).href, async () => null);
const standing = byId('standing');
const trouble = byId('trouble');

/** What is wrong, by the part that says so. @type {Record<string, string>} */
const wrong = {};

/**
 * @param {string} part
 * @param {string} words empty if nothing is
 */
function complain(part, words) {
  wrong[part] = words;
  const all = Object.values(wrong).filter(Boolean).join(' ');
  if (trouble.textContent !== all) {
    trouble.textContent = all;
  }
  trouble.hidden = all === '';
}

/** @param {any} now */
function showNow(now) {
  figures(byId('now'), [
    [texts.running, texts.ofMost(number(now.running), number(now.max_sessions))],
    [texts.created, number(now.created)],
    [texts.stopping, number(now.stopping)],
    [texts.viewers, texts.ofMost(number(now.viewers), number(now.max_viewers))],
    [texts.processes, number(now.processes)],
    [texts.memory, bytes(now.memory_bytes)],
    [texts.workers, texts.ofMost(number(now.workers_ready), number(now.workers_wanted))],
    [texts.reserved, number(now.workers_reserved)],
    [texts.startsWaiting, number(now.starts_waiting)],
    [texts.clockFailures, number(now.clock_failures)],
  ]);
  complain('now', now.stopping_server ? texts.stoppingServer : '');
}

/** @param {any} store */
function showStore(store) {
  figures(byId('store'), [
    [texts.kind, wordFor(texts.kinds, store.kind)],
    [texts.kept, store.sessions === null ? texts.unknown : number(store.sessions)],
    [texts.size, texts.ofMost(bytes(store.bytes), bytes(store.max_bytes))],
    [texts.oldest, store.oldest === null ? '–' : time(store.oldest)],
    [texts.queue, number(store.queue_events)],
    [texts.lag, texts.seconds(number(store.lag_seconds))],
  ]);
  complain('store', store.trouble ? texts.trouble(store.trouble) : '');
}

/** @param {any} node */
function nodeItem(node) {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'about' },
      h('code', { class: 'name' }, node.node_id),
      h(
        'span',
        { class: 'facts' },
        h('span', { class: `badge ${node.status}` }, wordFor(texts.nodeStatus, node.status)),
        node.me ? h('span', { class: 'badge' }, texts.thisOne) : '',
        node.address,
        h('span', {}, node.version),
        h('span', {}, texts.nodeSessions(node.sessions, node.max_sessions)),
        h('span', {}, texts.looking(node.viewers)),
        h('span', {}, texts.load(number(node.load))),
        h('span', {}, texts.lease(number(node.lease_age_seconds))),
      ),
    ),
  );
}

/** @param {any} warning */
function warningItem(warning) {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'value', dir: 'auto' }, warning.message),
      h('span', { class: 'facts' }, h('span', { class: `badge ${warning.level}` }, warning.level), time(warning.at), h('code', {}, warning.logger)),
    ),
  );
}

const nodes = new Items(byId('nodes'), nodeItem);
const warnings = new Items(byId('warnings'), warningItem);
const apps = new Apps();
const settings = new Settings();
const sessions = new Sessions(server, (query) => feed.ask(query));

const feed = new Feed(
  {
    server: (part) => settings.show(part),
    now: showNow,
    store: showStore,
    nodes: (part) => {
      nodes.show(part);
      sessions.offerNodes(part);
      byId('nodes-section').hidden = part.length === 0;
    },
    apps: (part) => {
      apps.show(part);
      sessions.offerApps(part.apps);
    },
    warnings: (part) => {
      warnings.show(part);
      byId('warnings-note').textContent = texts.noWarnings;
      byId('warnings-note').hidden = part.length > 0;
    },
    sessions: (part) => sessions.show(part),
    unlisted: () => sessions.unlisted(),
  },
  (isLive) => (standing.textContent = isLive ? texts.live : texts.lost),
);

sessions.ask();
await showWho(server);
