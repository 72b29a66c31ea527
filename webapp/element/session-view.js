// A session as a tree of blocks: takes events, keeps one view for each block, tells which question
// is new. Knows nothing of how events get here.

import { canShow, createBlock, loadMore } from './blocks/create.js';
import { Form } from './blocks/form.js';
import { MarkdownBlock } from './blocks/markdown.js';
import { TextInput } from './blocks/text-input.js';
import { h } from './dom.js';
import { endKind } from './ending.js';
import { adorn, ready } from './markdown.js';
import { Frames } from './frames.js';
import { texts } from './texts.js';
import { Working } from './working.js';

/** @typedef {import('./types.js').YeraEvent} YeraEvent */
/** @typedef {import('./types.js').BlockView} BlockView */

/** Layout deeper than this is shown flat: an app must not be able to exhaust the browser. */
const DEEPEST = 40;

/**
 * @typedef {object} Audience
 * @property {(data: any, at: string) => void} onExit
 * @property {(questions: BlockView[]) => void} onQuestions new ones, after they were drawn
 * @property {(views: BlockView[]) => void} onDrawn
 * @property {(blockId: string, blockType: string, value: any, key?: string) => Promise<void>} send
 * @property {() => Promise<void>} interrupt
 * @property {(blockId: string) => Promise<void>} [change] asks for another answer than was given
 */

/**
 * @typedef {object} Known a block
 * @property {BlockView} view
 * @property {string} type
 * @property {string} answered of which type the question was; empty for none
 * @property {Known | undefined} parent the layout around it
 * @property {number} depth
 * @property {Form | null} form that its children are fields of
 */

/**
 * @param {any} view
 * @returns {view is import('./blocks/question.js').Question}
 */
const isField = (view) => 'askAgain' in view;

export class SessionView {
  /** @type {Map<string, Known>} */
  #blocks = new Map();
  /** @type {Set<BlockView>} */
  #dirty = new Set();
  /** @type {Set<BlockView>} */
  #asked = new Set();
  /** @type {TextInput | null} */
  #line = null;
  /** @type {Frames<YeraEvent>} */
  #frames;
  /** What comes from the first event on that cannot be shown yet: all goes on in its order. @type {YeraEvent[] | null} */
  #held = null;
  #working = new Working();
  /** What stays last. @type {HTMLElement | null} */
  #foot = null;
  /** @type {Map<string, import('./blocks/answer-tools.js').AnswerTools>} */
  #tools = new Map();
  /** @type {Map<string, import('./blocks/answer-tools.js').Rated>} */
  #ratings = new Map();
  #isOver = false;

  /**
   * @param {HTMLElement} root where the blocks go
   * @param {Audience} audience
   * @param {Pick<import('./types.js').BlockContext, 'headingLevel' | 'looksOn' | 'over' | 'post' | 'address' | 'reach' | 'read'>} surroundings
   */
  constructor(root, audience, surroundings) {
    this.root = root;
    this.audience = audience;
    this.#frames = new Frames(
      (event) => this.#apply(event),
      (hasTime) => this.#draw(hasTime),
    );
    // A browser remembers fields that were typed in, and what they know: not every block besides.
    surroundings.over.addEventListener('abort', () => this.#blocks.clear());
    /** @type {import('./types.js').BlockContext} */
    this.context = {
      ...surroundings,
      change: audience.change,
      draw: (view) => {
        this.#dirty.add(view);
        this.#frames.ask();
      },
      send: audience.send,
      interrupt: audience.interrupt,
      adorn: (parts) => void ready.then(() => adorn(parts), () => {}),
    };
  }

  /** @param {YeraEvent} event */
  take(event) {
    if (this.#held) {
      this.#held.push(event);
    } else if (canShow(event)) {
      this.#frames.add(event);
    } else {
      this.#held = [event];
      void this.#loadMore();
    }
  }

  async #loadMore() {
    try {
      await loadMore(/** @type {ShadowRoot} */ (this.root.getRootNode()));
    } catch {
      const again = h('button', { type: 'button', class: 'quiet', onclick: () => (stuck.remove(), void this.#loadMore()) }, texts.tryAgain);
      const stuck = h('div', { class: 'block stuck', role: 'alert' }, texts.stuck, ' ', again);
      this.root.append(stuck);
      return;
    }
    const held = this.#held ?? [];
    this.#held = null;
    held.forEach((event) => this.#frames.add(event));
  }

  /** Questions that wait for an answer, in the order they were asked. */
  openQuestions() {
    return [...this.#blocks.values()].map((block) => block.view).filter((view) => view.isOpen?.());
  }

  /** @param {YeraEvent} event */
  #apply(event) {
    if (this.context.over.aborted) {
      return; // the place is another session's
    }
    if (event.event_class === 'lifecycle') {
      if (event.block_type === 'exit') {
        const end = endKind(event.data);
        this.#working.end();
        this.#blocks.forEach((block) => block.view.close?.(end));
        this.#isOver = true;
        this.#tools.forEach((tools) => tools.close());
        this.audience.onExit(event.data, event.timestamp);
      } else if (event.block_type === 'start') {
        this.#working.begin(this.root, null, null);
      }
    } else if (event.event_class === 'control') {
      this.#answer(event);
    } else {
      this.#block(event);
    }
  }

  /** @param {YeraEvent} event */
  #answer(event) {
    if (event.block_type === 'answer') {
      const view = this.#blocks.get(event.block_id)?.view;
      this.#blocks.forEach((each, id) => {
        if (id === event.block_id || (each.form === view && isField(each.view))) {
          each.answered = id === event.block_id ? event.data.block_type : each.type;
        }
      });
      view?.answered?.(event.data.value, event.data.files);
      if (view && (view instanceof Form || isField(view)) && this.context.change && event.data.value !== null) {
        this.#offerChange(view, event.block_id);
      }
      this.#working.begin(this.root, view === this.#line ? view.element : null, this.#foot);
    } else if (event.block_type === 'feedback') {
      this.#ratings.set(event.block_id, event.data);
      this.#tools.get(event.block_id)?.rated(event.data);
    }
  }

