import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import type { WantedServices } from '../../probe/services/read-services.js';
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
        address: running.url ?? runningAddress(configuration),
        sampled: watchMs >= A_MINUTE,
      },
    }),
    ...(data !== undefined && {
      store: { address: data.url ?? storeAddress(configuration) },
    }),
    // A recording has it as well, whether it is wanted or not.
    prefix: storePrefix(configuration),
  };
}

/**
 * Where Optimize listens, as its file says. `container.host` is what it binds to: reached from here it is only a guess, so an address that
 * means every interface becomes this machine. Null where a setting has no value here.
 */
export function runningAddress({ files }: Configuration): string | null {
  const [file] = files;
  if (file === undefined) return null;
  const host = textOf(file, '/container/host', 'localhost');
  const http = textOf(file, '/container/ports/http', '8090');
  const port = http ?? textOf(file, '/container/ports/https', '8091');
  const path = textOf(file, '/container/contextPath', '');
  if (host === null || port === null || !/^\d{1,5}$/u.test(port)) return null;
  const name = /^(?:0\.0\.0\.0|\[?::\]?|)$/u.test(host) ? 'localhost' : host;
  const context = (path ?? '').replaceAll(/^\/*|\/*$/gu, '');
  const address = `${http === null ? 'https' : 'http'}://${hostInAddress(name)}:${port}`;
  return URL.canParse(address) ? `${address}${context === '' ? '' : `/${context}`}` : null;
}

/** Null where the file says null, or where it cannot be told. */
function textOf(file: ConfigurationFile, pointer: string, otherwise: string): string | null {
  const { state, text } = file.setting(pointer);
  return state === 'absent' ? otherwise : text;
}

/** Where Optimize keeps its data: the first node that the file names. */
export function storeAddress({ files: [file] }: Configuration): string | null {
  if (file === undefined) return null;
  const section = storeSection(file);
  const node = `/${section}/connection/nodes/0`;
  const host = textOf(file, `${node}/host`, 'localhost');
  const port = textOf(file, `${node}/httpPort`, '9200');
  const path = textOf(file, `/${section}/connection/pathPrefix`, '') ?? '';
  const isSecure = textOf(file, `/${section}/security/ssl/enabled`, 'false') === 'true';
  if (host === null || port === null || !/^\d{1,5}$/u.test(port)) return null;
  const address = `${isSecure ? 'https' : 'http'}://${hostInAddress(host)}:${port}`;
  const below = path.replaceAll(/^\/*|\/*$/gu, '');
  return URL.canParse(address) ? `${address}${below === '' ? '' : `/${below}`}` : null;
}

/** Null where it holds what could mean more than one index. */
export function storePrefix({ files: [file] }: Configuration): string | null {
  if (file === undefined) return null;
  const prefix =
    textOf(file, `/${storeSection(file)}/settings/index/prefix`, 'optimize')?.toLowerCase() ?? '';
  return /^[a-z0-9][\w.+-]*$/u.test(prefix) ? prefix : null;
}

/** The section of the store that is in use: that of Elasticsearch, unless only the other one is there. */
function storeSection(file: ConfigurationFile): 'es' | 'opensearch' {
  const isThere = (section: string): boolean => file.setting(`/${section}`).state !== 'absent';
  return !isThere('es') && isThere('opensearch') ? 'opensearch' : 'es';
}

function hostInAddress(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
