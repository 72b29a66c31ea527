// <yera-app>: an app of a Yera Sessions server, in any page (see the documentation on embedding).

import { Announcer } from './element/announcer.js';
import { h } from './element/dom.js';
import { Diagnostics } from './element/diagnostics.js';
import { Drafts } from './element/drafts.js';
import { deleted, ending } from './element/ending.js';
import { listen, prepare, retry } from './element/connection.js';
import { firstEvents } from './element/first-events.js';
import { HOME } from './element/home.js';
import { Notice } from './element/notice.js';
import { ParametersForm } from './element/parameters.js';
import { fromAttributes } from './element/parameter-attributes.js';
import { whoCalls } from './element/me.js';
import { Problem, randomName, Server } from './element/server.js';
import { recall, remember } from './element/memory.js';
import { Scroller } from './element/scroller.js';
import { SessionView } from './element/session-view.js';
import { sureButton } from './element/sure-button.js';
import { css } from './element/style.js';
import { texts } from './element/texts.js';
import { Version } from './element/version.js';

/** @typedef {import('./element/types.js').AppMetadata} AppMetadata */
/** @typedef {import('./element/types.js').SessionState} SessionState */
/** @typedef {import('./element/types.js').BlockView} BlockView */

/** Without an answer for so long it is said what may be the reason. */
const PATIENCE = 5_000;

// A sheet that is made by script needs no leave of the page's Content-Security-Policy for styles.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * What a page has set before this module was there: a field of the class would take its place.
 *
 * @param {any} element
 * @param {string} property
 * @returns {any}
 */
function earlier(element, property) {
  return element[property];
}

/**
 * Attributes: `server` (default: where this module is from), `app` or `session`, `token`,
 * `param-<name>`, `ask` (show the form of parameters also if all have values), `forget` (do not
 * resume after a reload), `take-focus`, `heading-level`, `theme`. Properties: `params`,
 * `tokenCallback`. Events: `yera-start`, `yera-exit`, `yera-error`.
 */
export class YeraApp extends HTMLElement {
  static observedAttributes = ['server', 'app', 'session'];

  /**
   * Called for a token before a request, if set; with true after the last one was refused.
   *
   * @type {((again: boolean) => string | null | Promise<string | null>) | null}
   */
  tokenCallback = earlier(this, 'tokenCallback') ?? null;

  /** Parameters by name; they go before attributes. @type {Record<string, any>} */
  params = earlier(this, 'params') ?? {};

  /** What the server's own page brought along. @type {import('./element/types.js').Early | null} */
  early = null;

  #root = this.attachShadow({ mode: 'open' });
  #title = h('span', { class: 'name', part: 'title', role: 'heading', dir: 'auto' });
  #state = h('span', { class: 'state', part: 'state', role: 'status' });
  #diagnosticsButton = h('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', hidden: true, onclick: () => this.#toggleDiagnostics() }, texts.diagnostics);
  /** Ends what runs. What the app has not finished would be lost: it asks once more. */
  #endButton = sureButton('end-button', texts.end, texts.endSure, () => this.#end());
  /** Deletes what has ended, and was kept. */
  #eraseButton = sureButton('erase-button', texts.erase, texts.eraseSure, () => this.#erase());
  #notice = new Notice();
  #version = new Version();
  #blocks = h('div', { class: 'blocks' });
  /** @type {Drafts | null} */
  #drafts = null;
  #announcer = new Announcer();
  #scroller = new Scroller(this.#blocks);
  #diagnostics = new Diagnostics(() => this.#server.get(`${this.#path()}/diagnostics`));

