import { keepFields, rowsOf, textOf } from '../../http/answer/kept-fields.js';
import type { Resource } from '../resource.js';
import type { Answer } from '../../http/transport.js';

/** `GET {rest}/engine`: the names of all engines there. Open to everybody, unless something stands in front. */
export const engineList: Resource = {
  name: 'engine-list',
  path: '/engine',
  maxRows: 1_000,
  keep: keepFields('name'),
};

/** The names, or null where the answer is no list of engines. */
export function engineNamesIn(answer: Answer): readonly string[] | null {
  if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return null;
  const names = rowsOf(answer.json).map((row) => textOf(row, 'name'));
  const known = names.filter((name) => name !== null);
  return known.length === names.length && known.length > 0 ? known : null;
}
