import { ALWAYS_TOLD, NEVER_TOLD } from '../../core/report/running-report.js';
import type { Report } from '../../core/report/report.js';
import { section, table, text } from './text.js';

/** Which Optimize was asked, and what it says of its engines. */
export function runningSection({ running }: Report): string {
  if (running === undefined) return '';
  const { address, version, problem, engines, agrees } = running;
  const rows = engines.map(({ alias, connected, importing }) => [
    text(alias, 100),
    word(connected, 'connected', 'not connected'),
    importing === true ? 'importing' : '',
  ]);
  return section('running', 'Running Optimize', [
    `<p>${text([version === null ? '' : `Optimize ${version}`, address ?? ''].filter((part) => part !== '').join(' at '), 300)}</p>`,
    problem === null ? '' : `<p>Not asked: ${text(problem, 500)}</p>`,
    rows.length === 0
      ? ''
      : table('What Optimize says of its engines', ['engine', 'connection', 'import'], rows),
    agrees === true ? `<p>What can be seen agrees with the configuration: ${ALWAYS_TOLD}.</p>` : '',
    problem === null ? `<p>Not visible: ${NEVER_TOLD}.</p>` : '',
  ]);
}

function word(value: boolean | null, yes: string, no: string): string {
  if (value === null) return '?';
  return value ? yes : no;
}
