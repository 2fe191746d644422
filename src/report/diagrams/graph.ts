import { SEVERITIES, type Severity } from '../../core/finding.js';
import type { DatabaseRow, EngineRow, Report } from '../../core/report/report.js';
import { counted, escapeText, shortened } from '../../core/text/text.js';

/** Engines, the databases that several of them share, and what was found between them: what a picture is drawn from. */
export interface Graph {
  readonly engines: readonly GraphNode[];
  readonly databases: readonly (GraphNode & { readonly members: readonly string[] })[];
  readonly overlaps: readonly GraphEdge[];
  /** Overlaps that are not drawn, because nobody could read them. */
  readonly left: number;
}

export interface GraphNode {
  /** Nothing but a letter and a number. */
  readonly id: string;
  /** Safe lines of text. */
  readonly lines: readonly string[];
  readonly state: EngineRow['status'] | DatabaseRow['verdict'];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly severity: Severity;
}

const MOST_EDGES = 300;
const LONGEST_LABEL = 60;

export function graphOf(report: Report): Graph {
  const engines = new Map<string, GraphNode>();
  for (const row of report.engines) {
    if (!engines.has(row.alias)) engines.set(row.alias, engineNode(row, engines.size));
  }
  const idOf = (alias: string): string => engines.get(alias)?.id ?? '';
  const all = overlapsOf(report, idOf);
  return {
    engines: [...engines.values()],
    databases: report.databases.map((row, index) => ({
      id: `d${index + 1}`,
      lines: [VERDICTS[row.verdict], row.verdict === 'unknown' ? 'not decided' : row.certainty],
      state: row.verdict,
      members: row.engines.map(idOf).filter((id) => id !== ''),
    })),
    overlaps: all.slice(0, MOST_EDGES),
    left: Math.max(0, all.length - MOST_EDGES),
  };
}

const VERDICTS: Readonly<Record<DatabaseRow['verdict'], string>> = {
  'same-node': 'one and the same engine',
  shared: 'one database',
  cloned: 'copied databases',
  unknown: 'one database or copies?',
};

function engineNode(row: EngineRow, index: number): GraphNode {
  const product = [row.product, row.version].filter((each) => each !== null).join(' ');
  const definitions = (row.processDefinitions ?? 0) + (row.decisionDefinitions ?? 0);
  return {
    id: `e${index + 1}`,
    lines: [
      safe(row.alias),
      ...(product === '' ? [] : [safe(product)]),
      ...(row.processDefinitions === null && row.decisionDefinitions === null
        ? []
        : [counted(definitions, 'definition')]),
      ...((row.nodesSeen ?? 0) > 1 ? [`load balancer, ${row.nodesSeen} nodes`] : []),
      ...(row.failure === null ? [] : [safe(`failed: ${row.failure.step}`)]),
    ],
    state: row.status,
  };
}

/** Findings that name several engines, counted by rule and pair: the first engine with each of the others. */
function overlapsOf({ findings }: Report, idOf: (alias: string) => string): readonly GraphEdge[] {
  const edges = new Map<
    string,
    { from: string; to: string; name: string; severity: Severity; count: number }
  >();
  // What is only worth knowing would hide what is wrong.
  for (const { name, severity, engines } of findings.filter((each) => each.severity !== 'info')) {
    const [first = '', ...others] = engines.map(idOf).filter((id) => id !== '');
    for (const other of new Set(others)) {
      if (other === first) continue;
      const [from, to] = [first, other].toSorted();
      const key = `${from} ${to} ${name}`;
      const edge = edges.get(key) ?? { from: from ?? first, to: to ?? other, name, severity, count: 0 };
      edges.set(key, edge);
      edge.count += 1;
      if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(edge.severity)) edge.severity = severity;
    }
  }
  return [...edges.values()].map(({ from, to, name, severity, count }) => ({
    from,
    to,
    label: count === 1 ? name : `${name} (${count})`,
    severity,
  }));
}

function safe(text: string): string {
  return escapeText(shortened(text, LONGEST_LABEL));
}
