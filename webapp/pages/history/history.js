// My sessions: found again, opened, named, kept, exported and deleted.

import { h } from '../../element/dom.js';
import { texts } from '../texts.js';
import { DayGroups } from './day-groups.js';
import { erase, eraseAll, mayErase } from './erase.js';
import { Filters, hasWords, withoutWords } from './filters.js';
import { Loaded } from './loaded.js';
import { Menu } from './menu.js';
import { rename } from './rename.js';
import { Row } from './row.js';
import { Selection } from './selection.js';
import { pathOf } from './state.js';

/** @typedef {import('../../element/types.js').AppMetadata} AppMetadata */
/** @typedef {import('../../element/types.js').SessionState} SessionState */
/** @typedef {import('../../element/server.js').Server} Server */

const EVERY = 3000;
const PATH = 'api/sessions';

/** A search answers after so many sessions were looked at, found or not: it goes on until there are so many. */
const FOUND = 50;

const section = /** @type {HTMLElement} */ (document.getElementById('history'));
const heading = /** @type {HTMLElement} */ (document.getElementById('sessions-title'));
const note = /** @type {HTMLElement} */ (document.getElementById('sessions-note'));
const list = /** @type {HTMLElement} */ (document.getElementById('sessions'));

export class History {
  #server;
  #filters = new Filters(() => void this.#ask());
  #groups = new DayGroups(list);
  #more = h('button', { id: 'sessions-more', type: 'button', hidden: true, onclick: () => void this.#goOn() }, texts.history.more);
  #problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  #selection = new Selection(list, { rows: () => this.#shown, erase: (rows) => void this.#eraseSelected(rows), eraseAll: () => void this.#eraseAll() });

  /** @type {Record<import('./menu.js').Act, (row: Row) => void>} */
  #acts = {
    rename: (row) => rename(row, (title) => this.#describe(row, { title })),
    pin: (row) => void this.#pin(row),
    erase: (row) => void this.#erase(row),
  };
  #menu = new Menu(section, (act, row) => this.#acts[act](row));

  /** Nothing before it is loaded. @type {Loaded | null} */
  #loaded = null;

  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** Newest first. @type {Row[]} */
  #shown = [];

  /** Ends what was asked with filters that are of no interest any more. */
  #asking = new AbortController();

  /** How often something was changed from here: what was asked before may not know it. */
  #changes = 0;

  /** To what more is being added. @type {Loaded | null} */
  #loading = null;

  /** Whether the server is asked again and again, until enough is found. */
  #isSearching = false;

  /** @param {Server} server */
  constructor(server) {
    this.#server = server;
    heading.after(this.#selection.toggle);
    note.before(this.#filters.element, this.#selection.element);
    list.after(this.#more, this.#problem);
    this.#showTools(false);
    void this.#ask();
    setInterval(() => void this.#look(), EVERY);
  }

  /** @param {AppMetadata[]} apps those that can be filtered by without having been met */
  offer(apps) {
    apps.forEach((app) => this.#filters.addApp(app.identifier, app.name));
  }

  /** Loads the first page, for the filters as they are. */
  async #ask() {
    this.#asking.abort();
    this.#isSearching = false;
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const { query } = this.#filters;
    list.setAttribute('aria-busy', 'true');
    try {
      const page = await this.#server.page(PATH, query, signal);
      this.#loaded = new Loaded(query, page);
      this.#draw();
      if (hasWords(query)) {
        void this.#goOn(FOUND);
      }
    } catch (e) {
      if (signal.aborted) {
        return;
      }
      this.#loaded = null;
      this.#draw(texts.history.notLoaded(/** @type {Error} */ (e).message));
    }
    list.removeAttribute('aria-busy');
  }

  /**
   * Loads the next page, and those after it until so many are shown.
   *
   * @param {number} [wanted]
   */
  async #goOn(wanted = this.#shown.length + 1) {
    const loaded = this.#loaded;
    const { signal } = this.#asking;
    if (!loaded || !this.#isMore(loaded, wanted) || this.#loading === loaded) {
      return;
    }
    this.#loading = loaded;
    const before = this.#shown.length;
    const hadFocus = this.#more.matches(':focus');
    try {
      await this.#load(loaded, wanted, signal);
      if (hadFocus) {
        const next = this.#shown[before] ?? this.#shown.at(-1);
        (this.#more.hidden ? next?.link : this.#more)?.focus();
      }
    } catch (e) {
      if (!signal.aborted) {
        this.#showSearch(false);
        this.#problem.textContent = texts.history.notLoaded(/** @type {Error} */ (e).message);
        this.#problem.hidden = false; // here, not above the list, which is long
      }
    } finally {
      this.#loading = this.#loading === loaded ? null : this.#loading;
    }
  }

  /**
   * @param {Loaded} loaded
   * @param {number} wanted
   * @param {AbortSignal} signal
   */
  async #load(loaded, wanted, signal) {
    this.#showSearch(hasWords(loaded.next ?? ''));
    while (this.#isMore(loaded, wanted)) {
      loaded.add(await this.#server.page(PATH, loaded.next ?? '', signal));
      this.#isSearching &&= this.#isMore(loaded, wanted);
      this.#draw();
    }
  }

  /**
   * @param {Loaded} loaded
   * @param {number} wanted
   */
  #isMore(loaded, wanted) {
    return loaded.next !== null && loaded.states.length < wanted;
  }

  /** @param {boolean} is */
  #showSearch(is) {
    if (this.#isSearching !== is) {
      this.#isSearching = is;
      this.#draw();
    }
  }

  /** Looks again, unless nobody would see it, it would move what somebody is about to press, or another list is to come. */
  async #look() {
    if (this.#loading || this.#isInUse() || list.hasAttribute('aria-busy')) {
      return;
    }
    const loaded = this.#loaded;
    if (!loaded) {
      await this.#ask();
      return;
    }
    this.#loading = loaded;
    try {
      await this.#renew(loaded);
    } finally {
      this.#loading = this.#loading === loaded ? null : this.#loading;
    }
  }

  /** @param {Loaded} loaded */
  async #renew(loaded) {
    const { signal } = this.#asking;
    const changes = this.#changes;
    const pages = loaded.toRenew();
    const adds = !hasWords(pages[0].query);
    try {
      // A search is not repeated: the server may have to read all logs for it.
      const answers = await Promise.all(pages.map((page) => this.#server.page(PATH, withoutWords(page.query), signal)));
      if (changes !== this.#changes || loaded !== this.#loaded || this.#isInUse()) {
        return;
      }
      if (adds && loaded.hasGap(answers[0])) {
        this.#loaded = new Loaded(pages[0].query, answers[0]);
      } else {
        const stays = (/** @type {string} */ id) => this.#rows.get(id)?.hasFocus ?? false;
        pages.forEach((page, i) => loaded.renew(page, answers[i], { adds, stays }));
      }
      this.#draw();
    } catch (e) {
      if (!signal.aborted) {
        this.#say(texts.history.notLoaded(/** @type {Error} */ (e).message));
      }
    }
  }

  #isInUse() {
    return document.hidden || this.#menu.isOpen || document.querySelector('dialog[open], .rename') !== null;
  }

  /** @param {string} [words] what is to be said besides the list */
  #draw(words) {
    const states = this.#loaded?.states ?? [];
    this.#rows = new Map(states.map((state) => [state.session_id, this.#row(state)]));
    this.#shown = [...this.#rows.values()];
    this.#groups.show(this.#shown, new Date());
    this.#more.hidden = !this.#loaded?.next || this.#isSearching;
    this.#problem.hidden = true;
    this.#showTools(this.#filters.query !== '' || states.length > 0);
    this.#selection.count();
    this.#say(words ?? this.#summary());
  }

