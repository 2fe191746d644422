import type { Place } from '../../core/rule.js';
import { BAD_RELEASES, MAINTAINED_UNTIL } from '../../optimize/releases.js';
import type { Configuration } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { ignoresEngines, isBefore, isNamed, type NamedTarget } from '../../optimize/target.js';

interface Data {
  readonly target: string;
  /** What is wrong with the release; null where it is only old. */
  readonly fault: string | null;
  readonly fixedIn: string | null;
  /** Until when its minor is maintained; null where that is long past. */
  readonly until: string | null;
}

const NEWEST = MAINTAINED_UNTIL.at(-1);

export default configurationRule({
  code: 'C155',
  name: 'known-bad-release',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ fault }) => (fault === null ? 'info' : 'warning'),
  *check({ configuration }) {
    const { target } = configuration;
    if (!isNamed(target) || ignoresEngines(target)) return;
    const bad = faultOf(target, configuration);
    if (bad === null && (NEWEST === undefined || !isBefore(target, NEWEST.minor))) return;
    const until = MAINTAINED_UNTIL.find(({ minor }) => minor === minorOf(target))?.until ?? null;
    const data: Data = {
      target: target.text,
      fault: bad?.fault ?? null,
      fixedIn: bad === null ? null : `${bad.minor}.${bad.lastPatch + 1}`,
      until,
    };
    yield { data, engines: [], at: placesOf(configuration), subject: target.text };
  },
  message({ target, fault, until }: Data) {
    if (fault !== null) return `Optimize ${target} has a known fault: ${fault}.`;
    const end = until === null ? 'is no longer maintained' : `is maintained only until ${until}`;
    return `Optimize ${target} ${end}; ${NEWEST?.minor ?? ''} is maintained until ${NEWEST?.until ?? ''}.`;
  },
  remedy({ fixedIn }: Data) {
    return fixedIn === null
      ? `Update minor by minor to Optimize ${NEWEST?.minor ?? ''}.`
      : `Use Optimize ${fixedIn} or newer.`;
  },
});

function faultOf(target: NamedTarget, { engines }: Configuration): (typeof BAD_RELEASES)[number] | null {
  const bad = BAD_RELEASES.find(
    ({ minor, lastPatch }) => minor === minorOf(target) && target.patch !== null && target.patch <= lastPatch,
  );
  if (bad === undefined) return null;
  const tenants = engines.some(({ defaultTenant }) => defaultTenant !== null && defaultTenant.id !== null);
  return bad.withDefaultTenants && !tenants ? null : bad;
}

function minorOf({ major, minor }: NamedTarget): string {
  return `${major}.${minor}`;
}

/** A release stands in no file: the finding is shown at the engines. */
function placesOf({ files }: Configuration): readonly Place[] {
  return files
    .slice(0, 1)
    .map(({ document }) => ({ file: document.file.name, pointer: '/engines', part: 'key' }));
}
