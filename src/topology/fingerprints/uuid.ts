/** Milliseconds between the UUID epoch (1582-10-15) and 1970-01-01. */
const UUID_EPOCH_MS = 12_219_292_800_000n;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * The UUID at the end of an id (`key:version:uuid`, `prefix-uuid` or the bare UUID), lower case; null for ids from a
 * database counter, which say nothing about where they come from.
 */
export function uuidOf(id: string): string | null {
  return UUID.exec(id)?.[0].toLowerCase() ?? null;
}

/** When a version-1 UUID was made by the clock of the node that made it, milliseconds since 1970; null for other ids. */
export function madeAt(id: string): number | null {
  const uuid = uuidOf(id);
  if (uuid === null || uuid[14] !== '1') return null;
  const ticks = BigInt(`0x${uuid.slice(15, 18)}${uuid.slice(9, 13)}${uuid.slice(0, 8)}`);
  return Number(ticks / 10_000n - UUID_EPOCH_MS);
}
