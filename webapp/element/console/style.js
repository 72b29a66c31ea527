// Styles of a console program's text, and how they look here: every colour of a terminal, but never
// one that cannot be read on what is behind it.

/**
 * A colour is an index of the palette, or 0x1000000 and its red, green and blue.
 *
 * @typedef {object} Style
 * @property {number | null} colour
 * @property {number | null} background
 * @property {boolean} bold
 * @property {boolean} dim
 * @property {boolean} italic
 * @property {boolean} underline
 * @property {boolean} inverse
 * @property {boolean} strike
 */

/** @typedef {[number, number, number]} Rgb */

/** @type {Style} */
export const PLAIN = Object.freeze({
  colour: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
});

const TRUE_COLOUR = 0x1000000;

/** So many different ones are remembered. */
const MOST = 4096;

/** Equal ones are the same. @type {Map<string, Style>} */
const known = new Map();

/** @param {Style} style */
function same(style) {
  const key = Object.values(style).join();
  if (key === Object.values(PLAIN).join()) {
    return PLAIN;
  }
  const before = known.get(key);
  if (before) {
    return before;
  }
  if (known.size === MOST) {
    known.clear();
  }
  known.set(key, style);
  return style;
}

/** @type {Record<number, Partial<Style>>} */
const CHANGES = {
  0: PLAIN,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { colour: null },
  49: { background: null },
};

/**
 * @param {Style} style
 * @param {string} parameters of an SGR sequence, as they were written
 * @returns {Style} the style after it
 */
export function styled(style, parameters) {
  if (!/^[\d;:]*$/.test(parameters)) {
    return style; // somebody's own
  }
  const next = { ...style };
  const words = parameters.split(';');
  for (let i = 0; i < words.length; i += 1) {
    const [kind, ...parts] = words[i].split(':').map(Number);
    if (kind === 38 || kind === 48 || kind === 58) {
      const [colour, used] = parts.length > 0 ? [parted(parts), 0] : listed(words.slice(i + 1).map(Number));
      i += used;
      if (colour !== null && kind !== 58) {
        next[kind === 38 ? 'colour' : 'background'] = colour;
      }
    } else if (kind === 4 && parts.length > 0) {
      next.underline = parts[0] !== 0;
    } else {
      Object.assign(next, CHANGES[kind] ?? fromPalette(kind));
    }
  }
  return same(next);
}

/**
 * @param {number} kind
 * @returns {Partial<Style>}
 */
function fromPalette(kind) {
  const tens = Math.floor(kind / 10);
  const index = kind % 10;
  if (index > 7) {
    return {};
  }
  switch (tens) {
    case 3:
      return { colour: index };
    case 4:
      return { background: index };
    case 9:
      return { colour: index + 8 };
    case 10:
      return { background: index + 8 };
    default:
      return {};
  }
}

/**
 * A colour with colons; before red there may be the name of a space of colours.
 *
 * @param {number[]} parts
 */
function parted([kind, ...values]) {
  if (kind === 2) {
    return rgb(values.slice(values.length > 3 ? 1 : 0));
  }
  return kind === 5 ? indexed(values[0]) : null;
}

/**
 * A colour with semicolons, and how many of the words are its.
 *
 * @param {number[]} words
 * @returns {[number | null, number]}
 */
function listed([kind, ...values]) {
  if (kind === 2) {
    return [rgb(values), 4];
  }
  return kind === 5 ? [indexed(values[0]), 2] : [null, 1];
}

/** @param {number[]} values */
function rgb([red, green, blue]) {
  const all = [red, green, blue];
  return all.every((each) => each >= 0 && each <= 255) ? TRUE_COLOUR + (red << 16) + (green << 8) + blue : null;
}

/** @param {number} index */
function indexed(index) {
  return index >= 0 && index <= 255 ? index : null;
}

/** The first sixteen of xterm. */
const SIXTEEN = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
  0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
const CUBE = [0, 95, 135, 175, 215, 255];

/**
 * @param {number} colour
 * @returns {Rgb}
 */
function valueOf(colour) {
  if (colour >= TRUE_COLOUR || colour < 16) {
    const value = colour < 16 ? SIXTEEN[colour] : colour - TRUE_COLOUR;
    return [value >> 16, (value >> 8) & 0xff, value & 0xff];
  }
  if (colour >= 232) {
    const grey = 8 + 10 * (colour - 232);
    return [grey, grey, grey];
  }
  const at = colour - 16;
  return [CUBE[Math.floor(at / 36)], CUBE[Math.floor(at / 6) % 6], CUBE[at % 6]];
}

/** What WCAG asks for. */
const CONTRAST = 4.5;

/** How much of what is behind it shines through a dim text. */
const DIM = 0.35;

/**
 * Text and background of the two themes; of the backgrounds the one that is nearer to the text.
 *
 * @type {{text: Rgb, background: Rgb}[]}
 */
const THEMES = [
  { text: [0x1b, 0x20, 0x28], background: [0xf4, 0xf6, 0xf9] },
  { text: [0xe7, 0xea, 0xf0], background: [0x1c, 0x21, 0x29] },
];

/** @param {Rgb} colour */
function luminance(colour) {
  const [red, green, blue] = colour.map((each) => (each <= 10 ? each / 3294.6 : ((each / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {Rgb} a
 * @param {Rgb} b
 */
export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/**
 * @param {Rgb} colour
 * @param {Rgb} other
 * @param {number} part of the other
 * @returns {Rgb}
 */
function mixed(colour, other, part) {
  const [red, green, blue] = colour.map((each, i) => Math.round(each + (other[i] - each) * part));
  return [red, green, blue];
}

/**
 * @param {Rgb} colour
 * @param {Rgb} background
 */
function readable(colour, background) {
  /** @type {Rgb} */
  const end = luminance(background) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  let part = 0;
  while (contrast(mixed(colour, end, part), background) < CONTRAST && part < 1) {
    part = Math.min(1, part + 0.05);
  }
  return mixed(colour, end, part);
}

/**
 * The two colours of a style in each theme: light, dark.
 *
 * @param {Style} style
 */
export function colours(style) {
  return THEMES.map((theme) => {
    const text = style.colour === null ? theme.text : valueOf(style.colour);
    const behind = style.background === null ? theme.background : valueOf(style.background);
    const [front, back] = style.inverse ? [behind, text] : [text, behind];
    return { text: readable(style.dim ? mixed(front, back, DIM) : front, back), background: back };
  });
}

/** @param {Rgb[]} pair */
function lightDark(pair) {
  return `light-dark(${pair.map((each) => `rgb(${each.join()})`).join()})`;
}

/**
 * @param {Style} style
 * @returns {string} the same for CSS
 */
export function cssOf(style) {
  const css = [];
  const both = colours(style);
  const hasBackground = style.background !== null || style.inverse;
  if (style.colour !== null || hasBackground || style.dim) {
    css.push(`color:${lightDark(both.map((each) => each.text))}`);
  }
  if (hasBackground) {
    css.push(`background-color:${lightDark(both.map((each) => each.background))}`);
  }
  if (style.bold) {
    css.push('font-weight:700');
  }
  if (style.italic) {
    css.push('font-style:italic');
  }
  const lines = [style.underline ? 'underline' : '', style.strike ? 'line-through' : ''].join(' ').trim();
  if (lines !== '') {
    css.push(`text-decoration-line:${lines}`);
  }
  return css.join(';');
}
