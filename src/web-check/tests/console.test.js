import assert from 'node:assert/strict';
import { test } from 'node:test';
import headless from '@xterm/headless';
import { Lines } from '../../../webapp/element/console/lines.js';
import { colours, contrast, cssOf, PLAIN, styled } from '../../../webapp/element/console/style.js';

/** What its lines are in the end, with a style for each character. */
function shown(pieces) {
  const all = [[]];
  const take = (runs) => all.at(-1).push(...runs.flatMap(({ text, style }) => [...text].map((c) => [c, style])));
  const lines = new Lines((runs, end) => {
    take(runs);
    if (end) {
      all.push([]);
    }
  });
  pieces.forEach((piece) => lines.write(piece));
  take(lines.rest);
  return all;
}

/** The same by a terminal. */
async function byTerminal(text) {
  const terminal = new headless.Terminal({ cols: 1000, rows: 200, convertEol: true, allowProposedApi: true });
  await new Promise((done) => terminal.write(text, done));
  const buffer = terminal.buffer.active;
  const colour = (isDefault, isRgb, value) => (isDefault ? null : isRgb ? 0x1000000 + value : value);
  const lines = [];
  for (let y = 0; y <= buffer.cursorY; y += 1) {
    const line = [];
    for (let x = 0; x < 1000; x += 1) {
      const cell = buffer.getLine(y).getCell(x);
      if (cell.getChars() === '') {
        break;
      }
      line.push([
        cell.getChars(),
        {
          colour: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
          background: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
          bold: Boolean(cell.isBold()),
          dim: Boolean(cell.isDim()),
          italic: Boolean(cell.isItalic()),
          underline: Boolean(cell.isUnderline()),
          inverse: Boolean(cell.isInverse()),
          strike: Boolean(cell.isStrikethrough()),
        },
      ]);
    }
    lines.push(line);
  }
  terminal.dispose();
  return lines;
}

/** Numbers of chance, the same ones each time. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function any(random) {
  const one = (list) => list[random(list.length)];
  const number = () => random(256);
  const sgr = () =>
    one([
      () => one(['', '0', '1', '2', '3', '4', '7', '9', '21', '22', '23', '24', '27', '29', '39', '49', '4:0', '4:3']),
      () => String(30 + random(8) + one([0, 10, 60, 70])),
      () => `${one([38, 48, 58])};5;${number()}`,
      () => `${one([38, 48])};2;${number()};${number()};${number()}`,
      () => `${one([38, 48])}:2::${number()}:${number()}:${number()}`,
      () => `${one([38, 48])}:5:${number()}`,
    ])();
  const dropped = () =>
    one([
      '\x1b[?25l',
      '\x1b[?2004h',
      '\x1b[>4;2m',
      '\x1b[5n',
      '\x1b[2 q',
      '\x1b]0;a title\x07',
      '\x1b]2;a title\x1b\\',
      '\x1b]0;left\x18',
      '\x1bPq#0\x1b\\',
      '\x1b_a\x1b\\',
      '\x1b(B',
      '\x1b=',
      '\x1b[31\x18',
      '\x1b[31\x1a',
      '\x1b[1\x1b[m',
      '\x07',
      '\0',
      '\x9d0;title\x07',
    ]);
  return Array.from({ length: 1 + random(40) }, () =>
    one([
      () => one(['a', 'word', 'é', 'ж', '█', 'a longer piece of text', '100%']),
      () => one(['\r', '\b', '\n', '\b\b\b']),
      () => `\x1b[${Array.from({ length: random(4) }, sgr).join(';')}m`,
      () => `\x9b${sgr()}m`,
      () => `\x1b[3${one(['\r', '\b', '\n'])}${random(8)}m`,
      dropped,
    ])(),
  ).join('');
}

/** In pieces that end anywhere. */
function cut(text, random) {
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + random(9);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

test('whatever is printed, in whatever pieces, shows what a terminal shows', async () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = chance(seed);
    const text = any(random);
    assert.deepEqual(shown(cut(text, random)), await byTerminal(text), JSON.stringify([seed, text]));
  }
});

test('an escape that is never closed ends with its line', () => {
  assert.equal(shown(['\x1b]0;title', '\nnext'])[0].map(([c]) => c).join(''), 'next');
});

test('cursor movements and erasures are dropped', () => {
  const text = shown(['one\x1b[2K\x1b[3A\x1b[5;5H\x1bM two'])[0].map(([c]) => c).join('');
  assert.equal(text, 'one two');
});

test('a line of any length is shown whole', () => {
  let length = 0;
  const lines = new Lines((runs) => (length += runs[0].text.length));
  for (let i = 0; i < 40; i += 1) {
    lines.write('\u{1f600}'.repeat(1 << 15));
  }
  assert.equal(length + lines.rest[0].text.length, 40 << 16);
});

test('each colour can be read, on each background', () => {
  const all = Array.from({ length: 256 }, (_, i) => i);
  const styles = all.flatMap((i) => [
    ...['', ';1', ';2', ';7', ';2;7'].flatMap((more) => [styled(PLAIN, `38;5;${i}${more}`), styled(PLAIN, `48;5;${i}${more}`)]),
    ...all.filter((other) => other % 5 === 0).map((other) => styled(PLAIN, `38;5;${i};48;5;${other}`)),
  ]);
  for (const style of styles) {
    for (const { text, background } of colours(style)) {
      assert.ok(contrast(text, background) >= 4.5, `${JSON.stringify(style)} ${text} on ${background}`);
    }
  }
});

test('a style as CSS', () => {
  assert.equal(cssOf(PLAIN), '');
  assert.equal(cssOf(styled(PLAIN, '1;3;4;9')), 'font-weight:700;font-style:italic;text-decoration-line:underline line-through');
  assert.match(cssOf(styled(PLAIN, '38;2;1;2;3')), /^color:light-dark\(rgb\(1,2,3\),rgb\(\d+,\d+,\d+\)\)$/);
  assert.match(cssOf(styled(PLAIN, '7')), /^color:light-dark\(.*\);background-color:light-dark\(rgb\(27,32,40\),rgb\(231,234,240\)\)$/);
  assert.equal(styled(styled(PLAIN, '31'), '39'), PLAIN);
});
