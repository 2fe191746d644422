/**
 * What is known about the releases of Optimize for Camunda 7: data only, one source for all rules. Which release reads which setting stands in
 * the schema, which engines it accepts in supported-engines.ts. `docs/optimize-versions.md` names where each table comes from and has to
 * change with it.
 */

/** When the tables were last compared with the vendor's pages, which change inside a minor release. */
export const VERSIONS_AS_OF = '2026-03';

/** Every minor release, oldest first. `1.x` and `8.x` stand for lines of which nothing finer is known or needed. */
export const KNOWN_VERSIONS: readonly string[] = ['1.x', ...minors(2, 0, 7), ...minors(3, 0, 15), '8.x'];

function minors(major: number, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${major}.${first + index}`);
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
