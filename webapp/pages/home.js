// Home: what there is to start, and what is running.

import { showApps } from './apps.js';
import { showSessions } from './sessions.js';
import { showWho } from './who.js';
import { Server } from '../element/server.js';

const server = new Server(new URL('.', document.baseURI).href, async () => null);
void showApps(server);
void showSessions(server);
void showWho(server);
