import type { Credentials, GivenLogin, Vault } from '../configuration/logins.js';
import type { EngineEntry } from '../configuration/types.js';
import { isLocalHost } from '../core/text/url.js';
import { accountOf } from './engine/login/accounts.js';
import type { PlannedLogin } from './engine/login/logins.js';
import { siteOf, type Site } from './engine/address/site.js';
import type { Target, Transport } from './http/transport.js';

/** An entry, where it is asked and as whom. */
export interface Plan {
  readonly entry: EngineEntry;
  /** Key of the engine in this run. */
  readonly engine: string;
  /** Null where nothing can be called. A replay calls nothing. */
  readonly site: Site | null;
  readonly target: Target;
  readonly login: Credentials | null;
}

export function planOf(entries: readonly EngineEntry[], vault: Vault, transport: Transport): readonly Plan[] {
  const keys = keysOf(entries);
  return entries.map((entry, index) => {
    const engine = keys[index] ?? entry.alias;
    const credentials = vault.credentialsOf(entry);
    const site = siteOf(entry, vault);
    const asked = withoutEchoes(transport.target(engine, targetOf(entry, site, credentials)), site);
    const target = leadsElsewhere(entry.name) ? NOT_A_PART_OF_AN_ADDRESS : judged(entry, asked);
    return {
      entry,
      engine,
      site,
      target,
      login: target.probed && target.login ? loginOf(entry, target, credentials) : null,
    };
  });
}

export function plannedLogins(plans: readonly Plan[]): readonly PlannedLogin[] {
  return plans.flatMap(({ entry: { alias, name }, engine, target, login }) =>
    login === null || name === null || !target.probed
      ? []
      : [{ engine, alias, account: accountOf(login, target.address) }],
  );
}

/** Answers that were recorded need no address and no login any more, but the tenants under which Optimize keeps what they name. */
function judged({ unresolvedInTenants = [] }: EngineEntry, target: Target): Target {
  return target.probed && unresolvedInTenants.length > 0 ? withoutValues(unresolvedInTenants) : target;
}

function withoutValues(variables: readonly string[]): Target {
  const names = variables.map((name) => `\${${name}}`).join(', ');
  return { probed: false, because: `${names} has no value` };
}

/** A recording says in words of its own why an engine was not asked. */
function withoutEchoes(target: Target, site: Site | null): Target {
  if (target.probed || site === null) return target;
  return { ...target, because: site.echoes.cleanSaid(target.because) };
}

const NOT_A_PART_OF_AN_ADDRESS: Target = {
  probed: false,
  because: 'the engine name cannot be a part of an address',
};

/** Dots are steps in an address, escaped or not: `..` would ask for something that is no engine. Half a character has no address. */
function leadsElsewhere(name: string | null): boolean {
  return name !== null && (/^\.{1,2}$/.test(name) || /\p{Surrogate}/u.test(name));
}

/** A replay knows that there was a login, not what was sent: nothing is sent with it. */
function loginOf(
  { authentication }: EngineEntry,
  { given }: Extract<Target, { probed: true }>,
  credentials: Credentials | null,
): Credentials | null {
  if (given === undefined) return credentials ?? { user: authentication?.user ?? '', password: '' };
  if (credentials?.given !== undefined) return credentials;
  const known = { given: { ...given, plainHttp: false } };
  const isHeader =
    given.by === 'token' || (given.by === 'headers' && (given.replaces || given.user === null));
  return isHeader
    ? { user: null, password: null, ...known }
    : { user: given.user ?? '', password: '', ...known };
}

function targetOf(entry: EngineEntry, site: Site | null, credentials: Credentials | null): Target {
  const given = credentials?.given;
  const unresolved = unresolvedFor(entry, given);
  if (unresolved.length > 0) return withoutValues(unresolved);
  if (entry.name === null || entry.name === '')
    return { probed: false, because: 'the entry has no engine name' };
  const blank = credentials === null ? null : blankIn(credentials);
  if (blank !== null) return { probed: false, because: `${blank}: the login is not sent` };
  if (site === null) return { probed: false, because: 'the entry has no http or https address' };
  if (given !== undefined && !given.plainHttp && isReadableByOthers(site.address))
    return { probed: false, because: NOT_OVER_HTTP };
  return {
    probed: true,
    address: site.shown,
    login: credentials !== null,
    ...(given && { given: told(given) }),
  };
}

const NOT_OVER_HTTP =
  'its login of --credentials is not sent over plain http to another machine, unless "plainHttp: true" is set beside it';

function isReadableByOthers(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLocalHost(hostname);
}

/** A login that is not sent needs no values. */
function unresolvedFor(
  { unresolved, unresolvedInLogin = [] }: EngineEntry,
  given: GivenLogin | undefined,
): readonly string[] {
  return given?.replaces === true
    ? unresolved.filter((name) => !unresolvedInLogin.includes(name))
    : unresolved;
}

function told({ by, user, asOptimize, replaces }: GivenLogin): Omit<GivenLogin, 'plainHttp'> {
  return { by, user, asOptimize, replaces };
}

/** Such a login is refused, and a few of them lock the account. */
function blankIn({ user, password }: Credentials): string | null {
  if (user === null) return null;
  for (const [what, text] of [
    ['user', user],
    ['password', password],
  ] as const) {
    if (/[\r\n]$/u.test(text)) return `the ${what} ends with a line break`;
    if (text !== text.trim()) return `the ${what} begins or ends with a blank`;
  }
  return null;
}

/** The alias; numbered from the second on where several files name the same one. */
function keysOf(entries: readonly EngineEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  return entries.map(({ alias }) => {
    const count = (seen.get(alias) ?? 0) + 1;
    seen.set(alias, count);
    return count === 1 ? alias : `${alias}#${count}`;
  });
}
