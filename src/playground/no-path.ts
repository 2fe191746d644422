/** Paths inside a container, as a carrier names them. */
export const posix = {
  normalize(name: string): string {
    const parts: string[] = [];
    for (const part of name.split('/')) {
      if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
      else if (part !== '' && part !== '.' && (part !== '..' || !name.startsWith('/'))) parts.push(part);
    }
    return `${name.startsWith('/') ? '/' : ''}${parts.join('/')}` || '.';
  },
  resolve(...names: readonly string[]): string {
    const from = names.findLastIndex((name) => name.startsWith('/'));
    return posix.normalize(`/${names.slice(Math.max(from, 0)).join('/')}`);
  },
  dirname(name: string): string {
    const end = name.lastIndexOf('/');
    return end < 0 ? '.' : name.slice(0, end) || '/';
  },
  basename: (name: string): string => name.slice(name.lastIndexOf('/') + 1),
};

/** Names where there are no folders. */
const path = {
  resolve: (...names: readonly string[]): string => names.at(-1) ?? '',
  join: (...names: readonly string[]): string => names.join('/'),
  normalize: (name: string): string => name,
  dirname: (): string => '.',
  basename: posix.basename,
  isAbsolute: (name: string): boolean => name.startsWith('/'),
};

export default path;
