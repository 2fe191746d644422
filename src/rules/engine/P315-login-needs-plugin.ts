import type { Severity } from '../../core/finding.js';
import type { ExaminedAs } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { hasRestFilter } from '../shared/configuration/plugins.js';

/** What is known of the login that Optimize itself would send: nobody tried it. */
type Chance =
  /** A plugin sees each request and may add what is missing. */
  | 'plugin'
  /** The server names the schemes that it accepts, and Basic is none of them. */
  | 'none'
  /** It asks for a token, and may accept Basic without saying so. */
  | 'unsaid'
  /** It is one of them. */
  | 'basic'
  | 'unknown';

interface Data {
  readonly engine: string;
  readonly by: ExaminedAs['by'];
  readonly chance: Chance;
}

const SEVERITIES: Readonly<Record<Chance, Severity>> = {
  plugin: 'info',
  none: 'error',
  unsaid: 'warning',
  basic: 'info',
  unknown: 'warning',
};

export default engineRule({
  code: 'P315',
  name: 'login-needs-plugin',
  severity: 'warning',
  needsOptimize: true,
  needs: ['reach'],
  severityOf: ({ chance }: Data) => SEVERITIES[chance],
  *check({ entry, facts, configuration }) {
    const reach = facts.reach.value;
    if (reach.status !== 'ok' || reach.as === undefined) return;
    const { by, open } = reach.as;
    if (by === 'password' || open) return;
    const chance = hasRestFilter(entry, configuration) ? 'plugin' : chanceOf(reach.as);
    const data: Data = { engine: entry.alias, by, chance };
    const at = [{ engine: entry.alias, setting: 'authentication' }];
    yield { data, engines: [entry.alias], at, evidence: evidenceOf(entry.alias, reach.as), subject: by };
  },
  message({ engine, by, chance }: Data) {
    const examined = `"${engine}" was examined with ${by === 'token' ? 'a token' : 'headers'} from --credentials`;
    const it = by === 'token' ? 'it' : 'them';
    if (chance === 'plugin')
      return `${examined}. Optimize's plugin has to add ${it} to each request; this tool cannot see whether it does.`;
    if (chance === 'none')
      return `${examined}. Optimize can only send user and password (Basic), which the server does not accept: it cannot import.`;
    if (chance === 'unsaid')
      return `${examined}. Optimize can only send user and password (Basic); Spring Security asks for a token and does not say whether it accepts those as well.`;
    if (chance === 'basic')
      return `${examined}. Optimize sends user and password (Basic), which the server offers as well; they were not tried.`;
    return `${examined}. Optimize itself sends user and password (Basic) only and has no plugin that adds ${it}.`;
  },
  remedy({ engine, by, chance }: Data) {
    if (chance === 'plugin') return `Compare with Optimize's log: does it import from "${engine}"?`;
    if (chance === 'basic')
      return `Leave "${engine}" out of --credentials to try the login that Optimize sends.`;
    return [
      `Give Optimize a plugin that adds ${by === 'token' ? 'the token' : 'the headers'} to each request (plugin.engineRestFilter.basePackages),`,
      by === 'token'
        ? 'or let the server accept Basic on the paths of the REST interface as well.'
        : 'or let requests of Optimize through without them.',
      ...(chance === 'unsaid'
        ? [
            `Where it accepts Basic already, leave "${engine}" out of --credentials: then the login of Optimize is tried.`,
          ]
        : []),
    ].join('\n');
  },
});

function chanceOf({ by, schemes, namesOne }: ExaminedAs): Chance {
  // What a gateway wants in a header of its own is in no challenge.
  if (by !== 'token' || schemes === null || schemes.length === 0) return 'unknown';
  if (schemes.includes('basic')) return 'basic';
  return namesOne === true ? 'unsaid' : 'none';
}

function evidenceOf(engine: string, { schemes, offeredTo }: ExaminedAs) {
  if (schemes === null || schemes.length === 0) return [];
  const detail = `without a login, the server answers 401 and offers ${schemes.join(', ')}`;
  const asked = offeredTo === undefined ? {} : { request: offeredTo };
  return [{ kind: 'login', engines: [engine], detail, ...asked, status: 401 }];
}
