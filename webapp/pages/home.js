// Home: what there is to start, and what was started.

import { showApps } from './apps.js';
import { History } from './history/history.js';
import { showWho } from './who.js';
import { Server } from '../element/server.js';

const server = new Server(new URL('.', document.baseURI).href, async () => null);
const history = new History(server);
void showWho(server);
history.offer(await showApps(server));
