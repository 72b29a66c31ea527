// The texts of the page, for review and translation; those of home are in pages/texts.js.

import { refusals } from './texts-refusals.js';
import { translated } from './texts-language.js';

/**
 * The text for a name of the protocol; an unknown name is its own text.
 *
 * @param {Record<string, string>} words
 * @param {string} name
 */
export function wordFor(words, name) {
  return Object.hasOwn(words, name) ? words[name] : name;
}

export const texts = translated({
  ...refusals,

  connecting: 'Connecting…',
  live: 'Live',
  waiting: (/** @type {number} */ s) => `Connection lost. Reconnecting in ${s} s`,
  ended: 'Ended',
  refused: 'Not connected',
  starting: 'Starting…',
  session: 'Session',
  notStarted: 'Not started',
  crowded:
    'Too many tabs are connected to this server: over HTTP/1.1 a browser opens six connections to a server at most. This one goes on as soon as another is closed.',
  slow: 'The server has not answered yet. If many tabs or windows of it are open, close some.',

  end: 'End',
  endSure: 'Really end?',
  erase: 'Delete',
  eraseSure: 'Really delete?',
  notDone: (/** @type {string} */ why) => `Not done. ${why}`,
  diagnostics: 'Diagnostics',
  diagnosticsNone: 'The app has printed nothing besides its output.',
  refresh: 'Refresh',
  tryAgain: 'Try again',
  stuck: 'A part of the page could not be loaded. What follows is shown once it is there.',
  runAgain: 'Run again',
  runSame: 'Run again with the same answers',
  changeAnswer: 'Change this answer',
  newVersion: 'There is a new version of this app.',
  newest: 'Newest ↓',
  output: 'Output of the app',

  send: 'Send',
  submit: 'Submit',
  yourAnswer: 'Your answer: ',
  noText: '(empty)',
  secret: '••••••',
  optional: '(optional)',
  skip: 'Skip',
  back: 'Back',
  next: 'Next',
  fillIn: 'Please fill this in.',
  fillInAll: 'Please look at the marked fields.',
  stepOf: (/** @type {number} */ step, /** @type {number} */ of) => `Step ${step} of ${of}`,
  working: 'The app is working',
  unanswered: 'Not answered',
  typeHere: 'Your answer',
  endInput: 'End input',
  endInputHint: 'Tells the program that there is no more input (Ctrl+D)',
  inputEnded: '(end of input)',
  sendFirst: 'Send or clear the line first.',
  pickOne: 'Pick one',
  notSent: (/** @type {string} */ why) => `Not sent. ${why}`,
  question: (/** @type {string} */ label) => `Question: ${label}`,

  statusOf: { active: 'in progress', complete: 'done', failed: 'failed', stopped: 'not finished' },
  roles: { user: 'User', assistant: 'Assistant', system: 'System' },
  picture: 'picture',

  endedWell: 'Finished',
  endedBadly: 'Ended with an error',
  badlyHint: 'Try again, perhaps with another input. If it happens again, tell who wrote the app.',
  endedByYou: 'Ended by you',
  endedByUser: 'Ended by the user',
  stoppedHint: 'What was said is kept here. To go on, run the app again; it begins anew.',
  serverHint: 'What was said until then is kept here. When the server is back, run the app again; it begins anew.',
  deleted: 'Deleted',
  /** In a word or two, by the server's names for ends that are nobody's fault. */
  stopped: {
    EndedByUser: 'ended',
    Interrupted: 'interrupted',
    AwayTimeout: 'closed, nobody was here',
    IdleTimeout: 'closed, no answer came',
    LifetimeExceeded: 'closed, time was up',
    ServerShutdown: 'server was stopped',
    ServerLost: 'server was lost',
    NodeLost: 'server was lost',
    CleanedUp: 'deleted',
  },
  tokens: (/** @type {number} */ n) => `${n} token${n === 1 ? '' : 's'}`,
  exitCode: (/** @type {number} */ code) => `exit code ${code}`,
  duration: (/** @type {number} */ seconds) => {
    if (seconds < 10) {
      return `${seconds.toFixed(1)} s`;
    }
    const whole = Math.round(seconds);
    const h = Math.floor(whole / 3600);
    const m = Math.floor((whole % 3600) / 60);
    const s = whole % 60;
    return [h ? `${h} h` : '', m ? `${m} min` : '', h ? '' : `${s} s`].filter(Boolean).join(' ');
  },
  after: (/** @type {string} */ duration) => `after ${duration}`,
  returned: 'Result',
  details: 'Details',
  errorOutput: 'Error output',

  start: 'Start',
  required: 'required',
  listHint: 'one per line',
  logIn: 'Log in',
  logOut: 'Log out',
  lookingOn: 'You are looking on, and cannot answer.',
  gone: 'This session no longer exists. Ended sessions are kept for a limited time.',
  nothingToShow: 'Give the element an app or a session to show.',
});
