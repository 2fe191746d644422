import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineWith, type Landscape } from './harness/doctor.js';
import { startEngine, stopEngines, type Engine, type Login } from './harness/engine.js';
import { openFront, type Front } from './harness/front.js';
import { findingsOf, type Report } from './harness/report.js';

/**
 * Spring Security in front of a real engine that asks for no login itself, set up at each port in another way (the class
 * SpringSecurityFronts of the application). Fronts before these ports count the logins.
 */
type Way = 'untouched' | 'silent' | 'basic' | 'token' | 'both';

const right: Login = { user: 'optimize', password: 'optimize-secret' };
const wrong: Login = { user: right.user, password: 'not-this' };
/** Known to Spring, and let through to nothing. */
const visitor: Login = { user: 'visitor', password: right.password };
const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });

let engine: Engine;
let folder = '';
const fronts = new Map<Way, Front>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-spring-'));
  engine = await startEngine({
    name: 'behind-spring-security',
    version: 'spring-security-7.24.0',
    properties: {
      'fronts.user': right.user,
      'fronts.visitor': visitor.user,
      'fronts.password': right.password,
      'fronts.public-key': keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    },
  });
  for (const way of ['untouched', 'silent', 'basic', 'token', 'both'] as const)
    fronts.set(way, await openFront(portOf(way)));
});
afterAll(async () => {
  await Promise.all([...fronts.values()].map((front) => front.close()));
  await stopEngines();
  rmSync(folder, { recursive: true });
});

function portOf(way: Way): number {
  const told = new RegExp(`^Front ${way} (\\d+)$`, 'mu').exec(engine.log())?.[1];
  if (told === undefined) throw new Error(`the application tells no port for "${way}"`);
  return Number(told);
}

function frontAt(way: Way): Front {
  const front = fronts.get(way);
  if (front === undefined) throw new Error(`there is no front for "${way}"`);
  return front;
}

/** One engine at each of these ports, all with one login; the ports are the aliases. */
async function ask(ways: readonly Way[], login?: Login, token?: string) {
  const entries = ways.map((way) => {
    const rest = `http://127.0.0.1:${frontAt(way).port}/engine-rest`;
    return [way, { engine, rest, ...(login !== undefined && { login }) }] as const;
  });
  for (const way of ways) frontAt(way).seen.length = 0;
  const landscape: Landscape = Object.fromEntries(entries);
  const { report, stderr } = await examineWith('spring-security', landscape, credentials(ways, token));
  const logins = ways.flatMap((way) => frontAt(way).seen.flatMap((request) => request.login ?? []));
  return { report, logins, text: JSON.stringify(report) + stderr };
}

function credentials(ways: readonly Way[], token: string | undefined): readonly string[] {
  if (token === undefined) return [];
  const file = path.join(folder, 'credentials.yaml');
  writeFileSync(path.join(folder, 'token'), token);
  writeFileSync(file, `engines:\n${ways.map((way) => `  ${way}: { token: { file: token } }\n`).join('')}`);
  return ['--credentials', file];
}

