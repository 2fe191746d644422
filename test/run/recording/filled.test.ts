import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import type { RecordedRun } from '../../../src/probe/recording/recorded-run.js';
import { renderJson } from '../../../src/report/json.js';
import { check } from '../../../src/run/check.js';
import { recordedRunOf, textsOf } from '../../../src/run/recording/recorded-run.js';
import { onlyTexts, TakenTexts } from '../../../src/run/recording/taken-texts.js';
import { loadClusters, variablesOf } from '../../../src/run/request/configure.js';
import type { CheckRequest } from '../../../src/run/request/request.js';
import { requestFor } from '../../helpers/fixtures.js';
import { besideConfigurations, inConfigurations } from '../../secrets/carried.js';
import { Leaks } from '../../secrets/leaks.js';
import { FORMS, KEYS, TEXTS } from '../../secrets/placements.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-filled-'));
let count = 0;

function written(files: Readonly<Record<string, string>>): string {
  count += 1;
  const below = path.join(folder, String(count));
  mkdirSync(below);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(below, name), text);
  return below;
}

/** What a run would keep of its configuration. */
async function kept(request: CheckRequest): Promise<RecordedRun> {
  const texts = new TakenTexts();
  await loadClusters(request, variablesOf(request, texts), texts);
  return recordedRunOf(request, { options: {}, taken: texts.taken }, 'test');
}

/** The same, judged from the files and from what was kept of them. */
async function reports(request: CheckRequest, run: RecordedRun): Promise<readonly [string, string]> {
  const context = { version: 'test', interruptedBy: () => null };
  const live = await check(request, context);
  const again = { ...request, files: run.files, environment: run.environment, defines: run.defines };
  const texts = onlyTexts(textsOf(run));
  const loaded = await loadClusters(again, variablesOf(again, texts), texts);
  return [shown(live), shown(await check(again, context, loaded))];
}

function shown(report: Awaited<ReturnType<typeof check>>): string {
  return renderJson({ ...report, timings: [] });
}

const entry = (lines: string): string => `engines:
  a:
    name: default
    rest: http://localhost:1/engine-rest
    importEnabled: true
    authentication:
      enabled: true
      user: u
${lines
  .split('\n')
  .map((line) => (line.startsWith('\u0000') ? line.slice(1) : `      ${line}`))
  .join('\n')}
    webapps: {endpoint: http://localhost:1/camunda, enabled: true}
`;

const placements = [
  ...Object.entries(FORMS).flatMap(([form, write]) =>
    [KEYS[0], KEYS[13]].map((key) => [`${form}, ${key}`, entry(write(key, SECRET))] as const),
  ),
  ...Object.entries(TEXTS).map(
    ([name, write]) => [name, entry(`x: ${JSON.stringify(write(SECRET))}`)] as const,
  ),
];

