import type { Severity } from '../../core/finding.js';
import type { Report } from '../../core/report/report.js';
import { counted } from '../../core/text/text.js';
import { graphOf } from './graph.js';

const COLORS: Readonly<Record<Severity, string>> = { error: '#b91c1c', warning: '#b45309', info: '#475569' };

/** The topology for Graphviz. */
export function renderDot(report: Report): string {
  const { engines, databases, overlaps, left } = graphOf(report);
  const lines = [
    'graph "multi-engine" {',
    '  layout="dot";',
    '  rankdir="LR";',
    '  node [shape="box", style="rounded", fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize="10"];',
    ...engines.map(
      ({ id, lines: text, state }) =>
        `  ${id} [label="${label(text)}"${state === 'failed' ? `, color="${COLORS.error}"` : ''}];`,
    ),
    ...databases.map(
      ({ id, lines: text }) => `  ${id} [label="${label(text)}", shape="cylinder", style="solid"];`,
    ),
    ...databases.flatMap(({ id, members }) => members.map((member) => `  ${member} -- ${id};`)),
    ...overlaps.map(
      ({ from, to, label: text, severity }) =>
        `  ${from} -- ${to} [label="${label([text])}", style="dashed", color="${COLORS[severity]}"];`,
    ),
    ...(left > 0 ? [`  // ${counted(left, 'overlap')} more`] : []),
    '}',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Graphviz reads escapes and entities in a label. */
function label(lines: readonly string[]): string {
  return lines
    .map((line) => line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'))
    .join('\\n');
}
