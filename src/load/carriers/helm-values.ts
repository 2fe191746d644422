import type { SourceNode } from '../types.js';
import { CarrierReader, type CarrierDocument } from './carrier-tree.js';
import { spanOf, wholeDocument } from './text/embedded.js';
import { configurationsBelow, type Beside, type Found, type Recognition } from './find-configurations.js';
import { NOTHING_KNOWN } from './optimize-container.js';
import { NOTHING_CARRIED, type Carried, type CarriedNode, type GivenVariable } from './types.js';

/** The configurations that stand as texts in the values of a chart. */
export function helmValuesNodes(document: CarrierDocument, recognition: Recognition): Carried {
  const { root } = document;
  if (root === null) return NOTHING_CARRIED;
  const { found, unreadable } = configurationsBelow(
    wholeDocument(document),
    new CarrierReader(document),
    root,
    recognition,
  );
  return {
    nodes: found.map((each) => valuesNode(each, `values:${each.path.join('.')}`)),
    elsewhere: unreadable.map(({ path, why }) => `values:${path.join('.')} ${why}`),
    unread: [],
  };
}

/** A configuration with what charts usually make of the values beside it. */
export function valuesNode({ embedded, beside }: Found, name: string): CarriedNode {
  const configuration = { name, embedded, inSecret: false };
  if (beside === null) return { ...NOTHING_KNOWN, configuration };
  return {
    ...NOTHING_KNOWN,
    configuration,
    image: imageIn(beside),
    variables: variablesIn(beside),
    ...copiesIn(beside),
  };
}

/** As one text, or in parts. */
function imageIn({ reader, node }: Beside): string {
  const image = reader.at(node, 'image');
  const part = (key: string): string => reader.text(reader.at(image, key)) ?? '';
  return reader.text(image) ?? `${part('repository')}:${part('tag')}`;
}

const VARIABLES = ['env', 'extraEnv', 'extraEnvVars', 'envVars', 'environment'];

/** As in a container, or as a mapping. */
function variablesIn({ holder, reader, node }: Beside): CarriedNode['variables'] {
  const variables = new Map<string, GivenVariable>();
  const add = (name: string | null, value: SourceNode | null): void => {
    const scalar = reader.scalar(value);
    const span = scalar === null ? null : spanOf(holder, scalar.span);
    if (name !== null) variables.set(name, { value: reader.text(scalar), span });
  };
  for (const key of VARIABLES) {
    const values = reader.at(node, key);
    for (const item of reader.items(values))
      add(reader.text(reader.at(item, 'name')), reader.at(item, 'value'));
    for (const [name, { value }] of reader.entries(values)) add(name, value);
  }
  return variables;
}

function copiesIn(beside: Beside): Pick<CarriedNode, 'copies' | 'copiesAt'> {
  const { reader, node } = beside;
  const scaling = reader.at(node, 'autoscaling');
  const scaled =
    reader.text(reader.at(scaling, 'enabled')) === 'true' ? reader.at(scaling, 'maxReplicas') : null;
  const counts = [scaled, reader.at(node, 'replicas'), reader.at(node, 'replicaCount')];
  return counts.map((count) => countAt(beside, count)).find((count) => count !== null) ?? ONE;
}

const ONE = { copies: 1, copiesAt: null };

function countAt(
  { holder, reader }: Beside,
  count: SourceNode | null,
): Pick<CarriedNode, 'copies' | 'copiesAt'> | null {
  const scalar = reader.scalar(count);
  const text = reader.text(count);
  if (scalar === null || text === null || !/^\d{1,6}$/u.test(text)) return null;
  return { copies: Number(text), copiesAt: spanOf(holder, scalar.span) };
}
