// A window that was opened for a login alone: tells the pages that wait for it, and goes.

import './standing.js';

new BroadcastChannel('yera-login').postMessage('in');
close();
