import type { GivenLogins } from '../../configuration/logins/given-logins.js';
import type { Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { safeDocument } from '../../configuration/secrets/safe-document.js';
import { InputError } from '../../core/errors.js';
import { urlOf } from '../../core/text/url.js';
import { readText } from '../../load/text/read-file.js';
import { readSource } from '../../load/text/source.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { besideOf } from '../request/inputs.js';
import type { LiveRequest } from '../request/request.js';
import { storeAddress } from '../request/services.js';
import { readLogins, type KnownEngines } from './read-logins.js';

/** The longest token that anybody sends, many times over. */
const MAX_BYTES = 65_536;

/**
 * The logins that `--credentials` names, for the engines of a configuration and for the search store where it is asked.
 *
 * @throws InputError where the file cannot be read, is something else, or names an engine that is not there
 */
export function givenLogins(
  file: string,
  { configuration, vault }: Interpretation,
  variables: Variables,
  { data }: Pick<LiveRequest, 'data'>,
): GivenLogins {
  const hosts = configuration.engines.flatMap((entry) => hostsOf(vault.addressOf(entry)));
  const engines: KnownEngines = {
    aliases: configuration.engines.map(({ alias }) => alias),
    hosts: [...new Set(hosts)],
    storeHosts: data === undefined ? [] : hostsOf(data.url ?? storeAddress(configuration)),
  };
  const document = safeDocument(parseYaml(readSource(file)));
  return readLogins(document, { variables, textOf: (named) => textOf(besideOf(file, named)) }, engines);
}

/** With and without the port. */
function hostsOf(address: string | null): readonly string[] {
  const url = urlOf(address ?? '');
  return url === null ? [] : [url.host, url.hostname];
}

function textOf(file: string): string {
  const text = readText(file, { maxBytes: MAX_BYTES }).replace(/\r?\n$/u, '');
  if (text === '') throw new InputError(`${file}: is empty`);
  return text;
}
