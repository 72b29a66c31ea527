// The libraries come in while the WAR is packed. What the page uses of them, loosely.
declare module '*/lib/marked.js' {
  export class Lexer {
    constructor(options: { gfm: boolean });
    tokens: { links: Record<string, any> };
    lex(source: string): { type: string; raw: string }[];
  }
  interface Renderer {
    heading(token: { tokens: object[]; depth: number }): string;
    html(token: { text: string }): string;
    checkbox(token: { checked: boolean }): string;
    image(token: { href: string; text: string }): string;
  }
  export class Marked {
    constructor(options: { gfm: boolean; renderer: Renderer & ThisType<{ parser: { parseInline(tokens: object[]): string } }> });
    parser(tokens: object[]): string;
  }
}
declare module '*/lib/purify.js' {
  const DOMPurify: {
    addHook(name: string, hook: (node: Element, data: { attrName: string; attrValue: string; keepAttr: boolean }) => void): void;
    sanitize(html: string, options: object): DocumentFragment;
  };
  export default DOMPurify;
}
declare module '*/lib/chart.js';
/** The newest of the language that the page uses; the type checker does not know it yet. */
interface JSON {
  rawJSON(text: string): object;
}