describe('what a recording keeps of a configuration', () => {
  it('holds no secret, wherever it is, and says where the report is another one without it', async () => {
    const leaking: string[] = [];
    const silent: string[] = [];
    let same = 0;
    for (const [name, text] of placements) {
      const request = requestFor([
        path.join(written({ 'environment-config.yaml': text }), 'environment-config.yaml'),
      ]);
      const run = await kept(request);
      if (leaks.in(JSON.stringify(run)) !== null) leaking.push(name);
      const [live, replayed] = await reports(request, run);
      if (live === replayed) same += 1;
      else if (run.differs.length === 0) silent.push(name);
    }
    expect(leaking).toEqual([]);
    expect(silent).toEqual([]);
    // Not one of them would be so much the easiest way to keep all secrets.
    expect(same / placements.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['Latin-1', '', 'latin1'],
    ['UTF-16', '', 'utf16le'],
    ['UTF-16 with a mark', '\ufeff', 'utf16le'],
  ] as const)('can be judged again where Base64 is of %s', async (_, mark, encoding) => {
    const text = mark + entry(`password: ${SECRET}`).replace('name: default', 'name: zürich');
    const bytes = Buffer.from(text, encoding).toString('base64');
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nbinaryData: {environment-config.yaml: ${bytes}}\n`;
    const request = requestFor([path.join(written({ 'a.yaml': map }), 'a.yaml')]);
    const run = await kept(request);
    expect(leaks.in(JSON.stringify(run))).toBeNull();
    const [live, replayed] = await reports(request, run);
    expect(live).toContain('C106');
    expect(replayed).toBe(live);
  });

  it('holds no secret of a manifest, of Helm values or of a compose file', async () => {
    const leaking: string[] = [];
    const silent: string[] = [];
    let same = 0;
    const all = [...inConfigurations(SECRET, 1), ...besideConfigurations(SECRET)];
    for (const { name, file, files } of all) {
      const request = requestFor([path.join(written(files), file)]);
      try {
        const run = await kept(request);
        if (leaks.in(JSON.stringify(run)) !== null) leaking.push(name);
        const [live, replayed] = await reports(request, run);
        if (live === replayed) same += 1;
        else if (run.differs.length === 0) silent.push(name);
      } catch (error) {
        // What cannot be read is not recorded either.
        if (!(error instanceof InputError)) throw error;
        same += 1;
      }
    }
    expect(leaking).toEqual([]);
    expect(silent).toEqual([]);
    expect(same / all.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['a comment', `x: "password=abc def" # password: ${SECRET}`],
    ['a sentence in a comment', `x: "token: abc" # the password is ${SECRET}`],
    ['an address in a comment', `x: "http://u:p@h/x?token=abc"   # http://u:${SECRET}@h/`],
    ['a comment of a mapping in braces', `x: {a: "-p password: abc", b: 1} # password: ${SECRET}`],
    ['the next value', `x: {a: "password: abc", token: ${SECRET}}`],
    ['a text without quotes', `x: {a: "password: abc", b: run --password ${SECRET} now}`],
    ['a parameter without quotes', `x: {a: "password: abc", b: go password=${SECRET}}`],
    ['what is below a key', `secrets: {a: "password: abc", b: ${SECRET}}`],
    ['the value of a name', `x: {name: DB_PASSWORD, a: "password: abc", value: ${SECRET}}`],
    ['an item behind an option', `x: ["password: abc", "--password", ${SECRET}]`],
    ['a text in quotes', `x: ["password: abc", "password: ${SECRET}"]`],
  ])('holds no secret that stands behind another in quotes: %s', async (_name, line) => {
    const below = written({ 'a.yaml': `engines:\n  a:\n    rest: http://h/x\n${line}\n` });
    expect(leaks.in(JSON.stringify(await kept(requestFor([path.join(below, 'a.yaml')]))))).toBeNull();
  });

  it('holds no login that only the value of a variable is', async () => {
    const below = written({
      'environment-config.yaml':
        'engines: {a: {authentication: "${GATEWAY}"}}\nx: {user: "${WHO}", auth: "${ON}"}\n',
      'variables.env': `GATEWAY=demo:${SECRET}\nON=true\n`,
    });
    const run = await kept({
      ...requestFor([path.join(below, 'environment-config.yaml')]),
      variablesFiles: [path.join(below, 'variables.env')],
      environment: { WHO: `demo:${SECRET}` },
    });
    expect(leaks.in(JSON.stringify(run))).toBeNull();
    expect(JSON.stringify(run)).toContain('ON=true');
  });

  it.each([
    ['a login that is one variable', 'authentication: "${GATEWAY}"', `GATEWAY=u:${SECRET}`],
    ['a token that is one variable', 'authentication: "${GATEWAY}"', `GATEWAY=${SECRET}`],
    ['a user with the password', 'user: "${GATEWAY}"', `GATEWAY='u:${SECRET}'`],
    ['a login that nobody calls one', 'name: "${GATEWAY}"', `GATEWAY="u:${SECRET}"`],
    ['a parameter of an address', 'rest: "http://localhost:1/engine-rest?x=${GATEWAY}"', `GATEWAY=${SECRET}`],
    ['the login of an address', 'rest: "http://u:${GATEWAY}@localhost:1/engine-rest"', `GATEWAY=${SECRET}`],
    ['an option', 'x: "run --password ${GATEWAY}"', `GATEWAY=${SECRET}`],
    ['a header', 'headers: {X-Gateway: "${GATEWAY:none}"}', `GATEWAY=${SECRET}`],
  ])('holds no secret of a file of variables: %s', async (_name, line, variables) => {
    const below = written({ 'a.yaml': `engines:\n  a:\n    ${line}\n`, 'a.env': variables });
    const variablesFiles = [path.join(below, 'a.env')];
    const request = { ...requestFor([path.join(below, 'a.yaml')]), variablesFiles };
    expect(leaks.in(JSON.stringify(await kept(request)))).toBeNull();
  });

  it.each([
    ['a switch', 'authentication: "${GATEWAY}"', 'GATEWAY=true'],
    ['a host with a port', 'rest: "http://${GATEWAY}/engine-rest"', 'GATEWAY=localhost:8080'],
    ['an address', 'rest: "${GATEWAY}"', 'GATEWAY=http://localhost:8080/engine-rest'],
    ['a name', 'name: "${GATEWAY}"', 'GATEWAY=default'],
  ])('and tells what is none: %s', async (_name, line, variables) => {
    const below = written({ 'a.yaml': `engines:\n  a:\n    ${line}\n`, 'a.env': variables });
    const variablesFiles = [path.join(below, 'a.env')];
    const request = { ...requestFor([path.join(below, 'a.yaml')]), variablesFiles };
    expect((await kept(request)).texts.map(({ text }) => text)).toContain(variables);
  });
});
