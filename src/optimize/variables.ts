import { ENGINE_VARIABLES, PAST_VARIABLES, VARIABLES } from '../generated/settings.js';

/** Names of the variables that the engine asks for which Optimize brings along. */
export function engineVariables(): readonly string[] {
  return ENGINE_VARIABLES.split(' ');
}

/** The same for all of Optimize's defaults. `#` stands for any number. */
export function knownVariables(): readonly string[] {
  return [...engineVariables(), ...VARIABLES.split(' ')];
}

/** A variable that old releases ask for. */
export interface PastVariable {
  readonly name: string;
  /** From this release on nothing asks for it. */
  readonly since: string;
  /** The one that takes its place. */
  readonly today: string | null;
}

export function pastVariables(): readonly PastVariable[] {
  return PAST_VARIABLES;
}

/** Whether a variable is one of those that people give to Optimize, by its name. */
export function isForOptimize(name: string): boolean {
  return name.startsWith('OPTIMIZE_') || name.startsWith('CAMUNDA_OPTIMIZE_');
}

/** The same of a name in small letters or with dashes, which nothing reads. */
export function isMeantForOptimize(name: string): boolean {
  return /^(?:CAMUNDA[-_])?OPTIMIZE[-_]/iu.test(name);
}

/** What nothing but an entry of `engines` has at the end of its paths. */
const END_OF_ENTRY =
  'NAME|REST|(?:EVENT[-_]?)?IMPORT[-_]?ENABLED|EXCLUDED[-_]?TENANTS|DEFAULT[-_]?TENANT[-_.](?:ID|NAME)|AUTHENTICATION[-_.](?:ENABLED|USER|PASSWORD)|WEBAPPS[-_.](?:ENDPOINT|ENABLED)';

const OF_ENTRY = new RegExp(
  String.raw`^(?:CAMUNDA[-_.])?OPTIMIZE[-_.]ENGINES(?:[-_.]|$)|^ENGINES[-_.].+[-_.](?:${END_OF_ENTRY})$`,
  'iu',
);

/**
 * Whether the name of a variable is the path of a setting of an engine, e.g. `OPTIMIZE_ENGINES_EU_REST` or `engines[eu].rest`, or an option such
 * as `-Dengines.eu.rest`: other programs read such names, Optimize does not.
 */
export function isPathOfEngine(name: string): boolean {
  return OF_ENTRY.test(name.replace(/^-[-D]/u, '').replaceAll(/\[([^\]]*)\]/gu, '.$1'));
}

/** What the scripts and the container of Optimize read besides the configuration. */
const OTHERS = new Set([
  'CAMUNDA_OPTIMIZE_DATABASE',
  'OPTIMIZE_CLASSPATH',
  'OPTIMIZE_JAVA_OPTS',
  'OPTIMIZE_LOG_LEVEL',
]);

/** What Kubernetes gives every container for a service called `optimize`. */
const OF_SERVICE =
  /^(?:CAMUNDA_)?OPTIMIZE_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP)(?:_\w+)?)$|^(?:CAMUNDA_)?OPTIMIZE_PORT$/u;

/** Whether a release of today asks for a variable, or something beside it does. */
export function isReadVariable(name: string): boolean {
  if (OTHERS.has(name) || OF_SERVICE.test(name)) return true;
  const general = name.replaceAll(/(?<=_)\d+(?=_)/gu, '#');
  known ??= new Set(knownVariables());
  return known.has(name) || known.has(general);
}

let known: ReadonlySet<string> | null = null;
