// What was typed, on its way to the program: in order, one request at a time, none twice.

/** @typedef {string | null} Value null is the end of input */

/** So much of what was typed or pasted goes at once. */
const MOST_KEYS = 8_192;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 8_000;

/**
 * @typedef {object} Way
 * @property {(blockId: string, value: Value, key: string) => Promise<void>} send
 * @property {(why: string, again: boolean) => void} tell what went wrong, and whether it is tried again; nothing for nothing
 * @property {(value: Value) => void} refused was not sent, and will not be
 */

export class Answers {
  /** @type {Value[]} */
  #values = [];
  /** The question that is open. @type {string | null} */
  #question = null;
  /** The question that was answered last, until that is in the log. @type {string | null} */
  #told = null;
  /** What is on its way. @type {{blockId: string, value: Value, key: string} | null} */
  #sending = null;
  #busy = false;
  #over = false;
  /** How long an answer may be. */
  #most = Infinity;
  /** Whether what was to go first was given back: the others wait for it. */
  #isGivenBack = false;

  /** @param {Way} way */
  constructor(way) {
    this.way = way;
  }

  /** Whether something of this window is on its way. */
  get isSending() {
    return this.#sending !== null;
  }

  /**
   * A whole answer.
   *
   * @param {Value} value
   */
  give(value) {
    if (this.#isGivenBack) {
      this.#isGivenBack = false;
      this.#values.unshift(value);
    } else {
      this.#values.push(value);
    }
    void this.#go();
  }

  /**
   * A part of an answer: what is typed meanwhile goes with it.
   *
   * @param {string} keys
   */
  type(keys) {
    this.#most = MOST_KEYS;
    this.#values = [this.#values.join('') + keys];
    void this.#go();
  }

  /** @param {string} blockId is open, or looks different now */
  asked(blockId) {
    if (blockId !== this.#told) {
      this.#question = blockId;
      void this.#go();
    }
  }

  answered() {
    this.#told = null;
    this.#question = null;
  }

  close() {
    this.#over = true;
    this.#values = [];
    this.#sending = null;
  }

  async #go() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    while (!this.#over && (this.#sending ?? this.#next())) {
      if (!(await this.#send())) {
        break;
      }
    }
    this.#busy = false;
  }

  /** Takes the next answer, if there is one and a question for it. */
  #next() {
    if (this.#question !== null && this.#values.length > 0 && !this.#isGivenBack) {
      const [value, rest] = this.#cut(this.#values.shift() ?? null);
      if (rest) {
        this.#values.unshift(rest);
      }
      this.#sending = { blockId: this.#question, value, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
      // Until it is asked again, which may be before the request has its answer.
      this.#told = this.#question;
      this.#question = null;
    }
    return this.#sending;
  }

  /**
   * What goes now, and what later; not in the middle of a character.
   *
   * @param {Value} value
   * @returns {[Value, string]}
   */
  #cut(value) {
    if (value === null || value.length <= this.#most) {
      return [value, ''];
    }
    const end = /[\ud800-\udbff]/.test(value[this.#most - 1]) ? this.#most - 1 : this.#most;
    return [value.slice(0, end), value.slice(end)];
  }

  /** @returns {Promise<boolean>} whether to go on with the next */
  async #send() {
    for (let wait = FIRST_WAIT; this.#sending; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const { blockId, value, key } = this.#sending;
      try {
        await this.way.send(blockId, value, key);
        this.#sending = null;
        this.way.tell('', false);
      } catch (e) {
        const { status, message } = /** @type {Error & {status?: number}} */ (e);
        if (this.#over || status === 401) {
          this.#waitForLogin(blockId, value);
          return false;
        }
        if (status === 409 && !isUnderWay(e)) {
          // Somebody else was first.
          this.#sending = null;
          this.#told = null;
          this.#values.unshift(value);
        } else if (mayBeTaken(status)) {
          // It may have been taken: the same key again, and it is not taken twice.
          this.way.tell(message, true);
          await new Promise((resolve) => setTimeout(resolve, wait));
        } else {
          this.way.tell(message, false);
          this.#giveBack(blockId, value);
        }
      }
    }
    return true;
  }

  /**
   * Keys go with the next one then; a line is given back.
   *
   * @param {string} blockId
   * @param {Value} value
   */
  #waitForLogin(blockId, value) {
    if (!this.#over && this.#most === Infinity) {
      this.#isGivenBack = true;
      this.#giveBack(blockId, value);
    }
  }

  /**
   * It is not taken, and the question is open as before.
   *
   * @param {string} blockId
   * @param {Value} value
   */
  #giveBack(blockId, value) {
    this.#sending = null;
    this.#told = null;
    this.#question ??= blockId;
    this.way.refused(value);
  }
}

/**
 * @param {any} problem a refusal with 409
 * @returns {boolean} whether the same request is still being answered
 */
function isUnderWay({ body }) {
  return String(body?.type).endsWith('/idempotency-conflict');
}

/** @param {number | undefined} status of a request that failed, and not for good */
function mayBeTaken(status = -1) {
  return status === 0 || status === 409 || status === 429 || status >= 500;
}
