// The libraries come in while the WAR is packed. What the page uses of them, loosely.
declare module '*/lib/markdown-it.js' {
  export interface Token {
    type: string;
    tag: string;
    nesting: number;
    level: number;
    content: string;
    info: string;
    markup: string;
    map: [number, number] | null;
    children: Token[];
    attrs: [string, string][] | null;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }
  interface Rules {
    before(name: string, rule: string, run: Function, options?: { alt: string[] }): void;
    after(name: string, rule: string, run: Function): void;
  }
  interface InlineState {
    src: string;
    scanDelims(start: number, canSplitWord: boolean): { can_open: boolean; can_close: boolean; length: number };
  }
  export default class MarkdownIt {
    constructor(options: { linkify: boolean });
    use(plugin: (writer: MarkdownIt) => void): this;
    parse(source: string, env: object): Token[];
    validateLink(url: string): boolean;
    options: object;
    block: { ruler: Rules };
    inline: { ruler: Rules; State: new () => InlineState };
    core: { ruler: Rules };
    linkify: { set(options: { fuzzyLink: boolean }): void };
    renderer: { rules: Record<string, Function>; render(tokens: Token[], options: object, env: object): string };
    utils: { escapeHtml(text: string): string };
  }
}
declare module '*/lib/purify.js' {
  const DOMPurify: {
    addHook(name: string, hook: (node: Element, data: { attrName: string; attrValue: string; keepAttr: boolean }) => void): void;
    sanitize(html: string): string;
    sanitize(html: string, options: object): DocumentFragment;
  };
  export default DOMPurify;
}
declare module '*/lib/chart.js';
declare module '*/lib/vega.js';
declare module '*/lib/katex.js';
declare module '*/lib/virtual/virtual.js';
declare module '*/lib/highlight.js';
declare module '*/lib/xterm.js' {
  export * from '@xterm/xterm';
}
declare module '*/lib/addon-search.js' {
  export * from '@xterm/addon-search';
}
declare module '*/lib/addon-unicode11.js' {
  export * from '@xterm/addon-unicode11';
}
/** The newest of the language that the page uses; the type checker does not know it yet. */
interface JSON {
  rawJSON(text: string): object;
}

/** What pages/early.js has begun. */
declare var yeraBegun: Promise<Response> | undefined;
