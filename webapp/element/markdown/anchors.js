// Links to a part of the page, as `[x](#part)`: to the heading whose name this is, as GitHub names them.

/** @param {string} text */
function nameOf(text) {
  return text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
}

/**
 * @param {string} hash with its sign
 * @param {ParentNode[]} places where to look, one after the other
 * @returns {HTMLElement | null}
 */
export function partOf(hash, places) {
  const wanted = nameOf(decoded(hash.slice(1)));
  for (const place of places) {
    /** @type {Map<string, number>} */
    const seen = new Map();
    for (const heading of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('.markdown :is(h1, h2, h3, h4, h5, h6)'))) {
      const name = nameOf(heading.textContent ?? '');
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      if (wanted === (before === 0 ? name : `${name}-${before}`)) {
        return heading;
      }
    }
  }
  return null;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a per cent sign of its own
  }
}
