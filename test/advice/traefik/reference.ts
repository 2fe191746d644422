import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/**
 * Every field of Traefik's dynamic configuration with a value of its type, as Traefik generates it from its own code and publishes it:
 * docs/content/reference/dynamic-configuration/file.yaml of github.com/traefik/traefik v3.5.3, unchanged (MIT, see LICENSE.md).
 */
const REFERENCE: unknown = parse(
  readFileSync(path.join(import.meta.dirname, 'dynamic-configuration.yaml'), 'utf8'),
);

/** Below these, names are of one's own choice: each may have the fields of any of them. */
const NAMED = new Set(['http.routers', 'http.services', 'http.middlewares', 'http.serversTransports']);

/** What Traefik's reference does not have, or has with a value of another type. */
export function notInReference(value: unknown): readonly string[] {
  return differences(value, [REFERENCE], '');
}

function differences(value: unknown, models: readonly unknown[], at: string): readonly string[] {
  if (models.length === 0) return [`${at} is no field`];
  if (Array.isArray(value)) {
    const items = models.flatMap((model): readonly unknown[] => (Array.isArray(model) ? model : []));
    return value.flatMap((item) => differences(item, items, `${at}[]`));
  }
  if (isFields(value)) {
    const below = models.filter(isFields);
    return Object.entries(value).flatMap(([key, each]) => {
      const named = NAMED.has(at);
      const next = below.flatMap((model) =>
        named ? Object.values(model) : key in model ? [model[key]] : [],
      );
      return differences(each, next, at === '' ? key : `${at}.${key}`);
    });
  }
  return models.some((model) => typeof model === typeof value) ? [] : [`${at} is no ${typeof value}`];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
