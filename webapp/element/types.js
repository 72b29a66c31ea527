// Shapes that travel between the modules (the contract, section 3). Types only.

/**
 * @typedef {object} YeraEvent an output event
 * @property {string} event_class
 * @property {string} block_type
 * @property {string} block_id
 * @property {any} data
 * @property {string} timestamp
 * @property {number} chunk_id
 * @property {{name: string, instance_id: number}} app
 * @property {string | null} parent_block_id
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string | null} [description]
 * @property {string} type
 * @property {boolean} has_default
 * @property {any} default_value
 * @property {string[]} [options]
 */

/**
 * @typedef {object} AppMetadata
 * @property {string} identifier
 * @property {string} name
 * @property {string | null} description
 * @property {Parameter[]} params
 * @property {string} app_kind
 * @property {'normal' | 'wide'} width
 */

/**
 * @typedef {object} BrokenApp
 * @property {string} place its file
 * @property {string} problem in English
 * @property {{key: string, values: Record<string, any>}} reason the same for any language
 * @property {number | null} line
 * @property {number | null} column
 */

/**
 * @typedef {object} Me who the caller is
 * @property {'user' | 'visitor' | 'share'} kind
 * @property {string | null} name
 * @property {string[]} roles
 * @property {'view' | 'answer' | null} may of a share
 * @property {string | null} owner what a state has as its owner if it is theirs, for admins
 * @property {string | null} login
 * @property {string | null} logout
 */

/**
 * @typedef {object} SessionState
 * @property {string} session_id
 * @property {string} app_id
 * @property {string} app_name
 * @property {'created' | 'running' | 'stopping' | 'exited' | 'stopped' | 'failed'} status
 * @property {string} created_at
 * @property {string | null} started_at
 * @property {string | null} ended_at
 * @property {number} last_event_id
 * @property {number} viewers
 * @property {string[]} awaiting
 * @property {any} exit
 * @property {string | null} title
 * @property {boolean} pinned
 * @property {'normal' | 'wide'} [app_width]
 * @property {boolean} [app_changed] whether its app is another one by now
 * @property {string | null} [owner] whose it is, for admins
 */

/**
 * What the page of an app brings along.
 *
 * @typedef {object} Early
 * @property {AppMetadata} app
 * @property {Promise<Response> | null} begun the answer to a create, with the first events
 */

/**
 * What shows one block. It may be told things in any order; it draws when `render` is called, once
 * a frame, after it asked for it, and asks again if there was no time for all of it.
 *
 * @typedef {object} BlockView
 * @property {HTMLElement} element
 * @property {(event: YeraEvent) => void} update takes the next chunk
 * @property {(hasTime: () => boolean) => void} [render]
 * @property {(child: BlockView) => void} [place] puts a child where it belongs; layout blocks only
 * @property {(value: any, files?: any) => void} [answered] `files` are those that it names
 * @property {HTMLElement | null} [foot] what stays last on the page
 * @property {(end: import('./ending.js').EndKind) => void} [close] the session is over
 * @property {() => boolean} [isOpen] whether it waits for an answer now
 * @property {() => void} [focus] goes to where the answer is given
 * @property {() => string} [spoken] what a screen reader is told
 */

/**
 * What blocks may ask of the session around them.
 *
 * @typedef {object} BlockContext
 * @property {(view: BlockView) => void} draw asks for `render` in the next frame
 * @property {(blockId: string, blockType: string, value: any, key?: string) => Promise<void>} send with the same key for every try
 * @property {(what: string, body: any) => Promise<any>} post a request about the session
 * @property {(what: string) => Promise<string | null>} address of something of the session; null if a request needs a token
 * @property {(what: string) => Promise<Response>} read something of the session
 * @property {(parts: Element[]) => void} adorn shows a program as such: `code` with its language as a title
 * @property {(what: string, again: boolean) => Promise<{url: string, token: string | null}>} reach what a request needs that is no fetch; `again` after the token was refused
 * @property {boolean} looksOn whether the reader may not answer
 * @property {(blockId: string) => Promise<void>} [change] asks for another answer than was given; nothing where one may not
 * @property {AbortSignal} over aborted when another session is shown, or none: what listens elsewhere, or is in a library's lists, ends with it
 * @property {() => Promise<void>} interrupt asks the app to give up what it does; tells by itself what goes wrong
 * @property {number} headingLevel of the title; headings of the app are below it
 */

export {};
