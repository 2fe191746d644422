import { addressAlone } from '../../core/text/url.js';
import { fieldOf, isObject, textOf } from '../http/answer/kept-fields.js';
import type { ServiceResource } from '../services/service-session.js';
import type { RunningEngine, UiConfiguration } from './types.js';

/** Up to 3.9 it holds the logo, a picture as text. */
const MOST_BYTES = 8 * 1_048_576;

export const UI_CONFIGURATION: ServiceResource = {
  name: 'ui-configuration',
  path: '/api/ui-configuration',
  maxBytes: MOST_BYTES,
  keep,
};

/** The names of webhooks, the ids of analytics and the rest are nobody's business. */
function keep(body: unknown): unknown {
  if (!isObject(body)) return null;
  const { webappsEndpoints } = body;
  return {
    ...texts(body, 'optimizeVersion', 'optimizeProfile'),
    ...(isObject(webappsEndpoints) && {
      webappsEndpoints: Object.fromEntries(
        Object.entries(webappsEndpoints).flatMap(([alias, value]) =>
          alias.length <= LONGEST ? [[alias, keepEngine(value)]] : [],
        ),
      ),
    }),
  };
}

/** As long as the columns behind such names. */
const LONGEST = 255;

function keepEngine(value: unknown): unknown {
  const endpoint = textOf(value, 'endpoint');
  return {
    ...(isObject(value) && texts(value, 'engineName')),
    ...(endpoint !== null && { endpoint: endpoint === '' ? '' : addressAlone(endpoint) }),
  };
}

function texts(body: object, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(body, name);
      return text === null || text.length > LONGEST ? [] : [[name, text]];
    }),
  );
}

/** Null for what Optimize does not answer. */
export function uiConfigurationIn(json: unknown): UiConfiguration | null {
  const version = textOf(json, 'optimizeVersion');
  if (version === null || !/^\d/u.test(version)) return null;
  const endpoints = fieldOf(json, 'webappsEndpoints');
  const profile = textOf(json, 'optimizeProfile');
  return {
    version,
    profile,
    hasEngines: isOfCamunda7(version) && (profile ?? 'platform') === 'platform',
    engines: isObject(endpoints) ? Object.entries(endpoints).map(runningEngine) : null,
  };
}

/** From 8 on there is no Optimize that imports engines. */
export function isOfCamunda7(version: string): boolean {
  return /^[1-7]\./u.test(version);
}

function runningEngine([alias, value]: readonly [string, unknown]): RunningEngine {
  return { alias, engineName: textOf(value, 'engineName'), endpoint: textOf(value, 'endpoint') };
}
