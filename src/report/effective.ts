import type { Effective, EffectiveValue, Line, Origin } from '../core/report/effective.js';
import { escapeText } from '../core/text/text.js';
import { widthOf } from './pretty/layout/width.js';

/** One line of YAML and what stands behind it. */
interface Row {
  readonly text: string;
  readonly comment: string | null;
}

/** Behind longer lines comments follow at once. */
const COMMENT_COLUMN = 60;

/** What Optimize reads, as YAML: one document for each file, and behind each value, as a comment, where it comes from. */
export function effectiveText(files: readonly Effective[]): string {
  return files.map(documentText).join('---\n');
}

function documentText(effective: Effective): string {
  const { root } = effective;
  const rows = root === null ? [] : rowsOf(root);
  const widths = rows.map(({ text }) => widthOf(text)).filter((width) => width <= COMMENT_COLUMN);
  const column = widths.reduce((widest, width) => Math.max(widest, width), 0);
  return [...headOf(effective), ...rows.map((row) => lineOf(row, column)), ''].join('\n');
}

function headOf({ file, base, partial }: Effective): readonly string[] {
  const name = escapeText(file);
  return [
    `# What Optimize reads from ${name}${base === null ? '' : ` over ${escapeText(base)}`}.`,
    ...(base === null ? ['# Its own defaults are not shown: --base service-config.yaml adds them.'] : []),
    '# Placeholders are resolved, *** hides a secret.',
    ...(partial ? ['# A syntax error hides a part: run validate without --print-effective to see it.'] : []),
  ];
}

function lineOf({ text, comment }: Row, column: number): string {
  if (comment === null) return text;
  return `${text}${' '.repeat(Math.max(column - widthOf(text), 0))}  # ${comment}`;
}

/** The lines of a value that begins a line of its own. */
function rowsOf(value: EffectiveValue): readonly Row[] {
  if (value.kind === 'mapping' && value.entries.length > 0)
    return value.entries.flatMap((entry) => keyed(entry.key, entry.value));
  if (value.kind === 'list' && value.items.length > 0) return value.items.flatMap(listed);
  return [{ text: inline(value), comment: commentOf(value.origin) }];
}

function keyed(key: string, value: EffectiveValue): readonly Row[] {
  const name = yamlText(key);
  if (isInline(value)) return [{ text: `${name}: ${inline(value)}`, comment: commentOf(value.origin) }];
  return [
    { text: `${name}:`, comment: commentOf(value.origin) },
    ...rowsOf(value).map((row) => ({ ...row, text: `  ${row.text}` })),
  ];
}

function listed(item: EffectiveValue): readonly Row[] {
  return rowsOf(item).map((row, index) => ({ ...row, text: `${index === 0 ? '- ' : '  '}${row.text}` }));
}

function isInline(value: EffectiveValue): boolean {
  if (value.kind === 'scalar') return true;
  return value.kind === 'mapping' ? value.entries.length === 0 : value.items.length === 0;
}

function inline(value: EffectiveValue): string {
  if (value.kind === 'mapping') return '{}';
  if (value.kind === 'list') return '[]';
  return typeof value.value === 'string' ? yamlText(value.value) : String(value.value);
}

/** Words that YAML takes for something else than text. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/iu;

/** A text as YAML, quoted where another reader could take it for something else; safe for a terminal. */
function yamlText(text: string): string {
  const plain = /^[A-Za-z_][\w.-]*(?:(?::\/\/|\/)[\w./:-]*[\w/-])?$/u.test(text) && !WORDS.test(text);
  return plain ? text : escapeText(JSON.stringify(text));
}

function commentOf(origin: Origin | null): string | null {
  if (origin === null) return null;
  const { place, variables, written, instead, ignored } = origin;
  const parts = [
    place === null ? "Optimize's built-in entry" : placeText(place),
    ...variables.map(({ name, from }) =>
      from === null ? `${name} has no value: Optimize does not start` : `${name} from ${escapeText(from)}`,
    ),
    ...(written === null ? [] : [`written ${escapeText(written)}`]),
    ...(instead === null ? [] : [`instead of ${placeText(instead)}`]),
    ...(ignored === null ? [] : [`${placeText(ignored)} is ignored: no mapping`]),
  ];
  return parts.join(', ');
}

function placeText({ file, line }: Line): string {
  return `${escapeText(file)}:${line}`;
}
