import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { AnyRule } from '../../rules/rule.js';
import { wantsColor } from '../output/output.js';
import { toStandardOutput } from '../output/standard-output.js';
import { ruleNamed } from '../options/rule-names.js';

/** `rules`: the catalogue as a table, or as JSON for programs. */
export async function rulesCommand(
  _args: readonly string[],
  options: { readonly format?: string },
): Promise<number> {
  const rules = await allRules();
  const { format = 'pretty' } = options;
  if (format === 'json') await toStandardOutput(asJson(rules));
  else if (format === 'pretty') await toStandardOutput(asTable(rules));
  else throw new UsageError(`there is no format "${format}" here`, 'there are pretty, json');
  return 0;
}

/** `explain RULE`: the page of the rule, the one that the documentation shows. */
export async function explainCommand(
  [name = '']: readonly string[],
  options: { readonly color?: string },
): Promise<number> {
  const rule = ruleNamed(name);
  const file = path.join(import.meta.dirname, `../docs/rules/${rule.code}-${rule.name}.md`);
  const page = await readFile(file, 'utf8');
  const painted = wantsColor(options.color);
  await toStandardOutput(forTerminal(page, painted), { painted });
  return 0;
}

async function allRules(): Promise<readonly AnyRule[]> {
  const { ALL_RULES } = await import('../../rules/all.js');
  return ALL_RULES;
}

function asJson(rules: readonly AnyRule[]): string {
  const rows = rules.map(({ code, name, severity, scope, needs, needsOptimize, inconclusive }) => ({
    code,
    name,
    severity,
    scope,
    needs,
    needsOptimize: needsOptimize ?? false,
    inconclusive: inconclusive ?? false,
    url: `docs/rules/${code}-${name}.md`,
  }));
  return `${JSON.stringify({ version: 1, rules: rows }, null, 2)}\n`;
}

function asTable(rules: readonly AnyRule[]): string {
  const longest = Math.max(...rules.map(({ name }) => name.length));
  const rows = rules.map(({ code, name, severity }) => `${code}  ${name.padEnd(longest)}  ${severity}`);
  return `${rows.join('\n')}\n\nmulti-engine explain RULE says more about each.\n`;
}

/** Headings stand out, code fences go, the rest is readable as it is. */
function forTerminal(page: string, color: boolean): string {
  const strong = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const lines = page
    .split('\n')
    .filter((line) => !line.startsWith('```') && !line.startsWith('<!--'))
    .map((line) => line.replace(/^#{1,2} (.*)$/, (_, heading: string) => strong(heading)));
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
