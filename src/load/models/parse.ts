import { Parser, type ParserContext } from 'saxen';
import { InputError } from '../../core/errors.js';
import { escapeText } from '../../core/text/text.js';
import type { Model, ModelDefinition } from '../../core/model.js';

/** The namespaces that engines read: BPMN 2.0, DMN 1.1 to 1.5, and the extensions of Camunda and its forks. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'dmn',
  'http://www.omg.org/spec/DMN/20151130': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': 'dmn',
  'http://camunda.org/schema/1.0/bpmn': 'engine',
  'http://camunda.org/schema/1.0/dmn': 'engine',
  'http://operaton.org/schema/1.0/bpmn': 'engine',
  'http://operaton.org/schema/1.0/dmn': 'engine',
  'http://fluxnova.finos.org/schema/1.0/bpmn': 'engine',
  'http://fluxnova.finos.org/schema/1.0/dmn': 'engine',
  'http://activiti.org/bpmn': 'engine',
};

/**
 * The definitions of a model. Only the elements that become definitions are looked at: the engine judges the rest. Nothing outside of the
 * text is read, and a DOCTYPE, which could define entities, is refused.
 *
 * @throws InputError with the line and column where the text is no model
 */
export function parseModel(file: string, text: string): Model {
  let blanks = false;
  try {
    const model = readModel(file, text, () => (blanks = true));
    if (!blanks) return model;
  } catch (error) {
    if (!blanks) throw error;
  }
  return readModel(file, withoutBlanks(text), () => undefined);
}

/** A comment, character data, an instruction or a tag; what nothing closes goes to the end. */
const MARKUP =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<[^!?](?:[^<>"']+|"[^"]*(?:"|$)|'[^']*(?:'|$))*/g;

/** XML allows blanks around the equals sign of an attribute; the parser passes over such attributes, and warns. */
function withoutBlanks(text: string): string {
  return text.replace(MARKUP, (markup) =>
    /^<[!?]/.test(markup)
      ? markup
      : markup.replace(/("[^"]*"|'[^']*')|(?<!\s)\s*=\s*/g, (_, value?: string) => value ?? '='),
  );
}

function readModel(file: string, text: string, warn: () => void): Model {
  const reader = new ModelReader(file);
  const parser = new Parser().ns(NAMESPACES);
  parser.on('openTag', (name, attributes, decode, _, context) => {
    reader.open(name, (key) => decodedOrNull(attributes()[key], decode), context);
  });
  parser.on('closeTag', () => reader.close());
  parser.on('warn', warn);
  parser.on('error', (error, context) => reader.fail(error.message, context));
  parser.on('attention', (_text, _decode, context) => {
    reader.fail('has a DOCTYPE, which models do not need and entities could hide in', context);
  });
  parser.parse(text);
  return reader.model();
}

function decodedOrNull(value: string | undefined, decode: (text: string) => string): string | null {
  return value === undefined || value === '' ? null : decode(value);
}

type Attribute = (name: string) => string | null;

/** An id has no blanks around it: whoever reads XML by its schema leaves them out. */
function idOf(attribute: Attribute): string | null {
  return attribute('id')?.trim() || null;
}

/** The element as its namespace has it: the prefix is the author's, or the parser's own. */
function rootShown(name: string, attribute: Attribute): string {
  const [local = '', prefix] = name.split(':').toReversed();
  const namespace = attribute(`xmlns:${prefix ?? ''}`) ?? attribute('xmlns');
  return namespace === null ? `<${local}>` : `<${local}> of ${namespace}`;
}

class ModelReader {
  readonly #file: string;
  #format: Model['format'] | null = null;
  #depth = 0;
  /** `id` and `name` of the root of a DMN file: the decision requirements graph. */
  #graph: Pick<ModelDefinition, 'key' | 'name'> | null = null;
  readonly #definitions: ModelDefinition[] = [];
  readonly #notExecutable: string[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  open(name: string, attribute: Attribute, context: () => ParserContext): void {
    if (this.#depth === 0) this.#openRoot(name, attribute, context);
    else if (this.#depth === 1 && name === 'bpmn:process') this.#addProcess(attribute, context);
    else if (this.#depth === 1 && name === 'dmn:decision') this.#add('decision', attribute, context);
    this.#depth += 1;
  }

  close(): void {
    this.#depth -= 1;
  }

  fail(problem: string, context: () => ParserContext): never {
    const { line, column } = context();
    throw new InputError(`${this.#file}:${line + 1}:${column + 1}: ${escapeText(problem)}`);
  }

  model(): Model {
    if (this.#format === null) throw new InputError(`${this.#file}: has no element`);
    return {
      file: this.#file,
      format: this.#format,
      definitions: [...this.#graphDefinition(), ...this.#definitions],
      notExecutable: this.#notExecutable,
    };
  }

  #openRoot(name: string, attribute: Attribute, context: () => ParserContext): void {
    if (name === 'bpmn:definitions') this.#format = 'BPMN';
    else if (name === 'dmn:definitions') this.#format = 'DMN';
    else this.fail(`${rootShown(name, attribute)} is the root of neither a BPMN nor a DMN model`, context);
    const key = idOf(attribute);
    if (this.#format === 'DMN' && key !== null) this.#graph = { key, name: attribute('name') };
  }

  /** In a new deployment, the engine leaves out what is not marked executable. */
  #addProcess(attribute: Attribute, context: () => ParserContext): void {
    if (attribute('isExecutable')?.trim() === 'true') this.#add('process', attribute, context);
    else this.#notExecutable.push(idOf(attribute) ?? '');
  }

  #add(kind: ModelDefinition['kind'], attribute: Attribute, context: () => ParserContext): void {
    const key = idOf(attribute);
    if (key === null) return this.fail(`a ${kind} without id`, context);
    this.#definitions.push({
      kind,
      key,
      name: attribute('name'),
      versionTag: attribute('engine:versionTag'),
      historyTimeToLive: attribute('engine:historyTimeToLive'),
    });
  }

  /** The engine keeps a graph of its own only for two decisions or more. */
  #graphDefinition(): readonly ModelDefinition[] {
    if (this.#graph === null || this.#definitions.length < 2) return [];
    const nothing = { versionTag: null, historyTimeToLive: null };
    return [{ kind: 'decision-requirements', ...this.#graph, ...nothing }];
  }
}
