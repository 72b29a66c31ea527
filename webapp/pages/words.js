// The words of a page that stands as HTML: its elements name them, so that all words are in one place,
// and in the reader's language.

const PROPERTIES = { text: 'textContent', label: 'ariaLabel', placeholder: 'placeholder' };

/** @param {Record<string, any>} texts by the names of `data-text`, `data-label` and `data-placeholder` */
export function fillIn(texts) {
  for (const [kind, property] of Object.entries(PROPERTIES)) {
    for (const element of document.querySelectorAll(`[data-${kind}]`)) {
      /** @type {any} */ (element)[property] = texts[/** @type {HTMLElement} */ (element).dataset[kind] ?? ''];
    }
  }
}
