// Texts in another language. A file `pages/texts.<language>.js` of the server, or a page around the
// element, sets `yeraTexts` before the texts are used: an object with the members that it has other
// words for.

/**
 * @template {Record<string, any>} T
 * @param {T} texts
 * @param {any} [others]
 * @returns {T} the same, with those others
 */
export function translated(texts, others = /** @type {any} */ (globalThis).yeraTexts) {
  for (const [name, other] of Object.entries(others ?? {})) {
    const own = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (own !== null && typeof own === 'object') {
      translated(own, other);
    } else if (own !== undefined && ['string', typeof own].includes(typeof other)) {
      /** @type {any} */ (texts)[name] = typeof own === typeof other ? other : () => other;
    }
  }
  return texts;
}
