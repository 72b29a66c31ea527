// Home: what there is to start, and what was started.

import { Apps } from './apps.js';
import { History } from './history/history.js';
import { showWho } from './who.js';
import { fillIn } from './words.js';
import { texts } from './texts.js';
import { h } from '../element/dom.js';
import { Server } from '../element/server.js';

document.title = texts.home.title;
fillIn(texts.home);

const server = new Server(new URL('.', document.baseURI).href, async () => null);
const history = new History(server);
const apps = new Apps(server, (each) => history.offer(each));
const me = await showWho(server);
if (me?.roles.includes('author')) {
  apps.showBroken();
}
if (me?.roles.includes('admin')) {
  document.getElementById('who')?.prepend(h('a', { href: 'admin' }, texts.home.admin));
}
