import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { wrapped } from '../../report/pretty/layout/width.js';
import { CATALOGUE } from '../../rules/catalogue.js';
import { rulePages } from '../output/rule-pages.js';
import type { PageStyle } from '../output/markdown-page.js';
import { symptomsFor, symptomsIn, type Symptom } from './symptoms.js';

/** Beside the built program. */
const PAGE = path.join(import.meta.dirname, '../docs/guides/symptoms.md');

/** More is no answer any more. */
const MOST = 6;

/** What a message or a description may mean, as a text; null where nothing is near. */
export async function searched(text: string, style: PageStyle): Promise<string | null> {
  const symptoms = symptomsIn(await readFile(PAGE, 'utf8'));
  const found = symptomsFor(text, symptoms);
  const near = found.length > 0 ? found : symptomsFor(text, await rulesAsSymptoms());
  return near.length === 0 ? null : answer(near.slice(0, MOST), style);
}

/** What nobody described as a symptom may still be what a rule is about. */
async function rulesAsSymptoms(): Promise<readonly Symptom[]> {
  const pages = await rulePages();
  return pages.map(({ code, name, summary }) => ({
    seen: summary,
    rules: [code],
    because: name.replaceAll('-', ' '),
  }));
}

function answer(symptoms: readonly Symptom[], { color, width }: PageStyle): string {
  const strong = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const blocks = symptoms.map(({ seen, because, rules }) =>
    [
      ...wrapped(seen, width).map(strong),
      ...wrapped(`usually because: ${because}`, width - 2).map((line) => `  ${line}`),
      ...rules.map((code) => `  ${code}  ${nameOf(code)}`),
    ].join('\n'),
  );
  const codes = [...new Set(symptoms.flatMap(({ rules }) => rules))].slice(0, MOST);
  return `${blocks.join('\n\n')}\n\nmulti-engine explain ${codes.join(' ')} shows the pages.\n`;
}

function nameOf(code: string): string {
  return CATALOGUE.find((rule) => rule.code === code)?.name ?? '';
}
