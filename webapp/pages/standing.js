// A page that stands as HTML, in English, and works without scripts: in the reader's language, if there
// is a file of it. Each element names its words: `data-words="logged-out.title"`.

const others = /** @type {any} */ (globalThis).yeraTexts?.pages ?? {};

for (const element of document.querySelectorAll('[data-words]')) {
  const [page, part] = (/** @type {HTMLElement} */ (element).dataset.words ?? '').split('.');
  const words = Object.hasOwn(others, page) && Object.hasOwn(others[page], part) ? others[page][part] : undefined;
  if (typeof words === 'string') {
    element.textContent = words;
  }
}
