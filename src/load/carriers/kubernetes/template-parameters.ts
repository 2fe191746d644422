import { LONGEST_TOGETHER } from '../../../core/longest-values.js';
import type { SourceNode } from '../../types.js';
import { CarrierReader } from '../carrier-tree.js';
import type { ValueOfInterpolation } from '../types.js';

/** What is put in where a parameter is named inside a text: nothing else that begins with a dollar sign. */
const NAMED = /\$\{(\w+)\}/gu;

/** A text that is nothing but a parameter, which may then become a number. */
const WHOLE = /^\$\{\{(\w+)\}\}$/u;

/** The parameters of a Template of OpenShift: what `oc process` puts into the objects in it, before anybody else reads these. */
export class TemplateParameters {
  readonly #values: ReadonlyMap<string, ValueOfInterpolation>;
  /** Each text is read several times, and then counts once. */
  readonly #filled = new Map<string, string>();
  #left = LONGEST_TOGETHER;

  constructor(values: ReadonlyMap<string, ValueOfInterpolation>) {
    this.#values = values;
  }

  /** A text with those that have a value; the others stay as they are written, and so does what would be too long. */
  filled(text: string): string {
    if (!text.includes('${')) return text;
    const known = this.#filled.get(text);
    if (known !== undefined) return known;
    const [, whole] = WHOLE.exec(text) ?? [];
    const filled = whole === undefined ? text.replaceAll(NAMED, this.#putIn) : this.#putIn(text, whole);
    this.#filled.set(text, filled);
    return filled;
  }

  readonly #putIn = (written: string, name: string): string => {
    const value = this.#values.get(name)?.value ?? written;
    if (value.length > this.#left) return written;
    this.#left -= value.length;
    return value;
  };

  /** The same; null where one has no value here. */
  value(text: string): string | null {
    return [...this.namedIn(text).values()].some(({ value }) => value === null) ? null : this.filled(text);
  }

  /** Those that a text names. */
  namedIn(text: string): ReadonlyMap<string, ValueOfInterpolation> {
    const named = new Map<string, ValueOfInterpolation>();
    if (this.#values.size === 0) return named;
    for (const [, name = ''] of [...text.matchAll(NAMED), WHOLE.exec(text) ?? []]) {
      const parameter = this.#values.get(name);
      if (parameter !== undefined) named.set(name, parameter);
    }
    return named;
  }
}

/** Nothing is put into what stands in no Template. */
export const NO_PARAMETERS = new TemplateParameters(new Map());

export function parametersOf(reader: CarrierReader, template: SourceNode): TemplateParameters {
  const values = new Map<string, ValueOfInterpolation>();
  for (const parameter of reader.items(reader.at(template, 'parameters'))) {
    const textOf = (key: string): string | null => reader.text(reader.at(parameter, key));
    const value = textOf('value');
    const isMadeUp = value === null && textOf('generate') !== null;
    values.set(textOf('name') ?? '', { value, by: 'template', ...(isMadeUp && { isMadeUp }) });
  }
  return new TemplateParameters(values);
}

/** Reads what stands in a Template as `oc process` leaves it. */
export class TemplateReader extends CarrierReader {
  readonly #parameters: TemplateParameters;

  constructor({ document }: CarrierReader, parameters: TemplateParameters) {
    super(document);
    this.#parameters = parameters;
  }

  override text(node: SourceNode | null): string | null {
    const text = super.text(node);
    return text === null ? null : this.#parameters.filled(text);
  }
}
