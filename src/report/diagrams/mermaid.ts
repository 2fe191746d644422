import type { Report } from '../../core/report/report.js';
import { counted } from '../../core/text/text.js';
import { graphOf } from './graph.js';

/** The topology for whatever draws Mermaid: GitHub, GitLab and many wikis do. */
export function renderMermaid(report: Report): string {
  const { engines, databases, overlaps, left } = graphOf(report);
  const failed = engines.filter(({ state }) => state === 'failed').map(({ id }) => id);
  const lines = [
    'flowchart LR',
    ...engines.map(({ id, lines: text }) => `  ${id}["${label(text)}"]`),
    ...databases.map(({ id, lines: text }) => `  ${id}[("${label(text)}")]`),
    ...databases.flatMap(({ id, members }) => members.map((member) => `  ${member} --- ${id}`)),
    ...overlaps.map(({ from, to, label: text }) => `  ${from} ---|"${label([text])}"| ${to}`),
    ...(left > 0 ? [`  %% ${counted(left, 'overlap')} more`] : []),
    '  classDef failed stroke:#b91c1c,stroke-width:2px',
    ...(failed.length > 0 ? [`  class ${failed.join(',')} failed`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Everything but letters, digits and what no grammar uses is written by its number. */
function label(lines: readonly string[]): string {
  const safe = lines.map((line) =>
    line.replaceAll(
      /[\u0021-\u002b\u002f\u003b-\u0040\u005b-\u0060\u007b-\u007e]/gu,
      (character) => `#${character.charCodeAt(0)};`,
    ),
  );
  return safe.join('<br/>');
}
