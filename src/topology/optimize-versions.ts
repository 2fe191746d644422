/**
 * What is known about the releases of Optimize for Camunda 7: data only, one source for all rules. `docs/optimize-versions.md` names where each
 * table comes from and has to change with it.
 */

/** When the tables were last compared with the vendor's pages, which change inside a minor release. */
export const VERSIONS_AS_OF = '2026-03';

/** Every minor release, oldest first. `1.x` and `8.x` stand for lines of which nothing finer is known or needed. */
export const KNOWN_VERSIONS: readonly string[] = ['1.x', ...minors(2, 0, 7), ...minors(3, 0, 15), '8.x'];

function minors(major: number, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${major}.${first + index}`);
}

/** A setting of an engine entry that not every release has. */
export interface FieldEra {
  /** Path below the entry with dots. */
  readonly setting: string;
  /** The first minor that has it; null where every release before `until` has. */
  readonly from: string | null;
  /** From this minor on it is refused; null where the newest release has it. */
  readonly until: string | null;
  /** The last minor that surely lacks it, where the exact release of its arrival is not known. */
  readonly surelyMissingIn: string | null;
}

export const FIELDS: readonly FieldEra[] = [
  field('alias', null, '2.1'),
  field('enabled', null, '2.1'),
  field('authentication.accessGroup', null, '2.1'),
  field('webapps', '2.1', null),
  field('importEnabled', '2.1', null),
  field('defaultTenantId', '2.5', '2.6'),
  field('defaultTenant', '2.6', null),
  field('eventImportEnabled', '3.1', null),
  // Files written for 3.8.2 do not have it, which is no proof; the field lists of 2.x and 3.0 are known.
  field('excludedTenants', '3.9', null, '3.0'),
];

function field(
  setting: string,
  from: string | null,
  until: string | null,
  surelyMissingIn: string | null = null,
): FieldEra {
  return { setting, from, until, surelyMissingIn };
}

/** From this minor on the engine entry needs a `webapps` block, or the user interface fails to load its configuration. */
export const WEBAPPS_NEEDED_FROM = '3.0';

/** Before this minor an omitted `importEnabled` meant true. The exact release of the change is not known. */
export const IMPORT_OMITTED_MEANS_FALSE_FROM = '3.1';

/** Before this minor Optimize brought timeouts for engine calls along; today it waits for ever. */
export const NO_TIMEOUTS_FROM = '2.1';

/** A key whose mere presence stops the start. */
export interface Deletion {
  /** Path with dots; `[]` stands for every item of a list. */
  readonly key: string;
  /** The key to use instead, or null where there is none. */
  readonly replacement: string | null;
  /** Before this minor the key was right; null where that is not known. */
  readonly since: string | null;
  /** From this minor on its deletion is sure. */
  readonly surelySince: string;
}

export const DELETIONS: readonly Deletion[] = [
  ...deleted(
    [
      'es.clusterName',
      'es.connection.clusterName',
      'es.sampler.interval',
      'es.connection.samplerInterval',
      'es.ports.tcp',
      'es.connection.nodes[].tcpPort',
    ],
    null,
  ),
  ...deleted(['es.host'], 'es.connection.nodes[].host'),
  ...deleted(['es.ports.http'], 'es.connection.nodes[].httpPort'),
  ...deleted(['es.security.ssl.key'], 'es.security.ssl.certificate'),
  ...deleted(['es.security.ssl.verification_mode'], 'es.security.ssl.enabled'),
  ...deleted(['alerting.email'], 'email'),
  ...deleted(['email.username'], 'email.authentication.username'),
  ...deleted(['email.password'], 'email.authentication.password'),
  ...deleted(['auth.cookie.same-site'], 'security.auth.cookie.same-site'),
  ...deleted(['auth.cookie.token.lifeMin'], 'security.auth.token.lifeMin'),
  ...deleted(['auth.cookie.token.secret'], 'security.auth.token.secret'),
  ...deleted(['auth.superUserIds'], 'security.auth.superUserIds'),
  ...deleted(
    ['historyCleanup.enabled'],
    'historyCleanup.processDataCleanup.enabled and .decisionDataCleanup.enabled',
    '3.1',
  ),
  ...deleted(
    ['historyCleanup.processDataCleanupMode'],
    'historyCleanup.processDataCleanup.cleanupMode',
    '3.1',
  ),
  ...deleted(
    ['historyCleanup.perProcessDefinitionConfig'],
    'historyCleanup.processDataCleanup.perProcessDefinitionConfig',
    '3.1',
  ),
  ...deleted(
    ['historyCleanup.perDecisionDefinitionConfig'],
    'historyCleanup.decisionDataCleanup.perDecisionDefinitionConfig',
    '3.1',
  ),
  ...deleted(['eventBasedProcess.eventIngestion.accessToken'], 'api.accessToken'),
  ...deleted(['externalVariable.variableIngestion.accessToken'], 'api.accessToken'),
  ...deleted(['ui.header.textColor', 'ui.header.pathToLogoIcon', 'ui.header.backgroundColor'], null, '3.10'),
  { key: 'telemetry.telemetryEndpoint', replacement: null, since: null, surelySince: '3.15' },
];

/** The list of deleted keys is known for late 3.x, which begins with about 3.9. */
function deleted(
  keys: readonly string[],
  replacement: string | null,
  since: string | null = null,
): readonly Deletion[] {
  return keys.map((key) => ({ key, replacement, since, surelySince: since ?? '3.9' }));
}

/** Leftovers that 3.x neither reads nor refuses. */
export const IGNORED: readonly { readonly key: string; readonly today: string | null }[] = [
  { key: 'auth.token.secret', today: 'security.auth.token.secret' },
  { key: 'auth.superGroupIds', today: 'security.auth.superGroupIds' },
  { key: 'es.scrollTimeout', today: 'es.scrollTimeoutInSeconds' },
  { key: 'import.handler.backoff.interval', today: 'import.handler.backoff.initial' },
  { key: 'import.handler.backoff.isEnabled', today: null },
  { key: 'import.indexType', today: null },
];

/** Which Camunda 7 releases a line of Optimize accepts: the lowest accepted patch of each listed minor, ascending. */
export interface EngineSupport {
  /** First release of the line, as people write it. */
  readonly optimize: string;
  readonly engines: readonly string[];
  /** False where the vendor's announcements only imply it. */
  readonly documented: boolean;
}

export const ENGINE_SUPPORT: readonly EngineSupport[] = [
  support('2.0', ['7.7.0']),
  support('2.1', ['7.8.7', '7.9.1', '7.10.0']),
  support('2.3', ['7.8.13', '7.9.7', '7.10.0']),
  support('2.5', ['7.9.12', '7.10.6', '7.11.0']),
  support('2.7', ['7.10.6', '7.11.0', '7.12.0']),
  support('3.1', ['7.11.13']),
  support('3.2', ['7.12.11', '7.13.5', '7.14.0']),
  support('3.4', ['7.13.5', '7.14.0', '7.15.0']),
  support('3.6', ['7.14.0', '7.15.0', '7.16.0']),
  support('3.8', ['7.15.0', '7.16.0', '7.17.0']),
  support('3.9', ['7.16.0', '7.17.0', '7.18.0']),
  support('3.10', ['7.17.0', '7.18.0', '7.19.0'], false),
  support('3.11', ['7.18.0', '7.19.0', '7.20.0'], false),
  support('3.13', ['7.19.0', '7.20.0', '7.21.0']),
  support('3.14', ['7.20.0', '7.21.0', '7.22.0']),
  support('3.15', ['7.21.0', '7.22.0', '7.23.0']),
  support('3.15.12', ['7.22.0', '7.23.0', '7.24.0']),
];

function support(optimize: string, engines: readonly string[], documented = true): EngineSupport {
  return { optimize, engines, documented };
}

/** Releases with a fault that matters here. */
export interface BadRelease {
  readonly minor: string;
  /** The last patch that has the fault; all before it have it, too. */
  readonly lastPatch: number;
  /** Only where an engine has a default tenant. */
  readonly withDefaultTenants: boolean;
  readonly fault: string;
}

export const BAD_RELEASES: readonly BadRelease[] = [
  {
    minor: '3.6',
    lastPatch: 2,
    withDefaultTenants: true,
    fault: 'reports on user tasks, flow nodes and branches may be empty where engines have default tenants',
  },
  {
    minor: '3.11',
    lastPatch: 2,
    withDefaultTenants: false,
    fault: 'migrated reports lose their selection of tenants',
  },
];

/** Until when the vendor maintains a minor. Older ones ended before the first of these. */
export const MAINTAINED_UNTIL: readonly { readonly minor: string; readonly until: string }[] = [
  { minor: '3.10', until: 'October 2024' },
  { minor: '3.11', until: 'April 2025' },
  { minor: '3.12', until: 'July 2025' },
  { minor: '3.13', until: 'October 2025' },
  { minor: '3.14', until: '14 April 2026' },
  { minor: '3.15', until: 'April 2030' },
];
