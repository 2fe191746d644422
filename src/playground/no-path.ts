/** Names where there are no folders. */
const path = {
  resolve: (...names: readonly string[]): string => names.at(-1) ?? '',
  join: (...names: readonly string[]): string => names.join('/'),
  normalize: (name: string): string => name,
  dirname: (): string => '.',
  isAbsolute: (name: string): boolean => name.startsWith('/'),
};

export default path;
