import { append } from '../../../core/many.js';
import type { SourceNode } from '../../types.js';
import { spanOf } from '../text/embedded.js';
import { valueIn, type FileHolder, type FileHolders } from './held-files.js';
import { objectName, type KubernetesObject } from './objects.js';
import { whyNoBase64 } from '../unreadable.js';
import { LONGEST_VARIABLE, VARIABLES_TOGETHER } from '../longest-variables.js';
import type { GivenVariable } from '../types.js';

export interface ContainerVariables {
  readonly variables: ReadonlyMap<string, GivenVariable>;
  /** False where more may come from what is not in the stream. */
  readonly complete: boolean;
  /** Which of them have a value that cannot be read, in words. */
  readonly unreadable: readonly string[];
}

/** The variables of a container: those of `envFrom`, and over them those of `env`. */
export function containerVariables(
  object: KubernetesObject,
  container: SourceNode,
  holders: FileHolders,
): ContainerVariables {
  const { reader } = object;
  const variables = new Map<string, GivenVariable>();
  const unreadable: string[] = [];
  let complete = true;
  let left = VARIABLES_TOGETHER;
  for (const source of reader.items(reader.at(container, 'envFrom')))
    complete = addAll(variables, source, object, holders, unreadable) && complete;
  for (const entry of reader.items(reader.at(container, 'env'))) {
    const name = reader.text(reader.at(entry, 'name'));
    if (name === null) continue;
    const variable = variableAt(entry, variables, object, holders, Math.min(LONGEST_VARIABLE, left));
    if (variable === null) continue;
    left -= variable.value?.length ?? 0;
    variables.set(name, variable);
    if (variable.value === null)
      append(unreadable, spoiltNote(name, ...sourceOf(reader.at(entry, 'valueFrom'), object, holders)));
  }
  return { variables, complete, unreadable };
}

/** False where the ConfigMap or Secret is not at hand. */
function addAll(
  variables: Map<string, GivenVariable>,
  source: SourceNode,
  object: KubernetesObject,
  holders: FileHolders,
  unreadable: string[],
): boolean {
  const { reader } = object;
  const prefix = reader.text(reader.at(source, 'prefix')) ?? '';
  const [kind, reference] = isThere(reader.at(source, 'configMapRef'), 'ConfigMap') ??
    isThere(reader.at(source, 'secretRef'), 'Secret') ?? [null, null];
  const name = reader.text(reader.at(reference, 'name'));
  const holder = kind === null || name === null ? null : holders.find(kind, name, object);
  if (holder === null) return false;
  for (const key of holder.keys) {
    append(unreadable, spoiltNote(prefix + key, holder, key));
    variables.set(prefix + key, variableIn(holder, key) ?? { value: null, span: null });
  }
  return true;
}

function isThere(node: SourceNode | null, kind: string): readonly [kind: string, node: SourceNode] | null {
  return node === null ? null : [kind, node];
}

/** Null where the key that it refers to is not there: then the container does not get it, if it starts at all. */
function variableAt(
  entry: SourceNode,
  before: ReadonlyMap<string, GivenVariable>,
  object: KubernetesObject,
  holders: FileHolders,
  longest: number,
): GivenVariable | null {
  const { reader, holder, parameters } = object;
  const value = reader.scalar(reader.at(entry, 'value'));
  if (value !== null) {
    const text = parameters.value(reader.text(value) ?? '');
    return {
      value: text === null ? null : expanded(text, before, longest),
      span: spanOf(holder, value.span),
    };
  }
  const from = reader.at(entry, 'valueFrom');
  // Neither value nor source: the variable is there, and empty.
  if (from === null) return { value: '', span: spanOf(holder, entry.span) };
  return referred(from, object, holders);
}

/** A single key of a ConfigMap or Secret; without a value where that is not in the stream, or no text. */
function referred(from: SourceNode, object: KubernetesObject, holders: FileHolders): GivenVariable | null {
  const elsewhere = { value: null, span: spanOf(object.holder, from.span) };
  const [holder, key] = sourceOf(from, object, holders);
  if (key === null) return elsewhere;
  return holder?.lacks(key) === true ? null : (variableIn(holder, key) ?? elsewhere);
}

/** What a reference names; no key where it is one to something else. */
function sourceOf(
  from: SourceNode | null,
  object: KubernetesObject,
  holders: FileHolders,
): readonly [holder: FileHolder | null, key: string | null] {
  const { reader } = object;
  const [kind, reference] = isThere(reader.at(from, 'configMapKeyRef'), 'ConfigMap') ??
    isThere(reader.at(from, 'secretKeyRef'), 'Secret') ?? [null, null];
  const name = reader.text(reader.at(reference, 'name'));
  const key = reader.text(reader.at(reference, 'key'));
  if (kind === null || name === null) return [null, null];
  return [holders.find(kind, name, object), key];
}

/** Said of a variable whose value is in the stream and is no text: Kubernetes refuses such an object. */
function spoiltNote(name: string, holder: FileHolder | null, key: string | null): readonly string[] {
  if (holder === null || key === null || holder.file(key) !== null) return [];
  const written = holder.writtenText(key)?.text ?? '';
  if (written === '') return [];
  return [`gets ${name} from ${objectName(holder.object)}:${key}, which ${whyNoBase64(written)}`];
}

/** A key of a ConfigMap or Secret as a variable; null where it is not there, or no text. */
function variableIn(holder: FileHolder | null, key: string): GivenVariable | null {
  const file = valueIn(holder, key);
  if (holder === null || file === null) return null;
  const span = spanOf(file, { start: 0, end: file.text.length });
  return { value: holder.object.parameters.value(file.text), span };
}

/** `$(NAME)` is the value of a variable before this one, `$$(NAME)` is no reference. Null where the value is not known, or too long. */
function expanded(text: string, before: ReadonlyMap<string, GivenVariable>, longest: number): string | null {
  let known = true;
  let { length } = text;
  const value = text.replaceAll(/(\$?)\$\(([\w.-]+)\)/gu, (written, escape: string, name: string) => {
    if (escape !== '') return written.slice(1);
    const variable = before.get(name);
    length += variable?.value?.length ?? 0;
    if (variable?.value === null || length > longest) known = false;
    return known ? (variable?.value ?? written) : '';
  });
  return known ? value : null;
}
