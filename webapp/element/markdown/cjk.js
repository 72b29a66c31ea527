// Emphasis beside Chinese, Japanese and Korean: `**「強調」**です` is emphasised. CommonMark asks for a
// space or a punctuation mark outside of the asterisks where there is a mark inside, and these languages
// have no spaces. The rule is the one of markdown-it-cjk-friendly, for which there is no archive where
// the build takes its libraries from.

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uffee]/u;
const SPACE = /\s/;

/** @param {import('../../lib/markdown-it.js').default} writer */
export function emphasisInCjk(writer) {
  writer.inline.State = class extends writer.inline.State {
    /**
     * @param {number} start of a run of asterisks, tildes or underscores
     * @param {boolean} canSplitWord underscores cannot
     */
    scanDelims(start, canSplitWord) {
      const run = super.scanDelims(start, canSplitWord);
      const before = Array.from(this.src.slice(Math.max(0, start - 2), start)).pop() ?? ' ';
      const after = String.fromCodePoint(this.src.codePointAt(start + run.length) ?? 0x20);
      const beside = canSplitWord && (CJK.test(before) || CJK.test(after)) && !SPACE.test(before) && !SPACE.test(after);
      return beside ? { ...run, can_open: true, can_close: true } : run;
    }
  };
}
