// A document for xterm.js, which makes style elements and style attributes: a page's policy may forbid
// both. A sheet that is made by script, and a property that is set, need no leave.

/**
 * @param {ShadowRoot} root whose styles they are
 * @returns {Document} what makes elements of the page's own document
 */
export function documentFor(root) {
  const makes = (/** @type {string} */ tag) => (tag === 'style' ? styleOf(root) : harmless(document.createElement(tag)));
  return new Proxy(document, {
    get(target, name) {
      const value = name === 'createElement' ? makes : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Stands where a style element would.
 *
 * @param {ShadowRoot} root
 */
function styleOf(root) {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  return Object.defineProperty(document.createElement('i'), 'textContent', {
    set(css) {
      sheet.replaceSync(css);
    },
  });
}

/**
 * @template {HTMLElement} T
 * @param {T} element
 */
function harmless(element) {
  element.setAttribute = setAttribute;
  element.appendChild = appendChild;
  return element;
}

/**
 * @this {HTMLElement}
 * @param {string} name
 * @param {string} value
 */
function setAttribute(name, value) {
  if (name === 'style') {
    this.style.cssText = value;
  } else {
    Element.prototype.setAttribute.call(this, name, value);
  }
}

/**
 * One style element is made by the page's own document: that of the scroll bar, which terminal.css has.
 *
 * @template {Node} T
 * @this {HTMLElement}
 * @param {T} child
 * @returns {T}
 */
function appendChild(child) {
  return child instanceof HTMLStyleElement ? child : /** @type {T} */ (Node.prototype.appendChild.call(this, child));
}
