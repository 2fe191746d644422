import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANDSCAPES } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const PASSWORD = 'Zq7-canary/9X';
const LOGIN = `demo:${PASSWORD}`;

/** As somebody may have put it there, or another tool. */
const SPELLINGS = [
  `http://${LOGIN}@proxy.example/`,
  `Basic ${Buffer.from(LOGIN).toString('base64')}`,
  PASSWORD,
];

type Answer = Record<string, unknown>;
interface Engine {
  target: unknown;
  loginWithheldBy?: unknown;
  readonly answers: Answer[];
}

const PLACES: Readonly<Record<string, (engine: Engine, text: string) => void>> = {
  'the words of a failure': ({ answers }, text) => fail(answers, { detail: `GET http://h/: ${text}` }),
  'where a redirect leads': ({ answers }, text) =>
    fail(answers, { detail: `GET http://h/: redirects to ${text}`, code: 'redirect', leadsTo: text }),
  'the sentence of a refusal': ({ answers }, text) => refuse(answers, { by: 'gateway', sentence: text }),
  'the name of who refused': ({ answers }, text) => refuse(answers, { by: 'gateway', product: text }),
  'a content type': ({ answers }, text) => change(answers, { headers: { contentType: text }, status: 404 }),
  'a certificate': ({ answers }, text) =>
    change(answers, {
      certificate: { subject: `CN=${text}`, issuer: `CN=${text}`, ends: 1, publicAuthority: false },
    }),
  'the name of an engine': ({ answers }, text) => change(answers, { body: [{ name: text }] }),
  'why it was not asked': (engine, text) => (engine.target = { probed: false, because: text }),
  'whom it was withheld by': (engine, text) => (engine.loginWithheldBy = text),
};

describe('a recording that holds a password of the configuration does not have it printed', () => {
  it.each(Object.entries(PLACES))('in %s', async (_place, put) => {
    for (const text of SPELLINGS) {
      const folder = recordingWith((engine) => put(engine, text));
      const config = path.join(folder, 'environment-config.yaml');
      for (const format of ['pretty', 'json']) {
        const args = ['doctor', config, '--replay', folder, '--verbose', '--format', format];
        const { code, stdout, stderr } = await runProgram(args);
        expect([0, 1, 3]).toContain(code);
        for (const secret of SPELLINGS) expect(stdout + stderr).not.toContain(secret);
      }
    }
  });
});

function recordingWith(put: (engine: Engine) => void): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-recording-'));
  cpSync(path.join(LANDSCAPES, 'duplicate'), folder, { recursive: true });
  const config = path.join(folder, 'environment-config.yaml');
  const login = `authentication: { enabled: true, user: demo, password: '${PASSWORD}' }`;
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replaceAll(/authentication:\n(?: {6,}.*\n)+/gu, `${login}\n`),
  );
  const file = path.join(folder, '01-inventory.json');
  const engine = JSON.parse(readFileSync(file, 'utf8')) as Engine;
  put(engine);
  writeFileSync(file, JSON.stringify(engine));
  return folder;
}

function change(answers: Answer[], more: Answer): void {
  answers[0] = { ...answers[0], ...more };
}

function refuse(answers: Answer[], refusal: Answer): void {
  const { body: _, ...rest } = answers[0] ?? {};
  answers[0] = { ...rest, status: 403, refusal };
}

function fail(answers: Answer[], failure: Answer): void {
  const { resource, request } = answers[0] ?? {};
  answers[0] = { resource, request, failure: { step: 'http', code: 'network', milliseconds: 1, ...failure } };
}
