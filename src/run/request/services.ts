import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import type { WantedServices } from '../../probe/services/read-services.js';
import type { LiveRequest } from './request.js';

const A_MINUTE = 60_000;

/** What a live run asks besides the engines. */
export function wantedServices(
  configuration: Configuration,
  { running, watchMs = 0 }: LiveRequest,
): WantedServices {
  return {
    ...(running !== undefined && {
      optimize: {
        address: running.url ?? runningAddress(configuration),
        sampled: watchMs >= A_MINUTE,
      },
    }),
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
  const address = `${http === null ? 'https' : 'http'}://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`;
  return URL.canParse(address) ? `${address}${context === '' ? '' : `/${context}`}` : null;
}

/** Null where the file says null, or where it cannot be told. */
function textOf(file: ConfigurationFile, pointer: string, otherwise: string): string | null {
  const { state, text } = file.setting(pointer);
  return state === 'absent' ? otherwise : text;
}
