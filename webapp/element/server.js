// The server's HTTP interface (the contract, section 1).

import { parseJson } from './exact.js';
import { refusalIn, refusals } from './texts-refusals.js';

/** A refusal, or a failure to reach the server (status 0). */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {any} [body] the problem details
   * @param {number} [retryAfter] seconds
   */
  constructor(status, detail, body, retryAfter) {
    super(detail);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** A random name: `crypto.randomUUID` is missing on pages without TLS. */
export function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * When a token runs out, in milliseconds since 1970, as far as it says so itself.
 *
 * @param {string | null} authorization
 */
export function endOf(authorization) {
  try {
    const claims = authorization?.split(' ').at(-1)?.split('.')[1] ?? '';
    const { exp } = JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof exp === 'number' ? exp * 1000 : Infinity;
  } catch {
    return Infinity; // not a JWT: only the server knows
  }
}

/** @param {Response} response */
async function problemOf(response) {
  let body = null;
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    body = await response.json().catch(() => null); // cut off on the way: the status has to do
  } else {
    // Not from our server, but a proxy's or the container's page, which may never come to its end.
    void response.body?.cancel();
  }
  return new Problem(response.status, refusalIn(response.status, body), body, Number(response.headers.get('Retry-After')) || undefined);
}

/**
 * @callback Authorize
 * @param {boolean} again whether the last value was refused
 * @returns {Promise<string | null>} the value of the Authorization header
 */

/** Renewed so long before its end, or when a fifth of its time is left. */
const EARLY = 30_000;

const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export class Server {
  /** When the last token should be renewed. */
  #renewAt = Infinity;
  /** @type {string | null} the last one */
  #known = null;

  /**
   * @param {string} base its address, with a slash at the end
   * @param {Authorize} authorize
   */
  constructor(base, authorize) {
    this.base = base;
    this.authorize = authorize;
  }

  /**
   * Any request. With a token the browser's own credentials, cookies too, stay out of it: else it
   * would open its sign-in window when the token is refused.
   *
   * @param {string} path
   * @param {RequestInit} init
   * @returns {Promise<Response>} an answer below 300
   */
  async fetch(path, init) {
    const token = await this.#token();
    let response = await this.#fetchWith(token, path, init);
    if (response.status === 401) {
      const another = await this.authorize(true);
      if (another !== null && another !== token) {
        response = await this.#fetchWith(another, path, init);
      }
    }
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response;
  }

  /**
   * What blocks ask about their session.
   *
   * @param {string} session its path
   * @returns {Pick<import('./types.js').BlockContext, 'post' | 'address' | 'reach' | 'read'>}
   */
  about(session) {
    return {
      post: (what, body) => this.post(`${session}/${what}`, body, randomName()),
      address: async (what) => ((await this.#token()) === null ? `${this.base}${session}/${what}` : null),
      reach: async (what, again) => ({ url: `${this.base}${session}/${what}`, token: await (again ? this.authorize(true) : this.#token()) }),
      read: (what) => this.fetch(`${session}/${what}`, {}),
    };
  }

  /** In how many milliseconds the token that was sent last should be renewed; not at once, if nobody has a better one. */
  get renewsIn() {
    return Math.max(5_000, this.#renewAt - Date.now());
  }

  async #token() {
    const token = await this.authorize(Date.now() >= this.#renewAt);
    if (token !== this.#known) {
      const left = endOf(token) - Date.now();
      this.#known = token;
      this.#renewAt = Date.now() + Math.max(left - EARLY, left * 0.8);
    }
    return token;
  }

  /**
   * @param {string | null} token
   * @param {string} path
   * @param {RequestInit} init
   */
  async #fetchWith(token, path, init) {
    const headers = new Headers(init.headers);
    if (token !== null) {
      headers.set('Authorization', token);
    }
    try {
      return await fetch(this.base + path, {
        cache: 'no-store',
        credentials: token === null ? 'include' : 'omit',
        ...init,
        headers,
      });
    } catch (e) {
      if (init.signal?.aborted) {
        throw e;
      }
      throw new Problem(0, refusals.network);
    }
  }

  /** @param {string} path */
  async get(path) {
    return parseJson(await (await this.fetch(path, { headers: { Accept: 'application/json' } })).text());
  }

  /**
   * A page of a list.
   *
   * @param {string} path
   * @param {string} [query] where it begins, as an earlier page said
   * @param {AbortSignal} [signal] ends the request
   * @returns {Promise<{list: any[], next: string | null}>}
   */
  async page(path, query = '', signal) {
    const response = await this.fetch(path + query, { headers: { Accept: 'application/json' }, signal });
    const link = /<([^>]*)>; rel="next"/.exec(response.headers.get('Link') ?? '');
    return { list: parseJson(await response.text()), next: link ? new URL(link[1], this.base).search : null };
  }

  /**
   * @param {string} path
   * @param {any} body
   * @param {string} key the same for every try of the same request
   */
  async post(path, body, key) {
    const response = await this.fetch(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body),
    });
    return parseJson((await response.text()) || 'null');
  }

  /**
   * What became of a create that the page itself began.
   *
   * @param {Promise<Response>} begun
   * @returns {Promise<Response>} an answer below 300
   */
  async begun(begun) {
    const response = await begun.catch(() => {
      throw new Problem(0, refusals.network);
    });
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response;
  }

  /**
   * Creates a session, whose app is told where the user's clock is.
   *
   * @param {string} app_id
   * @param {Record<string, any>} kwargs
   */
  async create(app_id, kwargs) {
    return this.post('api/sessions', { app_id, kwargs, time_zone: timeZone() }, randomName());
  }

  /**
   * Creates a session that is given the answers of another one; its id.
   *
   * @param {string} session the path of the other one
   * @param {string | null} upto only the answers before that of this block
   * @returns {Promise<string>}
   */
  async fork(session, upto) {
    return (await this.post(`${session}/fork`, { upto, time_zone: timeZone() }, randomName())).session_id;
  }

  /**
   * @param {string} path
   * @param {any} body what changes
   */
  async patch(path, body) {
    const response = await this.fetch(path, {
      method: 'PATCH',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return parseJson(await response.text());
  }

  /**
   * Asks the app of a session to give up what it does. It may have ended, or asked something, meanwhile.
   *
   * @param {string} session its path
   */
  async interrupt(session) {
    await this.post(`${session}/interrupt`, {}, randomName()).catch((/** @type {Problem} */ e) => {
      if (e.status !== 409) {
        throw e;
      }
    });
  }

  /** @param {string} path */
  async delete(path) {
    await this.fetch(path, { method: 'DELETE' });
  }
}
