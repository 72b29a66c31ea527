// The sixteen colours of a terminal, on the page's own background.

const NAMES = 'black red green yellow blue magenta cyan white brightBlack brightRed brightGreen brightYellow brightBlue brightMagenta brightCyan brightWhite'.split(' ');
const ON_LIGHT = '#1b2028 #b3261e #1a7048 #8a5300 #1f5fbf #8a3fa8 #0f6d78 #566070 #3a4350 #c8372d #237f55 #9a6100 #2f6fd0 #9a4fb5 #1b7a86 #6b7686'.split(' ');
const ON_DARK = '#4a5361 #ffa49c #6fd3a1 #f0c070 #8db8ff #d59cf0 #6fd0d8 #d5dbe3 #7d8898 #ffb9b3 #8fe3b9 #f8d595 #aecbff #e4bcf6 #95e2e8 #ffffff'.split(' ');

/**
 * A colour of the style sheet, as a canvas understands it.
 *
 * @param {HTMLElement} element
 * @param {string} property
 */
function colour(element, property) {
  element.style.color = `var(${property})`;
  const value = getComputedStyle(element).color;
  element.style.removeProperty('color');
  return value;
}

/**
 * Whether it is nearer to black: by its parts, each to 255, or to 1 where it is written so.
 *
 * @param {string} value
 */
function isDark(value) {
  const [r, g, b] = (value.match(/[\d.]+/g) ?? []).map(Number);
  return 0.3 * r + 0.6 * g + 0.1 * b < (value.startsWith('rgb') ? 128 : 0.5);
}

/**
 * @param {HTMLElement} element in the page
 * @returns {Record<string, string>}
 */
export function themeOf(element) {
  const [background, foreground, cursor] = ['--_surface', '--_text', '--_accent'].map((each) => colour(element, each));
  const dark = isDark(background);
  const ansi = Object.fromEntries(NAMES.map((name, i) => [name, (dark ? ON_DARK : ON_LIGHT)[i]]));
  return { ...ansi, background, foreground, cursor, cursorAccent: background, selectionBackground: dark ? '#3f5f8f' : '#b5d0f5' };
}
