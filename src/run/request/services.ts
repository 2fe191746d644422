import { maskText } from '../../configuration/secrets/masked-source.js';
import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import { withoutTrailing } from '../../core/text/text.js';
import type { WantedService, WantedServices } from '../../probe/services/read-services.js';
import type { LiveRequest } from './request.js';

const A_MINUTE = 60_000;

/** What a live run asks besides the engines. */
export function wantedServices(
  configuration: Configuration,
  { running, data, watchMs = 0 }: LiveRequest,
): WantedServices {
  return {
    ...(running !== undefined && {
      optimize: {
        ...serviceAt(running.url ?? runningAddress(configuration)),
        sampled: watchMs >= A_MINUTE,
      },
    }),
    ...(data !== undefined && {
      store: serviceAt(data.url ?? storeAddress(configuration)),
    }),
    // A recording has it as well, whether it is wanted or not.
    prefix: storePrefix(configuration),
  };
}

/** Whoever knows the path of a gateway may need no login. */
function serviceAt(address: string | null): WantedService {
  return { address, ...(address !== null && { shown: maskText(address) }) };
}

/** What a setting is where the file does not have it: the value of the variable that Optimize asks for then, or the default. */
interface Otherwise {
  readonly variable?: string;
  readonly value: string;
}

const CONTAINER = {
  host: { variable: 'CONTAINER_HOST', value: 'localhost' },
  http: { variable: 'CAMUNDA_OPTIMIZE_CONTAINER_PORTS_HTTP', value: '8090' },
  https: { variable: 'CAMUNDA_OPTIMIZE_CONTAINER_PORTS_HTTPS', value: '8091' },
  contextPath: { variable: 'CAMUNDA_OPTIMIZE_CONTEXT_PATH', value: '' },
} as const;

const STORES = {
  es: {
    host: { variable: 'OPTIMIZE_ELASTICSEARCH_HOST', value: 'localhost' },
    port: { variable: 'OPTIMIZE_ELASTICSEARCH_HTTP_PORT', value: '9200' },
    ssl: { variable: 'CAMUNDA_OPTIMIZE_ELASTICSEARCH_SSL_ENABLED', value: 'false' },
    prefix: { variable: 'CAMUNDA_OPTIMIZE_ELASTICSEARCH_SETTINGS_INDEX_PREFIX', value: 'optimize' },
  },
  opensearch: {
    host: { variable: 'CAMUNDA_OPTIMIZE_OPENSEARCH_HOST', value: 'localhost' },
    port: { variable: 'CAMUNDA_OPTIMIZE_OPENSEARCH_HTTP_PORT', value: '9200' },
    ssl: { variable: 'CAMUNDA_OPTIMIZE_OPENSEARCH_SSL_ENABLED', value: 'false' },
    prefix: { variable: 'CAMUNDA_OPTIMIZE_OPENSEARCH_SETTINGS_INDEX_PREFIX', value: 'optimize' },
  },
} as const;

/**
 * Where Optimize listens, as its file says. `container.host` is what it binds to: reached from here it is only a guess, so an address that
 * means every interface becomes this machine. Null where a setting has no value here.
 */
export function runningAddress({ files }: Configuration): string | null {
  const [file] = files;
  if (file === undefined) return null;
  const host = textOf(file, '/container/host', CONTAINER.host);
  const http = textOf(file, '/container/ports/http', CONTAINER.http);
  const port = http ?? textOf(file, '/container/ports/https', CONTAINER.https);
  if (host === null) return null;
  const name = /^(?:0\.0\.0\.0|\[?::\]?|)$/u.test(host) ? 'localhost' : host;
  const path = textOf(file, '/container/contextPath', CONTAINER.contextPath);
  return addressOf(http === null, name, port, path);
}

/** Where Optimize keeps its data: the first node that the file names. */
export function storeAddress({ files: [file] }: Configuration): string | null {
  if (file === undefined) return null;
  const section = file.storeSection();
  const { host, port, ssl } = STORES[section];
  const node = `/${section}/connection/nodes/0`;
  const isSecure = textOf(file, `/${section}/security/ssl/enabled`, ssl) === 'true';
  const path = textOf(file, `/${section}/connection/pathPrefix`, { value: '' });
  const [name, number] = [textOf(file, `${node}/host`, host), textOf(file, `${node}/httpPort`, port)];
  return name === null ? null : addressOf(isSecure, name, number, path);
}

/** Null where it holds what could mean more than one index. */
export function storePrefix({ files: [file] }: Configuration): string | null {
  if (file === undefined) return null;
  const section = file.storeSection();
  const text = textOf(file, `/${section}/settings/index/prefix`, STORES[section].prefix);
  const prefix = text?.toLowerCase() ?? '';
  return /^[a-z0-9][\w.+-]*$/u.test(prefix) ? prefix : null;
}

/** Null where the file says null, or where it cannot be told. */
function textOf(file: ConfigurationFile, pointer: string, { variable, value }: Otherwise): string | null {
  const { state, text } = file.setting(pointer);
  if (state !== 'absent') return text;
  return (variable === undefined ? null : file.variable(variable)) ?? value;
}

function addressOf(isSecure: boolean, host: string, port: string | null, path: string | null): string | null {
  if (port === null || !/^\d{1,5}$/u.test(port)) return null;
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const address = `${isSecure ? 'https' : 'http'}://${name}:${port}`;
  const below = withoutTrailing((path ?? '').replace(/^\/+/u, ''), '/');
  return URL.canParse(address) ? `${address}${below === '' ? '' : `/${below}`}` : null;
}
