import { closest } from '../../core/text/did-you-mean.js';
import { shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { shownAddress } from '../shared/configuration/substitutions.js';
import { restLine } from '../shared/configuration/rest-line.js';
import { named, someNames } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly host: string;
  readonly rest: string;
  /** The address comes from the variable of the engine that Optimize brings along. */
  readonly byVariable: boolean;
  /** Of the compose file, the first ones. */
  readonly services: readonly string[];
  readonly furtherServices: number;
  /** The service that was probably meant. */
  readonly near: string | null;
}

export default configurationRule({
  code: 'C149',
  name: 'host-not-in-compose-file',
  severity: 'warning',
  *check({ configuration }) {
    for (const { file, fileName, each, entry, alias } of placedEntries(configuration)) {
      const { hosts } = file.node;
      const host = hosts === null ? null : bareHostOf(entry.base);
      if (hosts === null || host === null || hosts.includes(host)) continue;
      const near = nearestTo(host, hosts);
      const services = hosts.slice(0, MOST_NAMED);
      const data: Data = {
        engine: alias,
        host,
        rest: shownAddress(file, each),
        byVariable: each.builtIn,
        services,
        furtherServices: hosts.length - services.length,
        near,
      };
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer: each.setting('rest').pointer, part: 'value' }],
        certainty: 'strong',
        subject: 'rest',
      };
    }
  },
  message({ engine, host, services, furtherServices }: Data) {
    return `"rest" of engine ${named(engine)} uses the host "${shortened(host, 40)}", which is not a service of this compose file: it has ${someNames(services, furtherServices)}.`;
  },
  remedy({ near }: Data) {
    return near === null ? 'Write the name of the service in which the engine runs:' : 'Did you mean this?';
  },
  sample({ near, rest, byVariable }: Data) {
    const address = rest.replace(/(https?:\/\/)[^/:?#]+/iu, `$1${near ?? 'SERVICE'}`);
    return restLine(byVariable, address);
  },
});

/**
 * The host of an address where it is one word: names with a point, addresses and the machine itself are looked up elsewhere. What no host can be
 * called was not replaced by anything.
 */
function bareHostOf(base: string | null): string | null {
  const host = /^https?:\/\/([\w-]+)(?:[:/?#]|$)/i.exec(base ?? '')?.[1]?.toLowerCase() ?? null;
  return host === 'localhost' ? null : host;
}

/** `engine` for `engine-server`. Every engine is compared with every service: of too many none is proposed. */
function nearestTo(host: string, services: readonly string[]): string | null {
  if (services.length > MOST_SERVICES) return null;
  return (
    services.find((name) => name.startsWith(`${host}-`) || name.endsWith(`-${host}`)) ??
    closest(host, services)
  );
}

const MOST_SERVICES = 300;
/** Of them in each finding: else a report of many engines and services would hold the product of both. */
const MOST_NAMED = 20;
