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

/** Both shapes: that of today, and that of releases up to about 3.3. Null for what Optimize does not answer. */
export function statusIn(json: unknown): OptimizeStatus | null {
  const today = fieldOf(json, 'engineStatus');
  if (isObject(today)) return statusOfToday(today, json);
  const connections = fieldOf(json, 'connectionStatus');
  const byAlias = fieldOf(connections, 'engineConnections');
  if (!isObject(byAlias)) return null;
  const importing = fieldOf(json, 'isImporting');
  return {
    engines: Object.entries(byAlias).flatMap(([alias, connected]) =>
      typeof connected === 'boolean'
        ? [{ alias, connected, importing: booleanOrNull(fieldOf(importing, alias)) }]
        : [],
    ),
    storeConnected: booleanOrNull(fieldOf(connections, 'connectedToElasticsearch')),
  };
}

function statusOfToday(engines: Json, json: unknown): OptimizeStatus {
  return {
    engines: Object.entries(engines).flatMap(([alias, value]) => {
      const connected = fieldOf(value, 'isConnected');
      if (typeof connected !== 'boolean') return [];
      return [{ alias, connected, importing: booleanOrNull(fieldOf(value, 'isImporting')) }];
    }),
    storeConnected: booleanOrNull(fieldOf(json, 'connectedToElasticsearch')),
  };
}