  #server = new Server(HOME, async () => null);
  #sessionId = '';
  #appId = '';
  /** @type {Record<string, any> | null} the arguments of this session, if it was created here */
  #kwargs = null;
  /** @type {SessionView | null} */
  #view = null;
  /** @type {(() => void) | null} */
  #stopListening = null;
  /** Ends with what is shown. */
  #over = new AbortController();
  #looksOn = false;
  /** Whether the session is of who looks at it. */
  #isTheirs = false;
  #endedHere = false;
  /** Whether a share lets them in: what is the owner's to do is not theirs. */
  #isShared = false;
  #starting = 0;
  #touched = false;
  /** @type {number | undefined} */
  #countdown;
  /** @type {number | undefined} */
  #patience;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(
      h('header', { part: 'header' }, h('slot', { name: 'start' }), this.#title, this.#state, h('span', { class: 'tools' }, this.#diagnosticsButton, this.#endButton, this.#eraseButton), h('slot', { name: 'end' })),
      this.#version.element,
      this.#notice.element,
      this.#scroller.element,
      this.#diagnostics.element,
      this.#announcer.element,
    );
    this.#root.addEventListener('focusin', () => (this.#touched = true));
  }

  /** The session that is shown, or the empty string. */
  get sessionId() {
    return this.#sessionId;
  }

  connectedCallback() {
    this.#title.setAttribute('aria-level', this.#level());
    this.#restart();
  }

  disconnectedCallback() {
    this.#stop();
    this.#starting += 1;
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    const shownAlready = name === 'session' && now === this.#sessionId;
    if (this.isConnected && before !== now && !shownAlready) {
      this.#restart();
    }
  }

  /** Whether its requests have a token of their own. */
  get #isAlone() {
    return this.tokenCallback !== null || this.hasAttribute('token');
  }

  #level() {
    return this.getAttribute('heading-level') ?? '2';
  }

  #path() {
    return `api/sessions/${encodeURIComponent(this.#sessionId)}`;
  }

  /** Once for all attributes that a script sets in a row. */
  #restart() {
    this.#starting += 1;
    const mine = this.#starting;
    queueMicrotask(() => {
      if (mine === this.#starting) {
        void this.#run(() => this.#begin());
      }
    });
  }

  /**
   * Shows and tells what goes wrong.
   *
   * @param {() => Promise<void>} work
   */
  async #run(work) {
    try {
      await work();
    } catch (e) {
      this.#fail(e instanceof Problem ? e : new Problem(0, String(e)));
    }
  }

  /**
   * What was asked for, unless something else is shown by then: whoever waits for it goes no further.
   *
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  async #still(answer) {
    const over = this.#over;
    try {
      return await answer;
    } finally {
      if (over.signal.aborted) {
        await new Promise(() => {});
      }
    }
  }

  async #begin() {
    this.#stop();
    const base = new URL(this.getAttribute('server') ?? HOME, document.baseURI).href;
    this.#server = new Server(base.endsWith('/') ? base : `${base}/`, (again) => this.#authorization(again));
    prepare(this.#server, this.#isAlone);
    this.#say('connecting', texts.starting);
    const session = this.getAttribute('session');
    this.#appId = this.getAttribute('app') ?? '';
    this.#title.textContent = this.#appId || texts.session;
    this.#kwargs = null;
    if (session) {
      await this.#attach(session);
    } else if (this.#appId) {
      await this.#resumeOrPrepare();
    } else {
      throw new Problem(0, texts.nothingToShow);
    }
  }

  /**
   * @param {boolean} again
   * @returns {Promise<string | null>}
   */
  async #authorization(again) {
    const token = this.tokenCallback ? await this.tokenCallback(again) : this.getAttribute('token');
    return token ? (token.includes(' ') ? token : `Bearer ${token}`) : null;
  }

  async #resumeOrPrepare() {
    const remembered = this.hasAttribute('forget') ? null : recall(this.#memoryKey());
    if (remembered) {
      try {
        await this.#attach(remembered);
        return;
      } catch (e) {
        if (!(e instanceof Problem) || e.status !== 404) {
          throw e;
        }
      }
    }
    await this.#prepare();
  }

  #memoryKey() {
    return `${this.#server.base} ${this.#appId} ${JSON.stringify(this.#given())}${this.id}`;
  }

  /** Parameters from attributes, whose names have no capitals, and from the property. */
  #given(/** @type {AppMetadata | null} */ app = null) {
    return { ...fromAttributes(this, app?.params ?? []), ...this.params };
  }

  /** Starts the app, or asks for its parameters first. */
  async #prepare() {
    const early = this.early;
    this.early = null; // later on it may be another
    const app = early?.app ?? /** @type {AppMetadata} */ (await this.#still(this.#server.get(`api/apps/${encodeURIComponent(this.#appId)}`)));
    this.#title.textContent = app.name;
    this.toggleAttribute('wide', app.width === 'wide');
    const given = this.#kwargs ?? this.#given(app);
    const missing = app.params.some((p) => !p.has_default && !Object.hasOwn(given, p.name));
    if (!missing && !(this.hasAttribute('ask') && app.params.length > 0)) {
      await this.#create(given, early?.begun);
      return;
    }
    this.#say('idle', texts.notStarted);
    const form = new ParametersForm(app.params, given, (kwargs) => this.#create(kwargs));
    this.#drafts = Drafts.ofStart(form.element, this.#appId);
    this.#blocks.replaceChildren(h('div', { class: 'before' }, app.description ? h('p', { dir: 'auto' }, app.description) : null, form.element));
    if (this.#mayFocus()) {
      form.focus();
    }
  }

  /**
   * @param {Record<string, any>} kwargs
   * @param {Promise<Response> | null} [begun] if the page itself did that
   */
  async #create(kwargs, begun) {
    this.#say('connecting', texts.starting);
    const forget = this.#drafts?.of();
    const first = begun ? await this.#still(this.#server.begun(begun)) : null;
    const id = first?.headers.get('Location')?.split('/').at(-1) ?? (await this.#still(this.#server.create(this.#appId, kwargs))).session_id;
    this.#kwargs = kwargs;
    forget?.();
    remember(this.#memoryKey(), id);
    await this.#attach(id, false, first);
  }

  /**
   * @param {string} sessionId
   * @param {boolean} [resumed]
   * @param {Response | null} [first] its first events
   */
  async #attach(sessionId, resumed = true, first = null) {
    const [state, me] = await this.#still(Promise.all([
      resumed
        ? /** @type {Promise<SessionState>} */ (this.#server.get(`api/sessions/${encodeURIComponent(sessionId)}`))
        : { app_id: this.#appId, app_name: this.#title.textContent, owner: null, app_width: this.hasAttribute('wide') ? 'wide' : 'normal' },
      whoCalls(this.#server, this.#isAlone),
    ]));
    this.#sessionId = sessionId;
    this.#appId = state.app_id;
    this.#title.textContent = state.app_name;
    this.toggleAttribute('wide', state.app_width === 'wide');
    this.#drafts = new Drafts(this.#blocks, sessionId, this.#over.signal);
    this.#blocks.replaceChildren();
    this.#notice.hide();
    this.#diagnostics.hide();
    this.#diagnosticsButton.hidden = me.roles.length === 0;
    this.#looksOn = me.may === 'view';
    this.#isShared = me.kind === 'share';
    this.#isTheirs = !this.#isShared && (state.owner === undefined || state.owner === null || state.owner === me.owner);
    this.#endedHere = false;
    this.#endButton.hidden = this.#looksOn;
    if (!this.#isShared) {
      this.#watchVersion();
    }
    this.#view = new SessionView(
      this.#blocks,
      {
        onExit: (exit, at) => this.#exited(exit, at),
        onQuestions: (questions) => this.#ask(questions),
        onDrawn: (views) => this.#announcer.hear(views),
        send: (...answer) => this.#answer(...answer),
        change: this.#isTheirs ? (block) => this.#run(async () => this.#again(await this.#still(this.#server.fork(this.#path(), block)))) : undefined,
        interrupt: () => this.#server.interrupt(this.#path()).catch((e) => this.#notice.warn(texts.notDone(e.message))),
      },
      { headingLevel: Number(this.#level()), looksOn: this.#looksOn, over: this.#over.signal, ...this.#server.about(this.#path()) },
    );
    this.#emit('yera-start', { session_id: sessionId, app_id: state.app_id, resumed });
    const view = this.#view;
    const last = first ? await firstEvents(first, (event) => this.#view === view && view.take(event)) : 0;
    if (this.#view !== view) {
      return;
    }
    this.#stopListening = listen(this.#server, sessionId, this.#isAlone, last, {
      onEvent: (event) => view.take(event),
      onState: (now) => this.#connection(now),
    });
  }

  #stop() {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#over.abort();
    this.#over = new AbortController();
    this.#notice.stop();
    this.#version.stop();
    this.#view = null;
    this.#sessionId = '';
    clearInterval(this.#countdown);
    clearTimeout(this.#patience);
    [this.#diagnosticsButton, this.#endButton, this.#eraseButton].forEach((each) => (each.hidden = true));
    this.#blocks.replaceChildren();
  }

  /** @param {import('./element/connection.js').ConnectionState} state */
  #connection(state) {
    clearInterval(this.#countdown);
    clearTimeout(this.#patience);
    this.#notice.hide('crowded');
    if (state.name === 'connecting') {
      this.#patience = window.setTimeout(() => this.#notice.warn(texts.slow, 'crowded'), PATIENCE);
    }
    if (state.name === 'crowded') {
      this.#say('waiting', texts.refused);
      this.#notice.warn(texts.crowded, 'crowded');
    } else if (state.name === 'waiting') {
      const tell = () => this.#say('waiting', texts.waiting(Math.max(1, Math.ceil((state.until - Date.now()) / 1000))));
      tell();
      this.#countdown = window.setInterval(tell, 1000);
    } else if (state.name === 'refused') {
      this.#fail(state.problem);
    } else if (state.name === 'login') {
      this.#askForLogin(state.problem);
    } else if (state.name === 'ended') {
      this.#isOver();
      void this.#run(() => this.#endWithoutEvent());
    } else {
      this.#say(state.name, state.name === 'live' ? texts.live : texts.connecting);
      if (state.name === 'live') {
        this.#notice.hide('login');
      }
    }
  }

  /** A session that had ended before anything could be read has its end in its state. */
  async #endWithoutEvent() {
    if (!this.#blocks.querySelector('.ending')) {
      const state = await this.#still(this.#server.get(this.#path()).catch(() => null));
      if (state?.exit && state.last_event_id === 0) {
        this.#exited(state.exit, state.ended_at);
      }
    }
  }

  /**
   * @param {string} kind
   * @param {string} words
   */
  #say(kind, words) {
    this.#state.dataset.kind = kind;
    if (this.#state.textContent !== words) {
      this.#state.textContent = words;
    }
  }

  /** @param {Problem} problem */
  #fail(problem) {
    this.#say('refused', texts.refused);
    const unknown = problem.status === 404 && this.#sessionId !== '' ? texts.gone : problem.message;
    this.#offer(problem, unknown, 'problem', () => void this.#run(() => this.#begin()));
  }

  /**
   * The login has ended. What is on the page stays there, with what was typed.
   *
   * @param {Problem} problem
   */
  #askForLogin(problem) {
    this.#say('refused', texts.refused);
    this.#offer(problem, problem.message, 'login', () => {
      this.#notice.hide();
      retry();
    });
  }

  /**
   * @param {Problem} problem
   * @param {string} words
   * @param {'problem' | 'login'} kind
   * @param {() => void} goOn
   */
  #offer(problem, words, kind, goOn) {
    this.#notice.offer(this.#server.base, problem, words, kind, goOn);
    this.#emit('yera-error', { status: problem.status, message: problem.message, problem: problem.body ?? null });
  }

  /**
   * @param {string} blockId
   * @param {string} blockType
   * @param {any} value
   * @param {string} [key] the same for every try
   */
  async #answer(blockId, blockType, value, key = randomName()) {
    if (this.#looksOn) {
      throw new Problem(403, texts.lookingOn);
    }
    this.#scroller.toEnd();
    const forget = this.#drafts?.of(blockId);
    try {
      await this.#server.post(`${this.#path()}/interactions`, { blockId, blockType, value }, key);
      forget?.();
    } catch (e) {
      if (e instanceof Problem && e.status === 401) {
        this.#askForLogin(e);
      }
      throw e;
    }
  }

  /** @param {BlockView[]} questions */
  #ask(questions) {
    this.#drafts?.restore(questions.map((each) => each.foot ?? each.element));
    if (this.#mayFocus()) {
      const first = questions[0];
      first.element.scrollIntoView({ block: 'nearest' });
      first.focus?.();
    } else {
      this.#announcer.hear(questions);
    }
  }

  /**
   * The focus is moved for who is working here; it is not taken from another part of the page, nor
   * from another question that is being answered.
   */
  #mayFocus() {
    const inside = this.#root.activeElement;
    if (inside) {
      const writing = inside.matches('input, textarea, select') && !inside.matches(':disabled');
      return !writing;
    }
    const elsewhere = document.activeElement !== null && document.activeElement !== document.body && document.activeElement !== this;
    return !elsewhere && (this.#touched || this.hasAttribute('take-focus'));
  }

  /** Says it when the app was changed since this session began. */
  #watchVersion() {
    const forked = async () => (await this.#still(this.#end()), this.#again(await this.#still(this.#server.fork(this.#path(), null).catch(() => ''))));
    this.#version.watch(
      async () => /** @type {SessionState | null} */ (await this.#server.get(this.#path()).catch(() => null))?.app_changed,
      () => void this.#run(forked),
    );
  }

  #isOver() {
    this.#version.stop();
    this.#say('ended', texts.ended);
    this.#endButton.hidden = true;
    this.#eraseButton.hidden = this.#isShared;
  }

  /**
   * @param {any} exit
   * @param {string | null} at
   */
  #exited(exit, at) {
    const runAgain = this.#isShared ? null : () => void this.#run(() => this.#again());
    const end = ending(exit, at, this.#endedHere || this.#isTheirs, Number(this.#level()) + 1, runAgain);
    this.#blocks.append(end);
    this.#isOver();
    if (this.#mayFocus()) {
      end.focus({ preventScroll: true });
    }
    this.#announcer.hear([{ element: end, update() {}, spoken: () => `${end.querySelector('.title')?.textContent}. ${exit.reason}` }]);
    this.#emit('yera-exit', { session_id: this.#sessionId, ...exit });
  }

  /** @param {string} [forked] a session that is there already */
  async #again(forked) {
    const kwargs = this.#kwargs;
    this.#stop();
    this.#kwargs = kwargs;
    this.#say('connecting', texts.starting);
    if (forked) {
      remember(this.#memoryKey(), forked);
      await this.#attach(forked);
    } else if (kwargs) {
      await this.#create(kwargs);
    } else {
      await this.#prepare();
    }
  }

  async #end() {
    this.#notice.hide();
    try {
      this.#endedHere = true; // its last event may be here before the answer is
      await this.#server.post(`${this.#path()}/end`, {}, randomName());
    } catch (e) {
      this.#endedHere = false;
      if (!(e instanceof Problem && e.status === 409)) {
        this.#notice.warn(texts.notDone(/** @type {Error} */ (e).message));
      }
    }
  }

  async #erase() {
    const over = this.#over;
    const kwargs = this.#kwargs;
    try {
      await this.#server.delete(this.#path());
    } catch (e) {
      if (!(e instanceof Problem && e.status === 404)) {
        this.#notice.warn(texts.notDone(/** @type {Error} */ (e).message));
        return;
      }
    }
    if (over !== this.#over) {
      return;
    }
    this.#stop();
    this.#kwargs = kwargs;
    const end = deleted(Number(this.#level()) + 1, () => void this.#run(() => this.#again()));
    this.#blocks.append(end);
    this.#say('ended', texts.ended);
    end.focus({ preventScroll: true });
  }

  #toggleDiagnostics() {
    const show = this.#diagnostics.element.hidden;
    this.#diagnosticsButton.setAttribute('aria-expanded', String(show));
    if (show) {
      void this.#diagnostics.show();
    } else {
      this.#diagnostics.hide();
    }
  }

  /**
   * @param {string} name
   * @param {any} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('yera-app')) {
  customElements.define('yera-app', YeraApp);
}
