/** JSON Pointers (RFC 6901): `/engines/a~1b/rest`. */

export function childPointer(parent: string, key: string | number): string {
  const segment = String(key);
  if (!segment.includes('~') && !segment.includes('/')) return `${parent}/${segment}`;
  return `${parent}/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function pointerOf(keys: readonly (string | number)[]): string {
  let pointer = '';
  for (const key of keys) pointer = childPointer(pointer, key);
  return pointer;
}

/** The keys of a pointer; the empty pointer has none. */
export function keysOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const keys = pointer.slice(1).split('/');
  if (!pointer.includes('~')) return keys;
  return keys.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether what stands at a pointer is all engines, or one of them: what is there in their place hides them. */
export function standsForEngines(pointer: string): boolean {
  return /^\/engines(?:\/[^/]*)?$/u.test(pointer);
}
