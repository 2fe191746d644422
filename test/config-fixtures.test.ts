import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/core/report/report.js';
import { check } from '../src/run/check.js';
import { fixtureRequest, ROOT } from './helpers/fixtures.js';
import { targetOf } from '../src/optimize/target.js';

const FOLDER = path.join(ROOT, 'fixtures/config');

function validate(file: string, optimize?: string): Promise<Report> {
  const folder = path.dirname(file);
  const request = { ...fixtureRequest(folder), files: [path.relative(process.cwd(), file)] };
  return check({ ...request, target: targetOf(optimize) }, { version: 'test', interruptedBy: () => null });
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(path.join(FOLDER, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join(FOLDER, folder, name));
}

/** `C101 4:15 error`, in the order of the file. */
function summary({ findings }: Report): string {
  const lines = findings.map(({ rule, severity, locations: [at] }) => ({ rule, severity, at }));
  lines.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  return lines.map(({ rule, severity, at }) => `${rule} ${at?.line}:${at?.column} ${severity}\n`).join('');
}

describe('a sound configuration has no error and no warning', () => {
  for (const file of yamlFiles('ok')) {
    for (const optimize of [undefined, '3.15', 'none']) {
      it(`${path.basename(file)} for ${optimize ?? 'any version'}`, async () => {
        const report = await validate(file, optimize);
        expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
        expect(report.defects).toEqual([]);
      });
    }
  }
});

describe('what a release brings along has no key that it does not read', () => {
  for (const file of yamlFiles('shipped')) {
    const release = path.basename(file, '.yaml').replace(/^1\..*/u, '1.x');
    for (const optimize of [undefined, release]) {
      it(`${path.basename(file)} for ${optimize ?? 'any version'}`, async () => {
        const report = await validate(file, optimize);
        expect(report.findings.filter(({ rule }) => rule === 'C156')).toEqual([]);
      });
    }
  }

  it('is told where another release is the target', async () => {
    const report = await validate(path.join(FOLDER, 'shipped/2.0.yaml'), '3.15');
    const told = report.findings.filter(({ rule }) => rule === 'C156').map(({ message }) => message);
    expect(told.filter((message) => message.includes('"es.index"'))).toHaveLength(1);
    expect(told.length).toBeGreaterThan(20);
  });
});

describe('a faulty configuration has exactly the findings that its list names', () => {
  for (const file of yamlFiles('err')) {
    const base = file.replace(/\.yaml$/u, '');
    const lists = readdirSync(path.dirname(file)).filter((name) =>
      name.startsWith(`${path.basename(base)}.`),
    );
    for (const list of lists.filter((name) => name.endsWith('.txt'))) {
      const optimize = list.slice(path.basename(base).length + 1, -'.txt'.length) || undefined;
      it(`${path.basename(file)} for ${optimize ?? 'any version'}`, async () => {
        expect(summary(await validate(file, optimize))).toBe(
          readFileSync(path.join(path.dirname(file), list), 'utf8'),
        );
      });
    }
    it(`${path.basename(file)} has a list`, () => {
      expect(existsSync(`${base}.txt`)).toBe(true);
    });
  }
});
