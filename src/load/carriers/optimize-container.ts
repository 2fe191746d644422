import { whyCamunda8 } from './camunda-8.js';
import type { CarriedNode, GivenVariables } from './types.js';

/** Whether a container is one of Optimize: by its image, or by variables that nothing else reads. */
export function isOptimize(image: string, variables: GivenVariables): boolean {
  if (/(?:^|[/_-])optimize(?:[:@/_-]|$)/iu.test(image)) return true;
  return [...variables.keys()].some((name) => /^(?:CAMUNDA_)?OPTIMIZE_/u.test(name));
}

/** Whether an image is called as that of Optimize itself is, wherever it is kept: others may hold a configuration. */
export function isOwnImage(image: string): boolean {
  return /(?:^|\/)optimize(?:[:@]|$)/u.test(image);
}

/** What a file says of how a container comes to its files. */
export interface Making {
  readonly image: string;
  readonly variables: GivenVariables;
  /** What makes it start brings a configuration along. */
  readonly bringsOwn: boolean;
  /** What it is made of besides its image, as the rest of a sentence; null where there is nothing. */
  readonly madeOf: string | null;
}

/**
 * How a container that is given no configuration may have one all the same, as the rest of a sentence; null where it has none, and
 * Optimize's built-in engine is what counts.
 */
export function otherOrigin({ image, variables, bringsOwn, madeOf }: Making): string | null {
  const camunda8 = whyCamunda8({ image, variables });
  if (camunda8 !== null) return camunda8;
  if (bringsOwn) return 'gets its configuration when it starts, by what is not run here';
  if (setsUpEngine(variables)) return null;
  if (madeOf !== null) return madeOf;
  if (image === '') return 'names no image: what it is a part of may give it a configuration';
  return isOwnImage(image)
    ? null
    : 'runs an image that is not called "optimize" and may hold a configuration';
}

/** Said where the built-in engine is judged although what sets it up may be elsewhere. */
export function unknownNote(
  what: string,
  { variables, complete }: Pick<CarriedNode, 'variables' | 'complete'>,
): readonly string[] {
  const address = [...variables].find(([name]) => ADDRESS.test(name));
  if (address !== undefined && address[1].value === null)
    return [
      `${what} takes ${address[0]} from what is not here: without --define or --variables the engine that it names is not checked`,
    ];
  if (complete || address !== undefined) return [];
  return [`${what} gets variables from what is not here: an engine that they name was not checked`];
}

/** Whether variables name the address of the built-in engine. */
function setsUpEngine(variables: GivenVariables): boolean {
  return [...variables.keys()].some((name) => ADDRESS.test(name));
}

const ADDRESS = /^(?:CAMUNDA_)?OPTIMIZE_CAMUNDABPM_REST_URL$/u;

/** Whether a command, given in all its parts, sets variables before it starts Optimize. */
export function bringsVariables(parts: readonly string[]): boolean {
  return SETS.test(parts.join('\n')) || parts.some((part) => SETTERS.test(part));
}

const SETS = /(?:^|[\s;&|("'])(?:(?:source|\.|export)[ \t]+[^\s;&|]|env[ \t]+[^\s-])/mu;
/** Programs that start another one with what they get from where secrets are kept. */
const SETTERS =
  /(?:^|[\s;&|/])(?:vault-env|envconsul|chamber|berglas|aws-env|secrets-init|doppler|infisical|teller)(?:$|\s)/u;

/** Options of a command, given in all its parts, that are the path of an engine, as if they were variables: nothing reads these either. */
export function engineOptions(parts: readonly string[]): GivenVariables {
  const options = parts.flatMap((part) => [...part.matchAll(ENGINE_OPTION)]);
  return new Map(options.map(([name]) => [name, { value: '', span: null }]));
}

const ENGINE_OPTION = /(?<![^\s"'])(?:-D|--)engines[.[][\w.[\]-]+(?=$|[\s="'])/giu;

/** The folders in which Optimize looks for its configuration, as a word of a command. */
const FOLDER = /(?:^|[\s/'"=])(?:config|environment)(?:[/\s'"]|$)/mu;
const WRITES = />|\b(?:cp|curl|envsubst|git|install|ln|mv|rsync|sed|tar|tee|unzip|wget)\b/u;

/** Whether a command, given in all its parts, or a script names the configuration, or writes where it is read. */
export function bringsConfiguration(parts: readonly string[]): boolean {
  const text = parts.join('\n');
  return /environment-config\.(?:ya?ml|json)/u.test(text) || (FOLDER.test(text) && WRITES.test(text));
}

/** Said of a configuration that a command makes another one of: what Optimize reads in the end is not what is judged. */
export function rewrittenNote(what: string, parts: readonly string[]): readonly string[] {
  const program = bringsConfiguration(parts) ? REWRITES.exec(parts.join('\n'))?.[1] : undefined;
  if (program === undefined) return [];
  return [
    `${what} is judged as it is written: what "${program}" makes of it before Optimize reads it is not known here`,
  ];
}

/** Programs that fill templates or edit texts. */
const REWRITES =
  /(?:^|[\s;&|/("'`])(envsubst|sed|g?awk|perl|python3?|yq|jq|ytt|gomplate|confd|consul-template|dockerize|j2|jinjanate|envtpl|esh|mustache)(?=$|[\s"'])/mu;

/** What a configuration alone says about who reads it. */
export const NOTHING_KNOWN: CarriedNode = {
  configuration: null,
  besideFile: null,
  base: null,
  workload: null,
  containerAt: null,
  namespace: null,
  image: '',
  variables: new Map(),
  complete: false,
  copies: 1,
  copiesAt: null,
  hosts: null,
};
