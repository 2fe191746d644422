/** The parts of saxen that are used here; the package brings no types along. */
declare module 'saxen' {
  export interface ParserContext {
    /** Both count from 0. */
    readonly line: number;
    readonly column: number;
  }

  export type DecodeEntities = (text: string) => string;

  export class Parser {
    /** Maps namespaces to the prefixes under which elements and attributes are reported. */
    ns(prefixes: Readonly<Record<string, string>>): this;
    on(
      event: 'openTag',
      handler: (
        name: string,
        attributes: () => Readonly<Record<string, string>>,
        decodeEntities: DecodeEntities,
        selfClosing: boolean,
        context: () => ParserContext,
      ) => void,
    ): this;
    on(event: 'closeTag', handler: (name: string) => void): this;
    on(event: 'text', handler: (text: string, decodeEntities: DecodeEntities) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error, context: () => ParserContext) => void): this;
    /** `<!DOCTYPE …>`, as it stands. */
    on(
      event: 'attention',
      handler: (text: string, decodeEntities: DecodeEntities, context: () => ParserContext) => void,
    ): this;
    parse(xml: string): unknown;
    stop(): void;
  }
}
