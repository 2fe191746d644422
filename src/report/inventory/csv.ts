import type { InventoryRow, Report } from '../../core/report/report.js';
import { csvText } from './cells.js';

const HEADINGS = [
  'engine',
  'kind',
  'key',
  'version',
  'tenant',
  'id',
  'deployed',
  'also on',
  'not read because',
];

/** The inventory: every definition of every engine, and a row with the reason where a list could not be read. */
export function renderCsv({ inventory }: Report): string {
  return csvText([HEADINGS, ...[...(inventory?.() ?? [])].map(cellsOf)]);
}

function cellsOf({ engine, kind, definition, because }: InventoryRow): readonly string[] {
  if (definition === null) return [engine, kind, '', '', '', '', '', '', because ?? ''];
  const { key, version, tenant, id, deployed, alsoOn } = definition;
  return [
    engine,
    kind,
    key,
    String(version),
    tenant ?? '',
    id,
    deployed ?? '',
    alsoOn.join(', '),
    because ?? '',
  ];
}