/** As an identity provider would issue it. */
function tokenWith({ scope = 'engine', seconds = 300 }): string {
  const now = Math.floor(Date.now() / 1_000);
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { sub: right.user, scope, iat: now - 600, exp: now + seconds },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keys.privateKey, 'base64url')}`;
}

const sentAs = ({ user, password }: Login): string => `${user}:${password}`;
const ABOUT_LOCKS = /lock accounts|unlock|lock the account/u;

function codesAbout(report: Report, alias: string): readonly string[] {
  return report.findings
    .filter(({ rule, engines }) => /^P3(?:0|15)/u.test(rule) && engines.includes(alias))
    .map(({ rule }) => rule);
}

describe('Spring Security that nobody set up', () => {
  test('lets the engine be examined as the user that it knows, and is not called open', async () => {
    const { report, logins } = await ask(['untouched'], right);
    expect(report.engines).toMatchObject([{ status: 'ok', visibility: 'full' }]);
    expect(codesAbout(report, 'untouched')).toEqual([]);
    expect(new Set(logins)).toEqual(new Set([sentAs(right)]));
  });

  test('judges a password, once for all engines that have it', async () => {
    const { report, logins } = await ask(['untouched', 'basic', 'both'], wrong);
    expect(findingsOf(report, 'P305').map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'warning',
    ]);
    expect(logins).toEqual([sentAs(wrong)]);
  });

  test('says that an entry lacks the login', async () => {
    const { report, logins } = await ask(['untouched']);
    expect(codesAbout(report, 'untouched')).toEqual(['P306']);
    expect(logins).toEqual([]);
  });

  test('looks at no token, which is not called expired', async () => {
    const { report, logins, text } = await ask(['untouched'], right, tokenWith({}));
    expect(codesAbout(report, 'untouched')).toEqual(['P308']);
    expect(text).toContain('accepts Basic only (401)');
    expect(text).not.toContain('expired');
    expect(logins).toEqual([]);
  });
});

describe('Spring Security that closes everything and names no login', () => {
  test('is named, judges no password, and keeps no other engine from being asked', async () => {
    const { report, logins, text } = await ask(['silent', 'basic'], right);
    expect(codesAbout(report, 'silent')).toEqual(['P309']);
    expect(findingsOf(report, 'P309')[0]?.message).toContain('Spring Security answers 403');
    expect(text).not.toMatch(ABOUT_LOCKS);
    expect(report.engines).toMatchObject([
      { status: 'failed', failure: { step: 'login' } },
      { status: 'ok' },
    ]);
    expect(new Set(logins)).toEqual(new Set([sentAs(right)]));
  });

  test('gets a wrong password once', async () => {
    const { report, logins, text } = await ask(['silent'], wrong);
    expect(codesAbout(report, 'silent')).toEqual(['P309']);
    expect(text).not.toMatch(ABOUT_LOCKS);
    expect(logins).toEqual([sentAs(wrong)]);
  });
});

describe('Spring Security with Basic', () => {
  test('that knows the user and does not let it through is not said to have checked no password', async () => {
    const { report, logins, text } = await ask(['basic'], visitor);
    expect(codesAbout(report, 'basic')).toEqual(['P309']);
    expect(findingsOf(report, 'P309')[0]?.message).toContain('Spring Security answers 403');
    expect(text).not.toContain('no password was checked');
    expect(text).not.toMatch(ABOUT_LOCKS);
    expect(logins).toEqual([sentAs(visitor)]);
  });
});

describe('a resource server', () => {
  test('judges no password, and keeps no other engine from being asked', async () => {
    const { report, logins, text } = await ask(['token', 'basic'], right);
    expect(codesAbout(report, 'token')).toEqual(['P308']);
    expect(report.engines).toMatchObject([{ status: 'failed' }, { status: 'ok' }]);
    expect(text).not.toMatch(ABOUT_LOCKS);
    expect(new Set(logins)).toEqual(new Set([sentAs(right)]));
  });

  test('gets a wrong password once', async () => {
    const { report, logins } = await ask(['token'], wrong);
    expect(codesAbout(report, 'token')).toEqual(['P308']);
    expect(logins).toEqual([sentAs(wrong)]);
  });

  test('lets the engine be examined with a token, and Optimize is said to send none', async () => {
    const token = tokenWith({});
    const { report, logins, text } = await ask(['token'], right, token);
    expect(report.engines).toMatchObject([{ status: 'ok', visibility: 'full' }]);
    expect(codesAbout(report, 'token')).toEqual(['P315']);
    expect(text).toMatch(/Optimize can only send user and password \(Basic\)/u);
    expect(text).not.toContain(token.slice(-40));
    expect(logins).toEqual([]);
  });

  test('quotes why a token is refused', async () => {
    const expired = await ask(['token'], right, tokenWith({ seconds: -200 }));
    expect(codesAbout(expired.report, 'token')).toEqual(['P305']);
    expect(expired.text).toContain('Jwt expired at');
    const narrow = await ask(['token'], right, tokenWith({ scope: 'other' }));
    expect(codesAbout(narrow.report, 'token')).toEqual(['P309']);
    expect(findingsOf(narrow.report, 'P309')[0]?.remedy).toContain('a token with the scope or role');
    expect([...expired.logins, ...narrow.logins]).toEqual([]);
    expect(expired.text + narrow.text).not.toMatch(ABOUT_LOCKS);
  });
});

describe('a resource server that accepts Basic without saying so', () => {
  test('is used with Basic, and is not said to refuse it', async () => {
    const { report } = await ask(['both'], right);
    expect(report.engines).toMatchObject([{ status: 'ok' }]);
    const withToken = await ask(['both'], right, tokenWith({}));
    expect(findingsOf(withToken.report, 'P315')).toMatchObject([{ severity: 'warning' }]);
    expect(withToken.text).not.toMatch(/does not accept|cannot import/u);
    const without = await ask(['both']);
    expect(codesAbout(without.report, 'both')).toEqual(['P308']);
    expect(without.text).not.toContain('token only');
    expect([...withToken.logins, ...without.logins]).toEqual([]);
  });
});
