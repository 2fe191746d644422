import { keysOf } from '../../core/text/pointer.js';
import { quotedList, shortened, withoutTrailing } from '../../core/text/text.js';

/** The alias of the engine that a pointer leads into, or nothing. */
export function enginesAt(pointer: string): readonly string[] {
  const [section, alias] = keysOf(pointer);
  return section === 'engines' && alias !== undefined ? [alias] : [];
}

/** `"rest" of engine "payment"`, `"es.connection.timeout"`: what a pointer leads to, as people say it. */
export function settingAt(pointer: string): string {
  const [section, alias, ...path] = keysOf(pointer);
  if (section !== 'engines' || alias === undefined) return `"${shortened(keysOf(pointer).join('.'), 60)}"`;
  const engine = `engine ${named(alias)}`;
  return path.length === 0 ? engine : `"${shortened(path.join('.'), 60)}" of ${engine}`;
}

/** `${PAYMENT_PASSWORD}`: a placeholder for a setting of an engine, named as variables are. */
export function placeholderFor(alias: string, what: 'USER' | 'PASSWORD'): string {
  const name = withoutTrailing(alias.replaceAll(/[^A-Za-z0-9]+/gu, '_').replace(/^_+/u, ''), '_');
  return `\${${/^[A-Za-z]/u.test(name) ? `${name}_` : 'ENGINE_'}${what}}`.toUpperCase();
}

/** An alias in quotes, cut where it would fill the line. */
export function named(alias: string): string {
  return `"${shortened(alias, 40)}"`;
}

/** The first few names, and how many more. */
export function someNames(names: readonly string[], further = 0): string {
  const shown = names.slice(0, 3).map((name) => shortened(name, 24));
  const more = names.length - shown.length + further;
  if (more === 0) return quotedList(shown);
  return `${shown.map((name) => `"${name}"`).join(', ')} and ${more} more`;
}

/** A text as a YAML scalar, in quotes where it would be read as something else. */
export function scalarOf(text: string): string {
  const isPlain = /^[A-Za-z][\w-]*$/u.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** The text as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
