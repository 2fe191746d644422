import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { effectiveOf } from '../../src/configuration/resolved/effective.js';
import { interpret } from '../../src/configuration/interpret.js';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import type { ReportOptions } from '../../src/core/report/report.js';
import { readSource } from '../../src/load/text/source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { effectiveText } from '../../src/report/effective.js';
import { FORMAT_NAMES, render } from '../../src/report/index.js';
import { check } from '../../src/run/check.js';
import type { CheckRequest } from '../../src/run/request/request.js';
import { requestFor } from '../helpers/fixtures.js';

const QUIETLY: ReportOptions = { color: false, quiet: true, verbose: false, timings: false, width: 100 };
const WORDILY: ReportOptions = { color: false, quiet: false, verbose: true, timings: false, width: 200 };

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-secrets-'));
let files = 0;

/** Everything that can be printed about a file without asking an engine: each line of it, and what `validate` says in every format. */
export async function outputsAbout(
  name: string,
  text: string,
  options: Partial<CheckRequest> = {},
): Promise<readonly (readonly [string, string])[]> {
  files += 1;
  const below = path.join(folder, String(files));
  mkdirSync(below);
  const file = path.join(below, name);
  writeFileSync(file, text);
  const outputs: (readonly [string, string])[] = [];
  try {
    outputs.push(...offline(file, options));
    outputs.push(...(await reports({ ...requestFor([file]), ...options })));
  } catch (error) {
    outputs.push(['error', error instanceof Error ? error.message : String(error)]);
  }
  return outputs;
}

function offline(file: string, options: Partial<CheckRequest>): (readonly [string, string])[] {
  const variables = { env: options.environment ?? {}, defines: options.defines ?? {}, variablesFiles: [] };
  const { configuration, vault } = interpret([parseYaml(readSource(file))], { ...variables, target: null });
  const context = { variables, variablesFiles: [], vault, engines: [] };
  const effective = configuration.files.map((each) => effectiveOf(each, context));
  return [
    ...configuration
      .documents()
      .map((document) => ['lines', new MaskedSource(document, vault).lines().join('\n')] as const),
    ['--print-effective', effectiveText(effective)],
  ];
}

async function reports(request: CheckRequest): Promise<(readonly [string, string])[]> {
  const report = await check(request, { version: '0.0.0-test', interruptedBy: () => null });
  return Promise.all(
    FORMAT_NAMES.flatMap((format) =>
      [QUIETLY, WORDILY].map(
        async (options) =>
          [`${format}${options.verbose ? ' --verbose' : ''}`, await render(format, report, options)] as const,
      ),
    ),
  );
}
