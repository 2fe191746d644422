import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { targetOf } from '../../src/optimize/target.js';
import type { Report } from '../../src/core/report/report.js';
import { check } from '../../src/run/check.js';
import type { CheckRequest } from '../../src/run/request/request.js';
import { requestFor } from './fixtures.js';

/** What `validate` reports about texts, given as files; the one called `base.yaml` lies below the others. Names come without their folder. */
export async function checkTexts(
  texts: Readonly<Record<string, string>>,
  options: Partial<CheckRequest> & { readonly optimize?: string } = {},
): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-texts-'));
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
  const { optimize, ...others } = options;
  const files = Object.keys(texts)
    .filter((name) => name !== BASE)
    .map((name) => path.join(folder, name));
  const report = await check(
    { ...requestFor(files), ...baseOf(texts, folder), target: targetOf(optimize), ...others },
    { version: '0.0.0-test', interruptedBy: () => null },
  );
  return JSON.parse(
    JSON.stringify({ ...report, sources: Object.fromEntries(report.sources) }).replaceAll(
      JSON.stringify(`${folder}/`).slice(1, -1),
      '',
    ),
  ) as Report;
}

const BASE = 'base.yaml';

function baseOf(texts: Readonly<Record<string, string>>, folder: string): Pick<CheckRequest, 'base'> {
  return BASE in texts ? { base: path.join(folder, BASE) } : {};
}
