/** What people wrote as a scalar, whatever Optimize makes of it: the text that it would be in quotes. */
export function writtenText({ value, raw }: { readonly value: unknown; readonly raw: string }): string {
  return typeof value === 'string' ? value : raw;
}
