import { Parser } from 'saxen';

/** An element as an independent parser reads it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function fail(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}

/** Throws at the first thing that is not well-formed. */
export function parsedXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const top = (): Element => open.at(-1) ?? root;
  const parser = new Parser();
  parser.on('error', fail).on('warn', fail);
  parser.on('openTag', (name, attributesOf, decode) => {
    const attributes = Object.entries(attributesOf()).map(([key, value]) => [key, decode(value)] as const);
    const element = { name, attributes: Object.fromEntries(attributes), children: [], text: '' };
    top().children.push(element);
    open.push(element);
  });
  parser.on('closeTag', () => void open.pop());
  parser.on('text', (text, decode) => void (top().text += decode(text)));
  parser.parse(xml);
  const [first] = root.children;
  if (first === undefined || open.length !== 1 || root.children.length !== 1)
    throw new Error('not one element');
  return first;
}
