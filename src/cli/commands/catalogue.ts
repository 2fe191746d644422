import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { greatest } from '../../core/many.js';
import { UsageError } from '../../core/errors.js';
import { counted } from '../../core/text/text.js';
import type { AnyRule } from '../../rules/rule.js';
import { searched } from '../explain/search.js';
import { findRule, nearestRule } from '../../rules/names.js';
import { ruleNamed } from '../options/rule-names.js';
import { invocation } from '../output/invocation.js';
import { familyOf, FAMILIES, type Family } from '../output/families.js';
import { pageForTerminal, type PageStyle } from '../output/markdown-page.js';
import { wantsColor } from '../output/output.js';
import { columnsOf, terminal, toStandardOutput } from '../output/standard-output.js';

/** `rules`: the catalogue by family, for people, for programs or for a page. */
export async function rulesCommand(
  _args: readonly string[],
  { format = 'pretty' }: { readonly format?: string },
): Promise<number> {
  const write = FORMATS[format];
  if (write === undefined)
    throw new UsageError(
      `there is no format "${format}" here`,
      `there are ${Object.keys(FORMATS).join(', ')}`,
    );
  await toStandardOutput(write(await allRules()));
  return 0;
}

const FORMATS: Readonly<Record<string, (rules: readonly AnyRule[]) => string>> = {
  pretty: asTable,
  json: asJson,
  markdown: asMarkdown,
};

/** Wider than this, a text is hard to read. */
const WIDEST_PAGE = 100;

/** `explain RULE…|TEXT`: the pages of rules, those that the documentation shows; the rules that a message may come from. */
export async function explainCommand(
  words: readonly string[],
  options: { readonly color?: string },
): Promise<number> {
  const painted = wantsColor(options.color);
  const style = { color: painted, width: Math.min(columnsOf(terminal()) ?? WIDEST_PAGE, WIDEST_PAGE) };
  const asked = words.flatMap((word) => (word.includes(' ') ? word : word.split(',')));
  const rules = [...new Set(asked.flatMap((word) => findRule(word) ?? []))];
  const texts = asked.filter((word) => findRule(word) === undefined);
  const pages = await Promise.all(rules.map(pageOf));
  const shown = pages.map((page) => pageForTerminal(page, style));
  if (texts.length > 0) shown.push(await foundFor(texts, style));
  await toStandardOutput(shown.join(`\n${'─'.repeat(style.width)}\n\n`), { painted });
  return 0;
}

/** A text may be typed without quotes. Throws UsageError with the nearest rule where nothing is found. */
async function foundFor(texts: readonly string[], style: PageStyle): Promise<string> {
  const text = texts.join(' ');
  // A slip in a code or a name is no description.
  if (!text.includes(' ') && nearestRule(text) !== null) ruleNamed(text);
  const found = await searched(text, style);
  if (found !== null) return found;
  if (!text.includes(' ')) ruleNamed(text);
  throw new UsageError('no rule and no symptom is near that text', 'multi-engine rules lists every rule');
}

function pageOf({ code, name }: { readonly code: string; readonly name: string }): Promise<string> {
  return readFile(path.join(import.meta.dirname, `../docs/rules/${code}-${name}.md`), 'utf8');
}

async function allRules(): Promise<readonly AnyRule[]> {
  const { ALL_RULES } = await import('../../rules/all.js');
  return ALL_RULES;
}

function asJson(rules: readonly AnyRule[]): string {
  const rows = rules.map(({ code, name, severity, scope, needs, needsOptimize, inconclusive }) => ({
    code,
    name,
    family: familyOf(code)?.title ?? null,
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
  const longest = greatest(rules.map(({ name }) => name.length));
  const blocks = inFamilies(rules).map(({ title, members }) =>
    [
      `${title} (${members.length})`,
      ...members.map(({ code, name, severity }) => `  ${code}  ${name.padEnd(longest)}  ${severity}`),
    ].join('\n'),
  );
  const shown = `${invocation()} explain RULE shows the page of one.`;
  return `${blocks.join('\n\n')}\n\n${counted(rules.length, 'rule')}. ${shown}\n`;
}

function asMarkdown(rules: readonly AnyRule[]): string {
  const blocks = inFamilies(rules).map(({ title, members }) =>
    [
      `## ${title}`,
      '',
      '| code | name | severity | judges |',
      '| ---- | ---- | -------- | ------ |',
      ...members.map(({ code, name, severity, scope }) => `| ${code} | ${name} | ${severity} | ${scope} |`),
    ].join('\n'),
  );
  return `# Rules of multi-engine\n\n${blocks.join('\n\n')}\n`;
}

/** Every rule once, below its family. */
function inFamilies(
  rules: readonly AnyRule[],
): readonly (Family & { readonly members: readonly AnyRule[] })[] {
  return FAMILIES.map((family) => ({
    ...family,
    members: rules.filter(({ code }) => familyOf(code) === family),
  })).filter(({ members }) => members.length > 0);
}