  /**
   * Without words in it, so that it is none of the answer's.
   *
   * @param {BlockView} view
   * @param {string} id
   */
  #offerChange(view, id) {
    view.element.append(h('button', { type: 'button', class: 'quiet change', part: 'change', title: texts.changeAnswer, 'aria-label': texts.changeAnswer, onclick: (/** @type {any} */ { target }) => ((target.disabled = true), this.context.change?.(id).then(() => (target.disabled = false))) }));
  }

  /** @param {YeraEvent} event */
  #block(event) {
    this.#working.end();
    const { block_type: type } = event;
    const known = this.#blocks.get(event.block_id);
    if (known?.answered && (event.event_class === 'prompt' || type === 'form')) {
      if (known.answered !== type) {
        return; // like the server: what was answered is asked again by its own type only
      }
      known.answered = '';
    }
    if (known?.type === type) {
      known.view.update(event);
      this.#notice(known.view);
    } else {
      this.#show(event, known ? known.parent : this.#layoutAround(event), known);
    }
  }

  /**
   * @param {YeraEvent} event
   * @param {Known | undefined} parent
   * @param {Known | undefined} old of another type, whose place it takes
   */
  #show(event, parent, old) {
    const { block_id: id, block_type: type } = event;
    // Like the server: fields belong to the outermost form around them.
    const form = parent?.form ?? null;
    const view = createBlock(event, this.context, form);
    if (old) {
      this.#remove(old.view);
    }
    this.#blocks.set(id, { view, type, answered: old?.answered ?? '', parent, depth: (parent?.depth ?? 0) + 1, form: form ?? (view instanceof Form ? view : null) });
    view.element.dataset.block = id;
    this.#place(view, parent, old);
    // A field stays one, as for the server, whatever has taken its place.
    if (form && isField(view)) {
      form.addField(id, view);
    }
    view.update(event);
    this.#notice(view);
    if (view instanceof MarkdownBlock && event.data.role === 'assistant') {
      void this.#addTools(view, id);
    }
  }

  /**
   * @param {BlockView} view
   * @param {Known | undefined} parent
   * @param {Known | undefined} old
   */
  #place(view, parent, old) {
    if (view.foot) {
      this.#foot = view.foot;
      this.root.append(view.foot);
    }
    if (old) {
      old.view.element.replaceWith(view.element);
    } else if (parent) {
      parent.view.place?.(view);
    } else {
      this.#placeAtRoot(view);
    }
  }

  /**
   * Of a block that becomes another, with all that is in it: nobody is asked by it any more.
   *
   * @param {BlockView} gone
   */
  #remove(gone) {
    for (const [id, { view }] of this.#blocks) {
      if (gone.element.contains(view.element)) {
        if (view.isOpen?.()) {
          view.answered?.(null);
        }
        this.#blocks.delete(id);
        this.#tools.get(id)?.element.remove();
      }
    }
    if (this.#line && gone.element.contains(this.#line.element)) {
      this.#line = null;
    }
  }

  /**
   * @param {MarkdownBlock} view
   * @param {string} id
   */
  async #addTools(view, id) {
    const { AnswerTools } = await loadMore(/** @type {ShadowRoot} */ (this.root.getRootNode()));
    const tools = new AnswerTools(() => view.source, id, this.context);
    this.#tools.set(id, tools);
    tools.rated(this.#ratings.get(id) ?? { rating: null, comment: null });
    if (this.#isOver) {
      tools.close();
    }
    view.element.after(tools.element);
  }

  /** @param {YeraEvent} event */
  #layoutAround({ parent_block_id }) {
    const parent = parent_block_id === null ? undefined : this.#blocks.get(parent_block_id);
    return parent?.view.place && parent.depth < DEEPEST ? parent : undefined;
  }

  /**
   * The line that is written on stays below what comes, as in a chat: a console program's output
   * follows the question that is always open.
   *
   * @param {BlockView} view
   */
  #placeAtRoot(view) {
    this.root.insertBefore(view.element, this.#line?.isPending() ? this.#line.element : this.#foot);
    if (view instanceof TextInput) {
      this.#line = view;
    }
  }

  /** @param {BlockView} view */
  #notice(view) {
    if (view.isOpen?.()) {
      this.#asked.add(view);
      view.element.querySelector(':scope > .change')?.remove(); // asked again
    }
  }

  /**
   * @param {() => boolean} hasTime
   * @returns {boolean} whether all is drawn
   */
  #draw(hasTime) {
    /** @type {BlockView[]} */
    const drawn = [];
    for (const view of this.#dirty) {
      this.#dirty.delete(view);
      view.render?.(hasTime);
      drawn.push(view);
      if (!hasTime()) {
        break;
      }
    }
    if (drawn.length > 0) {
      this.audience.onDrawn(drawn);
    }
    if (this.#dirty.size > 0) {
      return false;
    }
    const questions = [...this.#asked].filter((view) => view.isOpen?.());
    this.#asked.clear();
    if (questions.length > 0) {
      questions[0].element.dispatchEvent(new Event('yera-reveal', { bubbles: true }));
      this.audience.onQuestions(questions);
    }
    return true;
  }
}
