import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { carrierLines } from '../../src/configuration/carrier-lines.js';
import { effectiveOf } from '../../src/configuration/resolved/effective.js';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import type { Interpretation } from '../../src/configuration/interpret.js';
import type { SourceDocument } from '../../src/load/types.js';
import { effectiveText } from '../../src/report/effective.js';
import { FORMAT_NAMES, render } from '../../src/report/index.js';
import { maskedText } from '../../src/run/masked-text.js';
import { check } from '../../src/run/check.js';
import { loadClusters } from '../../src/run/request/configure.js';
import { ROOT, requestFor } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';
import { besideConfigurations, HOLDERS, inConfigurations, type CarriedPlacement } from './carried.js';
import { Leaks } from './leaks.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const MANNERS = { color: false, quiet: false, verbose: true, timings: false, width: 200 };

function written({ file, files }: CarriedPlacement): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-carried-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return path.join(folder, file);
}

type Outputs = readonly (readonly [what: string, text: string])[];

/** What can be printed about a file without asking an engine: every line of it and of what it holds, and reports in every format. */
async function outputsAbout(placement: CarriedPlacement): Promise<Outputs> {
  const request = requestFor([written(placement)]);
  try {
    const loaded = await loadClusters(request);
    const report = await check(request, { version: 'test', interruptedBy: () => null }, loaded);
    const reports = FORMAT_NAMES.flatMap((format) =>
      [MANNERS, { ...MANNERS, verbose: false, quiet: true, width: 60 }].map(
        async (manners) => [format, await render(format, report, manners)] as const,
      ),
    );
    return [...linesOf(loaded.whole), ...(await Promise.all(reports))];
  } catch (error) {
    return [['error', error instanceof Error ? error.message : String(error)]];
  }
}

function linesOf({ configuration, vault, variablesOf }: Interpretation): Outputs {
  const documents = configuration.documents();
  const effective = configuration.files.map((file) =>
    effectiveOf(file, { variables: variablesOf(file), variablesFiles: [], engines: [], vault }),
  );
  return [
    ['--print-effective', effectiveText(effective)],
    ...documents.flatMap((document) => [
      ['lines', shownLines(document, documents, vault)] as const,
      ['--diff', wholeText(document, vault)] as const,
    ]),
  ];
}

function shownLines(
  document: SourceDocument,
  all: readonly SourceDocument[],
  vault: Interpretation['vault'],
): string {
  const { file } = document;
  const parts = all.filter(({ file: { carried } }) => carried?.file === file);
  const lines =
    file.holder === undefined ? new MaskedSource(document, vault) : carrierLines(document, parts, vault);
  return file.text
    .split('\n')
    .map((_, index) => lines.at(index) ?? '')
    .join('\n');
}

function wholeText({ file }: SourceDocument, vault: Interpretation['vault']): string {
  return maskedText({ name: file.name, isCarrier: file.holder !== undefined }, file.text, vault);
}

function leaking(outputs: Outputs): readonly string[] {
  return outputs.flatMap(([what, text]) =>
    text.split('\n').flatMap((line) => (leaks.in(line) === null ? [] : `${what}: ${line}`)),
  );
}

describe('nothing that is printed about a file with a configuration in it shows a secret', () => {
  it.each(inConfigurations(SECRET, 4).map((each) => [each.name, each] as const))(
    'in the configuration: %s',
    async (_, placement) => {
      expect(leaking(await outputsAbout(placement))).toEqual([]);
    },
  );

  it.each(besideConfigurations(SECRET).map((each) => [each.name, each] as const))(
    'beside it: %s',
    async (_, placement) => {
      expect(leaking(await outputsAbout(placement))).toEqual([]);
    },
  );

  it.each(['\u{1f511}', 'ß', 'x'])('behind a configuration whose password has %s', async (character) => {
    const configuration = `engines: {a: {authentication: {password: "${character.repeat(40)}"}}}`;
    const text = [
      'kind: List',
      'items:',
      '- kind: ConfigMap',
      `  data: ${JSON.stringify({ 'environment-config.yaml': configuration })}`,
      '- kind: Other',
      '  secrets:',
      '  - deep: {a: none}',
      `  - ${SECRET}`,
      '  further: of no interest',
      '',
    ].join('\n');
    const placement = { name: character, file: 'list.yaml', files: { 'list.yaml': text } };
    expect(leaking(await outputsAbout(placement))).toEqual([]);
  });

  it.each(Object.entries(HOLDERS))('and each is read as what it is: %s', async (name, around) => {
    const files = around('engines: {a: {name: default}}\n');
    const [file = ''] = Object.keys(files);
    const { whole } = await loadClusters(requestFor([written({ name, file, files })]));
    expect(whole.configuration.engines.map(({ alias }) => alias)).toEqual(['a']);
  });
});

describe('every command', () => {
  const model = path.join(ROOT, 'fixtures/models/single.dmn');
  const COMMANDS: readonly (readonly string[])[] = [
    ['validate', 'FILE', '--format=json'],
    ['validate', 'FILE', '--print-effective', '--verbose'],
    ['validate', 'FILE', '--nodes', '3', '--quiet'],
    ['validate', 'FILE', '--fix-all', '--dry-run'],
    ['doctor', 'FILE', '--verbose', '--timings', '--timeout', '2'],
    ['access', '--all', '--config', 'FILE', '--timeout', '2'],
    ['preview', model, '--all', '--config', 'FILE', '--timeout', '2'],
    ['balancer', 'FILE', '--group', 'a,b', '--at', 'lb:1', '--yaml'],
    ['balancer', 'FILE', '--group', 'a,b', '--at', 'lb:1', '--diff'],
    ['balancer', 'FILE', '--group', 'a,b', '--at', 'lb:1', '--for', 'nginx'],
    ['complete', 'bash', 'doctor', 'FILE', '--engine', ''],
  ];
  const chosen = [
    ...inConfigurations(SECRET, 1).filter((_, index) => index % 9 === 0),
    ...besideConfigurations(SECRET).filter((_, index) => index % 4 === 0),
  ];

  it.each(chosen.map((each) => [each.name, each] as const))('about %s', async (_, placement) => {
    const file = written(placement);
    const runs = COMMANDS.map(async (command): Promise<Outputs> => {
      const args = command.map((word) => (word === 'FILE' ? path.basename(file) : word));
      const { stdout, stderr } = await runProgram(args, { cwd: path.dirname(file) });
      return [[args.join(' '), stdout + stderr]];
    });
    expect(leaking((await Promise.all(runs)).flat())).toEqual([]);
  });
});
