import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration } from '../../scripts/bench-configuration.mjs';
import { ROOT } from '../helpers/fixtures.js';

const DIST = path.join(ROOT, 'dist');
const FILES = readdirSync(DIST).filter((name) => name.endsWith('.cjs'));

function textOf(name: string): string {
  return readFileSync(path.join(DIST, name), 'utf8');
}

/** Where a position of a built file comes from: the line of the source. */
function sourceLine(name: string, text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  const map = new SourceMap(JSON.parse(textOf(`${name}.map`)));
  const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  if (!('originalSource' in entry)) return `nothing known of ${name}:${at}`;
  const lines = readFileSync(path.join(DIST, entry.originalSource), 'utf8').split('\n');
  return lines[entry.originalLine] ?? '';
}

describe('the built program', () => {
  it.each([
    'there is no rule "',
    'looks-like-one-cluster',
    'XDG_CACHE_HOME',
    'names no file',
    'and --replay exclude each other',
    'is there already',
  ])('leads with its maps from %j back to the source', (words) => {
    const files = FILES.filter((name) => textOf(name).includes(words));
    expect(files).not.toEqual([]);
    for (const name of files) {
      const text = textOf(name);
      expect(sourceLine(name, text, text.indexOf(words))).toContain(words);
    }
  });

  it('holds each of its sources once, but for the few that start it', () => {
    const places = FILES.filter((name) => textOf(name).includes('needs the form NAME=VALUE'));
    expect(places).toEqual(['usual.cjs']);
  });

  it('has what a usual run needs in one file, and there neither commander nor anything that asks engines or makes edits', () => {
    const usual = textOf('usual.cjs');
    expect(usual).toContain('looks-like-one-cluster');
    // The third makes edits, which only findings have; the last is a row of the verdict about two databases.
    for (const words of [
      'commander',
      'duplicate-definition";',
      'encode it again',
      '/history/cleanup/jobs',
      'schema-logs-diverged',
    ])
      expect(usual).not.toContain(words);
    expect(FILES.some((name) => name.startsWith('program-'))).toBe(true);
  });

  it('is ASCII, which Node keeps as it is', () => {
    // oxlint-disable-next-line no-control-regex -- all of ASCII, and nothing else
    for (const name of FILES) expect(textOf(name), name).toMatch(/^[\u0000-\u007f]*$/);
  });
});

it('reading settings is no part of what every run loads: where there are none, they cost a look', () => {
  const usual = readFileSync(path.join(DIST, 'usual.cjs'), 'utf8');
  expect(usual).toContain('multi-engine.config.yaml');
  expect(usual).not.toContain('can only be given on the command line');
});

it('the entry is small, because its code is compiled again in every run', () => {
  expect(readFileSync(path.join(DIST, 'main.cjs'), 'utf8').length).toBeLessThan(4_500);
});

it('what every run loads is small, because Node reads all of it where nothing is kept', () => {
  expect(textOf('usual.cjs').length).toBeLessThan(350_000);
});

it('what a usual run calls stands in parentheses, which has Node compile it when it is read', () => {
  const declared = textOf('usual.cjs').match(/\bvar [\w$]+=\((?:async )?function\b/g) ?? [];
  expect(declared.length).toBeGreaterThan(400);
});

describe('a sound file needs nothing of the file for faults', () => {
  const program = mkdtempSync(path.join(tmpdir(), 'multi-engine-sound-'));
  const bin = path.join(program, 'bin/multi-engine.js');
  beforeAll(() => {
    for (const folder of ['bin', 'dist']) {
      mkdirSync(path.join(program, folder));
      for (const name of readdirSync(path.join(ROOT, folder)).filter((each) => /\.c?js$/.test(each)))
        if (name !== 'faults.cjs')
          copyFileSync(path.join(ROOT, folder, name), path.join(program, folder, name));
    }
  });
  afterAll(() => {
    rmSync(program, { recursive: true });
  });
  const validated = (text: string): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'validate', '-'], {
      input: text,
      encoding: 'utf8',
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    return `${status} ${stdout}${stderr}`;
  };

  it.each([
    ['names of several words', 'name: Payment', 'name: Payment services'],
    ['placeholders in quotes', '${PASSWORD:}', '"${PASSWORD:}"'],
    ['texts in quotes', 'user: optimize', "user: 'optimize'"],
    ['comments', 'engines:', '# Our engines, one for each department.\nengines: # all of them'],
    ['lists', 'importEnabled: true', 'importEnabled: true\n    excludedTenants: [archive, trial]'],
    ['nothing else', '', ''],
  ])('with %s', (_, from, to) => {
    expect(validated(SOUND.replace(from, to))).toMatch(/^0 .*no findings/);
  });

  it('as the bench has it', () => {
    expect(validated(configuration(10))).toMatch(/^0 .*no findings/);
  });

  it('and with an error, it does need it', () => {
    expect(validated(SOUND.replace('importEnabled: true', 'importEnabled: maybe'))).toMatch(/^4 /);
  });
});

const SOUND = `engines:
  payment:
    name: default
    rest: https://payment.example.org/engine-rest
    importEnabled: true
    defaultTenant:
      id: payment
      name: Payment
    authentication:
      enabled: true
      user: optimize
      password: \${PASSWORD:}
    webapps:
      endpoint: https://payment.example.org/camunda
      enabled: true
engine-commons:
  connection:
    timeout: 5000
  read:
    timeout: 600000
es:
  connection:
    nodes:
      - host: elasticsearch
        httpPort: 9200
`;

it('what only faults need is not in it, but together in one file', () => {
  // A hint, the frame around an excerpt, and a command that takes a password.
  for (const words of ['Replace the tab by spaces', 'more with --verbose', 'sshpass']) {
    expect(textOf('faults.cjs')).toContain(words);
    expect(textOf('usual.cjs')).not.toContain(words);
  }
});
