import { counted } from '../../../core/text/text.js';
import type { Pair } from '../pair.js';
import type { Signal } from './signal.js';

/** Only names that no driver mixes up. MySQL and MariaDB answer for each other. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/^h2/i, 'H2'],
  [/^postgresql/i, 'PostgreSQL'],
  [/^oracle/i, 'Oracle'],
  [/^microsoft sql server/i, 'Microsoft SQL Server'],
  [/^db2/i, 'DB2'],
  [/^(mysql|mariadb)/i, 'MySQL or MariaDB'],
];

/** Two database products are two databases. */
export function otherVendor(pair: Pair): Signal | null {
  const vendors = pair.both('telemetry')?.map((data) => vendorFamily(data.databaseVendor));
  if (vendors === undefined) return null;
  const [first, second] = vendors;
  if (first == null || second == null || first === second) return null;
  return { certainty: 'proven', evidence: [pair.evidence('database-vendor', `${first} and ${second}`)] };
}

function vendorFamily(vendor: string | null): string | null {
  if (vendor === null) return null;
  return VENDORS.find(([pattern]) => pattern.test(vendor))?.[1] ?? null;
}

/** Not one common time in the schema logs: the databases were created separately. */
export function schemaLogsUnrelated(pair: Pair): Signal | null {
  if (pair.schemaLogs?.relation !== 'unrelated') return null;
  const [first, second] = pair.both('schemaLog')?.map((log) => log[0]?.timestamp ?? '') ?? [];
  const detail = `no common row; the schemas were created at ${first} and ${second}`;
  return { certainty: 'proven', evidence: [pair.evidence('schema-log', detail)] };
}

/** Equal rows first, different ones later: copied, then upgraded separately. */
export function schemaLogsDiverged(pair: Pair): Signal | null {
  return divergence(pair, false);
}

/** The same where the equal part is one whole second, which may be chance: two databases, perhaps no copy. */
export function schemaLogsDiffer(pair: Pair): Signal | null {
  return divergence(pair, true);
}

function divergence(pair: Pair, coincidencePossible: boolean): Signal | null {
  const comparison = pair.schemaLogs;
  if (comparison?.relation !== 'diverged' || comparison.coincidencePossible !== coincidencePossible)
    return null;
  const later = [...comparison.onlyFirst, ...comparison.onlySecond].join(', ');
  const detail = `${counted(comparison.commonRows, 'equal row')}, but not on both: ${later}`;
  return { certainty: 'proven', evidence: [pair.evidence('schema-log', detail)] };
}