  #summary() {
    const n = this.#shown.length;
    if (this.#isSearching) {
      return texts.history.searching(n);
    }
    if (this.#filters.query === '') {
      return n === 0 ? texts.history.none : '';
    }
    return n === 0 ? texts.history.noMatch : texts.history.found(n, !this.#more.hidden);
  }

  /** @param {SessionState} state */
  #row(state) {
    const before = this.#rows.get(state.session_id);
    if (before) {
      before.update(state);
      return before;
    }
    this.#filters.addApp(state.app_id, state.app_name);
    return new Row(state, this.#menu);
  }

  /** @param {boolean} are there is something to find */
  #showTools(are) {
    this.#filters.element.hidden = !are;
    this.#selection.toggle.hidden = !are;
    if (!are) {
      this.#selection.close();
    }
  }

  /** @param {string} words */
  #say(words) {
    if (note.textContent !== words) {
      note.textContent = words;
    }
    note.hidden = words === '';
  }

  /**
   * @param {Row} row
   * @param {{title?: string | null, pinned?: boolean}} patch
   */
  async #describe(row, patch) {
    const state = await this.#server.patch(pathOf(row.state), patch);
    this.#changes += 1;
    this.#loaded?.put(state);
    row.update(state);
  }

  /** @param {Row} row */
  async #pin(row) {
    row.complain('');
    try {
      await this.#describe(row, { pinned: !row.state.pinned });
    } catch (e) {
      row.complain(texts.notDone(/** @type {Error} */ (e).message));
    }
  }

  /** @param {Row} row */
  async #erase(row) {
    if (!(await mayErase([row]))) {
      return;
    }
    const at = this.#shown.indexOf(row);
    await erase(this.#server, [row], () => {
      const hadFocus = row.hasFocus;
      this.#forget(row);
      if (hadFocus) {
        ((this.#shown[at] ?? this.#shown.at(-1))?.button ?? heading).focus();
      }
    });
  }

  /** @param {Row[]} rows */
  async #eraseSelected(rows) {
    if (!(await mayErase(rows))) {
      return;
    }
    let done = 0;
    await erase(this.#server, rows, (row) => {
      done += 1;
      this.#forget(row);
      this.#say(texts.history.erasing(done, rows.length));
    });
    this.#draw();
    if (done === rows.length) {
      this.#selection.close();
      (this.#selection.toggle.hidden ? heading : this.#selection.toggle).focus();
    }
  }

  async #eraseAll() {
    this.#selection.complain('');
    try {
      if (await eraseAll(this.#server)) {
        this.#changes += 1;
        await this.#ask();
        heading.focus();
      }
    } catch (e) {
      this.#selection.complain(texts.notDone(/** @type {Error} */ (e).message));
    }
  }

  /** @param {Row} row of a session that is no more */
  #forget(row) {
    this.#changes += 1;
    this.#loaded?.drop(row.state.session_id);
    this.#draw();
  }
}
