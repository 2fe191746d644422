import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Answering, Reply } from '../helpers/engine-server.js';
import { ROOT } from '../helpers/fixtures.js';
import { answersOf } from '../helpers/real-answers.js';
import { Seeded } from '../helpers/seeded.js';
import { CANARY, mutatedJson, mutatedText } from './mutations.js';

const ANSWERS = path.join(ROOT, 'fixtures/answers');
const NAMES = readdirSync(ANSWERS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .toSorted();

/** Engines send back what they were sent, and what a proxy adds. */
const ECHOES = [
  CANARY,
  `Basic ${Buffer.from(`optimize:${CANARY}`).toString('base64')}`,
  `http://optimize:${CANARY}@127.0.0.1/`,
  `user=optimize&password=${CANARY}`,
];

const HEADERS: readonly ((seeded: Seeded) => Record<string, string>)[] = [
  () => ({ 'content-type': 'text/html; charset=utf-16' }),
  (seeded) => ({ 'content-type': `application/json; x="${seeded.pick(ECHOES)}"` }),
  (seeded) => ({ 'set-cookie': `JSESSIONID=${seeded.pick(ECHOES)}` }),
  (seeded) => ({ server: seeded.pick(ECHOES), via: '1.1 proxy', 'x-powered-by': 'x'.repeat(3000) }),
  (seeded) => ({ 'www-authenticate': `Basic realm="${seeded.pick(ECHOES)}"` }),
  () => ({ 'content-encoding': 'gzip' }),
  () => ({ 'content-encoding': 'br' }),
  () => ({ date: 'yesterday', 'retry-after': '-1' }),
  () => ({ 'retry-after': '99999999999' }),
  () => ({ 'content-length': '3' }),
];

const STATUSES = [
  200, 201, 204, 206, 301, 302, 307, 400, 401, 403, 404, 405, 410, 418, 429, 500, 502, 503, 504, 599, 600,
  999,
];

/** One engine whose answers are those of a real one with faults in some of them: the same fault for the same path, in whatever order it asks. */
export function spoiltAnswers(seeded: Seeded): Answering {
  const real = answersOf(seeded.pick(NAMES));
  const salt = seeded.below(2 ** 31);
  const rarity = seeded.pick([2, 5, 20]);
  return (asked, request, earlier) => {
    const own = new Seeded(salt ^ hashOf(asked));
    const reply = real(asked, request, earlier);
    return own.oneIn(rarity) ? spoilt(reply ?? { status: 404, json: {} }, own) : reply;
  };
}

function spoilt(reply: Reply, seeded: Seeded): Reply {
  switch (seeded.below(12)) {
    case 0:
      return { ...reply, status: seeded.pick(STATUSES) };
    case 1:
      return { ...reply, headers: seeded.pick(HEADERS)(seeded) };
    case 2:
      return { status: seeded.pick([301, 302, 307]), headers: { location: encodeURI(seeded.pick(ECHOES)) } };
    case 3:
      return { status: seeded.pick(STATUSES), text: seeded.pick(ECHOES) };
    case 4:
      return { ...reply, json: { type: seeded.pick(ECHOES), message: `no ${seeded.pick(ECHOES)}` }, status: seeded.pick(STATUSES) };
    case 5:
      return { text: mutatedText(JSON.stringify(reply.json ?? null, null, 1), seeded), headers: { 'content-type': 'application/json' } };
    case 6:
      return { ...reply, fault: seeded.pick(['torn', 'reset'] as const) };
    default:
      return { ...reply, json: mutatedJson(reply.json ?? null, seeded) };
  }
} // prettier-ignore

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

/** The configuration that names these engines. */
export function configurationFor(rests: readonly string[]): string {
  const entries = rests.map(
    (rest, index) => `  engine-${index}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: true, user: optimize, password: ${CANARY} }
    webapps: { endpoint: "http://127.0.0.1:1/camunda", enabled: true }
`,
  );
  return `engines:\n${entries.join('')}`;
}
