package dev.yera.page;

/** What tests of markdown run inside of the page, with the modules of the page itself. */
final class MarkdownScripts {
  /** Blocks that are drawn at once, as often as it takes. */
  private static final String BLOCKS =
      """
      const { MarkdownBlock } = await import(new URL('/element/blocks/markdown.js', location.href));
      const blockOf = async (chunks) => {
        const block = new MarkdownBlock({ data: {} }, { headingLevel: 1, draw() {} });
        for (const content of chunks) {
          block.update({ data: { content } });
          block.render(() => true);
        }
        while (block.element.hasAttribute('data-unfinished')) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          block.render(() => true);
        }
        return block.element;
      };
      """;

  static final String DRAW =
      "async (chunks) => {" + BLOCKS + "return (await blockOf(chunks)).innerHTML; }";

  /** Texts made of what markup is made of, cut anywhere; the first one that differs, or null. */
  static final String STREAM_AND_COMPARE =
      "async (seed) => {"
          + BLOCKS
          + """
      let state = seed >>> 0;
      const random = (n) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 4294967296) * n);
      };
      const WORDS = ['# ', '## ', '#', '\\n', '\\n\\n', '\\n\\n', '- ', '1. ', '10) ', '> ', '    ', '  ', ' ', '*', '**',
        '_', '~~', '`', '``', '```', '```js\\n', '~~~', '<details>', '</details>', '<summary>', '</summary>', '<b>',
        '</b>', '<i>', '<br>', '<!--', '-->', '[a]', '[b]: https://b.example\\n', '[a]: /x "t', '"', '[a]: /a\\n', '(x)',
        '![', '](', ')', '[', ']', '|', '|-|-|', '| a | b |\\n', '---', '===', '\\\\', '&amp;', 'https://e.example',
        'a@b.com', '\\u05e9\\u05dc\\u05d5\\u05dd', '\\u300c\\u5f37\\u8abf\\u300d', 'word', 'two words', '\\r', '\\r\\n', '\\t',
        '<div>', '<script>', '\\u0000', '\\ud83d\\udc69\\u200d\\ud83d\\udc67', '\\ud800', '- [ ] ', '+ ', '* ', '=', '-',
        'x'.repeat(300), 'lorem ipsum dolor sit amet '.repeat(40), '- item\\n'.repeat(60), '| 1 | 2 |\\n'.repeat(80),
        'line of code\\n'.repeat(120), 'paragraph\\n\\n'.repeat(50), '*a **b '.repeat(200)];
      for (let run = 0; run < 120; run += 1) {
        const text = Array.from({ length: 1 + random(50) }, () => WORDS[random(WORDS.length)]).join('');
        const most = Math.max([1, 3, 10, 100, 5000][random(5)], Math.ceil(text.length / 100));
        const chunks = [];
        for (let at = 0; at < text.length; ) {
          const to = at + 1 + random(most);
          chunks.push(text.slice(at, to));
          at = to;
        }
        const [whole, cut] = [(await blockOf([text])).innerHTML, (await blockOf(chunks)).innerHTML];
        if (whole !== cut) {
          return [text, whole, cut];
        }
      }
      return null;
      }
      """;

  static final String OPEN_AND_GROW =
      "async () => {"
          + BLOCKS
          + """
      const block = new MarkdownBlock({ data: {} }, { headingLevel: 1, draw() {} });
      const say = async (content) => {
        block.update({ data: { content } });
        do {
          await new Promise((resolve) => setTimeout(resolve, 5));
          block.render(() => true);
        } while (block.element.hasAttribute('data-unfinished'));
      };
      await say('<details>\\n<summary>T</summary>\\n\\nA');
      block.element.querySelector('details').open = true;
      await say(' and more');
      return block.element.querySelector('details').open
        && block.element.textContent.includes('A and more');
      }
      """;

  /** Shows a text in a session's view; tells when all was there, and how long the page was busy. */
  static final String SHOW_AND_MEASURE =
      """
      async (text) => {
        const { SessionView } = await import(new URL('/element/session-view.js', location.href));
        const root = document.createElement('div');
        document.body.replaceChildren(root);
        const silent = { onExit() {}, onQuestions() {}, onDrawn() {}, send: async () => {} };
        const view = new SessionView(root, silent, { headingLevel: 1 });
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        await frame();
        window.longTasks = [];
        const began = performance.now();
        view.take({ event_class: 'content', block_type: 'markdown', block_id: 'a', parent_block_id: null, data: { content: text } });
        do {
          await frame();
        } while (!root.textContent.includes('THE END'));
        const shown = Math.round(performance.now() - began);
        for (let i = 0; i < 20; i += 1) {
          await frame();
        }
        await new Promise((resolve) => setTimeout(resolve, 60));
        root.remove();
        return { shown, longest: Math.max(0, ...window.longTasks) };
      }
      """;

  private MarkdownScripts() {}
}
