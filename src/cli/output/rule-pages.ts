import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RulePage } from '../../core/report/report.js';
import type { AnyRule } from '../../rules/rule.js';

/** Beside the built program. */
const FOLDER = path.join(import.meta.dirname, '../docs/rules');

/** Every rule with its page, for formats that explain what they report. */
export async function rulePages(folder = FOLDER): Promise<readonly RulePage[]> {
  const { ALL_RULES } = await import('../../rules/all.js');
  return Promise.all(ALL_RULES.map((rule) => pageOf(rule, folder)));
}

async function pageOf({ code, name, severity }: AnyRule, folder: string): Promise<RulePage> {
  const text = await readFile(path.join(folder, `${code}-${name}.md`), 'utf8');
  const page = text.replaceAll(/<!-- .* -->\n*/g, '').trim();
  const sections = sectionsOf(page);
  const meaning = sections.get('What it means') ?? '';
  const why = sections.get('Why it matters') ?? '';
  const help = ['How to fix', 'When to ignore'].flatMap((title) => sections.get(title) ?? []);
  return {
    code,
    name,
    severity,
    summary: firstSentence(plain(meaning)),
    description: plain([meaning, why].join('\n\n')).trim(),
    help: plain(help.join('\n\n')),
    page,
  };
}

/** Headings of the second level and what is below each. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end).trim()];
    }),
  );
}

/** A page is wrapped where its author liked it. */
function plain(markdown: string): string {
  return markdown.replaceAll(/(?<!\n)\n(?![\n\-|`0-9 ])/g, ' ').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function firstSentence(text: string): string {
  const [paragraph = ''] = text.split('\n\n');
  return /^.*?[.:](?=\s|$)/s.exec(paragraph)?.[0].replace(/:$/, '.') ?? paragraph;
}
