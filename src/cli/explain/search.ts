import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { wrapped } from '../../report/pretty/layout/width.js';
import { CATALOGUE } from '../../rules/catalogue.js';
import { rulePages } from '../output/rule-pages.js';
import type { PageStyle } from '../output/markdown-page.js';
import { invocation } from '../output/invocation.js';
import { plain, symptomsFor, symptomsIn, type Symptom } from './symptoms.js';

/** Beside the built program. */
const PAGE = path.join(import.meta.dirname, '../docs/guides/symptoms.md');

/** More is no answer any more. */
const MOST = 6;

/** What a message or a description may mean, as a text; null where nothing is near. */
export async function searched(text: string, style: PageStyle): Promise<string | null> {
  const symptoms = symptomsIn(await readFile(PAGE, 'utf8'));
  const found = symptomsFor(text, symptoms).slice(0, MOST);
  if (found.length > 0) return answer(found, style, becauseLines);
  const rules = symptomsFor(text, await rulesAsSymptoms()).slice(0, MOST);
  return rules.length === 0 ? null : answer(rules, style, () => []);
}

/** What nobody described as a symptom may still be what a rule is about. */
async function rulesAsSymptoms(): Promise<readonly Symptom[]> {
  const pages = await rulePages();
  return pages.map(({ code, name, summary }) => ({
    seen: plain(summary),
    rules: [code],
    because: name.replaceAll('-', ' '),
  }));
}

function becauseLines({ because }: Symptom, width: number): readonly string[] {
  return wrapped(`usually because: ${because}`, width - 2).map((line) => `  ${line}`);
}

function answer(
  symptoms: readonly Symptom[],
  { color, width }: PageStyle,
  reasons: typeof becauseLines,
): string {
  const strong = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const blocks = symptoms.map((symptom) =>
    [
      ...wrapped(symptom.seen, width).map(strong),
      ...reasons(symptom, width),
      ...symptom.rules.map((code) => `  ${code}  ${nameOf(code)}`),
    ].join('\n'),
  );
  const codes = [...new Set(symptoms.flatMap(({ rules }) => rules))].slice(0, MOST);
  return `${blocks.join('\n\n')}\n\n${invocation()} explain ${codes.join(' ')} shows the pages.\n`;
}

function nameOf(code: string): string {
  return CATALOGUE.find((rule) => rule.code === code)?.name ?? '';
}
