import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES, FORMATS } from '../../src/report/index.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };
const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-exit-'));
writeFileSync(path.join(folder, 'environment-config.yaml'), 'engines:\n\t- x: [\n');

const rule = (name: string): string => path.join(ROOT, 'fixtures/rules', name);
const landscape = (name: string): readonly string[] => {
  const recording = path.join(ROOT, 'fixtures/landscapes', name);
  return ['doctor', path.join(recording, 'environment-config.yaml'), '--replay', recording];
};
const UNREACHABLE = rule('P301-unreachable/fail-connection-refused');

describe('the exit code', () => {
  it.each([
    ['nothing found', 0, ['validate', rule('C128-missing-authentication/pass-block')]],
    ['errors', 1, ['validate', rule('C128-missing-authentication/fail-no-block')]],
    ['a file that cannot be parsed', 1, ['validate', folder]],
    ['a file that is not there', 2, ['validate', 'not-there.yaml']],
    ['errors of engines', 1, landscape('duplicate')],
    ['an engine that is down', 3, ['doctor', UNREACHABLE, '--replay', path.join(UNREACHABLE, 'recording')]],
  ])('is the same in every format: %s', async (_, code, args) => {
    const isLive = args[0] === 'doctor';
    const formats = FORMAT_NAMES.filter((format) => isLive || !('needsEngines' in FORMATS[format]));
    const codes = await Promise.all(
      formats.map(async (format) => [
        format,
        (await runProgram([...args, '--format', format], { env: ENV })).code,
      ]),
    );
    expect(codes).toEqual(formats.map((format) => [format, code]));
  });
});
