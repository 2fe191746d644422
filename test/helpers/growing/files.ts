import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSettings } from '../../../src/run/settings/read.js';
import { many } from './many.js';
import { checked } from './run.js';
import { engine } from './texts.js';
import type { GrowingInput } from './types.js';

function written(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function filesIn(folder: string, count: number, textOf: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, n) => written(folder, `node${n}.yaml`, textOf(n)));
}

/** A configuration whose engines have a finding or two each. */
function faulty(engines: number): string {
  return `engines:\n${many(engines, (n) => engine(`e${n}`, '    unknown: 1\n'))}`;
}

function baselineOf(keys: readonly string[]): string {
  const accepted = keys.map((key) => ({
    key,
    rule: key.slice(0, 4),
    name: 'literal-password',
    message: 'm',
  }));
  return JSON.stringify({ version: 1, tool: 'multi-engine', accepted });
}

/** What can grow around the configuration. */
export const GROWING_FILES: readonly GrowingInput[] = [
  {
    name: 'nodes with the same engines',
    size: 8,
    workOn(count, folder) {
      const files = filesIn(
        folder,
        count,
        (n) => `engines:\n${engine('one')}ui: {header: {textColor: n${n}}}\n`,
      );
      return () => checked(files);
    },
  },
  {
    name: 'nodes that differ',
    size: 8,
    workOn(count, folder) {
      const files = filesIn(folder, count, (n) => `engines:\n${engine(`e${n}`)}`);
      return () => checked(files);
    },
  },
  {
    name: 'files judged apart',
    size: 12,
    workOn(count, folder) {
      const files = filesIn(folder, count, (n) => `engines:\n${engine(`e${n}`)}`);
      return () => checked(files, { separate: true });
    },
  },
  {
    name: 'values that settings define',
    size: 2000,
    workOn(count, folder) {
      const values = many(count, (n) => `    - A${n}=v${n}x\n`);
      const file = written(folder, 'multi-engine.config.yaml', `options:\n  define:\n${values}`);
      return () => readSettings(file, [{ name: 'define', kind: 'list', allowed: true }]);
    },
  },
  {
    name: 'baseline entries of what is gone',
    size: 800,
    workOn(count, folder) {
      const keys = Array.from({ length: count }, (_, n) => `C137:e${n}:password`);
      const file = written(folder, 'baseline.json', baselineOf(keys));
      const config = written(folder, 'environment-config.yaml', `engines:\n${engine('one')}`);
      return () => checked([config], { baseline: { file, update: false } });
    },
  },
  {
    name: 'baseline entries of what is found',
    size: 40,
    workOn(count, folder) {
      const keys = Array.from({ length: count }, (_, n) => `C124:e${n}:unknown`);
      const file = written(folder, 'baseline.json', baselineOf(keys));
      const config = written(folder, 'environment-config.yaml', faulty(count));
      return () => checked([config], { baseline: { file, update: false } });
    },
  },
  {
    name: 'variables of a file',
    size: 1500,
    workOn(count, folder) {
      const variables = written(
        folder,
        'optimize.env',
        many(count, (n) => `NAME_${n}=value${n}\n`),
      );
      const text = `engines:\n${engine('one')}p: \${NAME_1}\n`;
      const config = written(folder, 'environment-config.yaml', text);
      return () => checked([config], { variablesFiles: [variables] });
    },
  },
  {
    name: 'variables of Optimize that nothing reads',
    size: 150,
    workOn(count, folder) {
      const names = Array.from({ length: count }, (_, n) => [`OPTIMIZE_UNKNOWN_${n}`, 'x'] as const);
      const config = written(folder, 'environment-config.yaml', `engines:\n${engine('one')}`);
      return () => checked([config], { environment: Object.fromEntries(names) });
    },
  },
];
