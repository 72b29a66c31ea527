// The texts of home, beside those that it shares with the element.

import { texts as shared } from '../element/texts.js';
import { translated } from '../element/texts-language.js';

export { wordFor } from '../element/texts.js';

const plural = (/** @type {number} */ n, /** @type {string} */ one) => `${n} ${one}${n === 1 ? '' : 's'}`;

export const texts = translated({
  ...shared,

  home: {
    title: 'Yera Sessions',
    lead: 'Interactive apps. Each session is a process of its own on the server; close this window and come back, or open the session in a second one.',
    apps: 'Apps',
    sessions: 'My sessions',
    search: 'Search',
    searchApps: 'Search apps',
    loading: 'Loading…',
    forPrograms: 'For programs, the lists above as JSON:',
    description: 'All that programs can do',
    admin: 'Administration',
    searchNone: 'No app matches the search.',
    none: 'There are no apps yet. Put a description into the apps folder to list it here.',
    kind: { java: 'Java', command: 'Command' },
    broken: 'broken',
    at: (/** @type {number} */ line, /** @type {number | null} */ column) => (column ? `Line ${line}, column ${column}` : `Line ${line}`),
    failed: (/** @type {string} */ why) => `The list cannot be loaded. ${why}`,
    starts: (/** @type {string} */ app) => `Start ${app}`,
  },

  history: {
    none: 'No sessions yet. Start an app; its session is listed here, also after its end.',
    noMatch: 'No session matches.',
    found: (/** @type {number} */ n, /** @type {boolean} */ more) => (more ? `The newest ${plural(n, 'session')} that match` : `${plural(n, 'session')} found`),
    searching: (/** @type {number} */ n) => (n === 0 ? 'Searching …' : `Searching … ${plural(n, 'session')} found so far`),
    notLoaded: (/** @type {string} */ why) => `The sessions cannot be loaded. ${why}`,
    more: 'More',
    today: 'Today',
    yesterday: 'Yesterday',
    status: { created: 'not started', running: 'running', stopping: 'stopping', exited: 'finished', stopped: 'stopped', failed: 'failed' },
    waitsForYou: 'waits for your answer',
    pinned: 'pinned',

    filters: 'Filter my sessions',
    search: 'Search what was said',
    app: 'App',
    anyApp: 'All apps',
    state: 'State',
    anyState: 'All states',
    clear: 'Clear',

    actions: (/** @type {string} */ name) => `Actions for ${name}`,
    rename: 'Rename',
    pin: 'Pin',
    unpin: 'Unpin',
    erase: 'Delete…',
    exportAs: { markdown: 'Export as Markdown', html: 'Export as HTML', json: 'Export as JSON' },
    title: 'Title',
    save: 'Save',
    cancel: 'Cancel',

    selecting: 'Select',
    selected: 'Selected sessions',
    select: (/** @type {string} */ name) => `Select ${name}`,
    allShown: 'All shown',
    eraseSelected: (/** @type {number} */ n) => `Delete ${n}…`,
    eraseAll: 'Delete all of mine…',
    done: 'Done',

    eraseOne: (/** @type {string} */ name) => `Delete “${name}”?`,
    eraseThese: (/** @type {number} */ n, /** @type {boolean} */ more) => `Delete ${more ? 'more than ' : ''}${plural(n, 'session')}?`,
    allOfMine: 'These are all of your sessions, pinned ones and those that are not shown, too.',
    endsIt: 'It is running: deleting it ends it.',
    endsSome: (/** @type {number} */ n) => `${n === 1 ? '1 of them is' : `${n} of them are`} running: deleting ends what runs.`,
    endsAll: 'Deleting ends those that are running.',
    forever: 'This cannot be undone.',
    yesErase: (/** @type {number} */ n, /** @type {boolean} */ more) => (more ? 'Delete all' : n === 1 ? 'Delete' : `Delete ${n}`),
    erasing: (/** @type {number} */ done, /** @type {number} */ n) => `Deleting: ${done} of ${n}`,
  },
});
