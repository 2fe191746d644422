/** Whether a key can hold no secret by its form, as nearly all: tokens are longer, the more so those with signs in them. */
export function isOrdinaryKey(key: string): boolean {
  return /^[A-Za-z](?:[A-Za-z\d]{0,18}|[\w-]{0,13})$/.test(key);
}
