import { fieldOf, isObject, type Json } from '../http/answer/kept-fields.js';
import type { ServiceResource } from '../services/service-session.js';
import type { OptimizeStatus } from './types.js';

export const STATUS: ServiceResource = { name: 'status', path: '/api/status', keep };

const LONGEST_ALIAS = 255;

function keep(body: unknown): unknown {
  if (!isObject(body)) return null;
  const { engineStatus, connectionStatus, isImporting } = body;
  return {
    ...flags(body, 'connectedToElasticsearch'),
    ...(isObject(engineStatus) && {
      engineStatus: perAlias(engineStatus, (value) =>
        isObject(value) ? flags(value, 'isConnected', 'isImporting') : null,
      ),
    }),
    ...(isObject(connectionStatus) && { connectionStatus: keepConnections(connectionStatus) }),
    ...(isObject(isImporting) && { isImporting: perAlias(isImporting, booleanOrNull) }),
  };
}

function keepConnections(status: Json): unknown {
  const { engineConnections } = status;
  return {
    ...flags(status, 'connectedToElasticsearch'),
    ...(isObject(engineConnections) && { engineConnections: perAlias(engineConnections, booleanOrNull) }),
  };
}

function perAlias(map: Json, keepValue: (value: unknown) => unknown): Json {
  const entries = Object.entries(map).filter(([alias]) => alias.length <= LONGEST_ALIAS);
  return Object.fromEntries(entries.map(([alias, value]) => [alias, keepValue(value)]));
}

function flags(body: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(
    names.flatMap((name) => (typeof body[name] === 'boolean' ? [[name, body[name]]] : [])),
  );
}

function booleanOrNull(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/**
 * Both shapes: that of today, and that of releases up to about 3.3. Null for what Optimize does not answer, and where it is not told of each engine:
 * one without a state would look like one that is well.
 */
export function statusIn(json: unknown): OptimizeStatus | null {
  const today = fieldOf(json, 'engineStatus');
  if (isObject(today)) return statusOfToday(today, json);
  const connections = fieldOf(json, 'connectionStatus');
  const byAlias = fieldOf(connections, 'engineConnections');
  if (!isObject(byAlias)) return null;
  const importing = fieldOf(json, 'isImporting');
  const engines = Object.entries(byAlias).flatMap(([alias, connected]) =>
    typeof connected === 'boolean'
      ? [{ alias, connected, importing: booleanOrNull(fieldOf(importing, alias)) }]
      : [],
  );
  const storeConnected = booleanOrNull(fieldOf(connections, 'connectedToElasticsearch'));
  return engines.length < Object.keys(byAlias).length ? null : { engines, storeConnected };
}

function statusOfToday(byAlias: Json, json: unknown): OptimizeStatus | null {
  const engines = Object.entries(byAlias).flatMap(([alias, value]) => {
    const [connected, importing] = [fieldOf(value, 'isConnected'), fieldOf(value, 'isImporting')];
    return typeof connected === 'boolean' && typeof importing === 'boolean'
      ? [{ alias, connected, importing }]
      : [];
  });
  const storeConnected = booleanOrNull(fieldOf(json, 'connectedToElasticsearch'));
  return engines.length < Object.keys(byAlias).length ? null : { engines, storeConnected };
}
