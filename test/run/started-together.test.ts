import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { startEngineServer, type Answering, type EngineServer } from '../helpers/engine-server.js';
import { runProgram } from '../helpers/program.js';
import { answersOf, rawAnswers } from '../helpers/real-answers.js';

const RECORDED = 'camunda-7.24.0/cloned-C';
const TELEMETRY = '/telemetry/data';

let folder = '';
const servers: EngineServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  rmSync(folder, { recursive: true });
});

/** What an engine has in its memory: a question is counted once it is answered, as real engines do. */
interface Memory {
  asked: number;
}

let questions = 0;

/** Somebody else asks all engines, after so many of our questions once each. */
function engine(memory: Memory, memories: readonly Memory[], others: number): Answering {
  return answersOf(RECORDED, (asked) => {
    if (!asked.endsWith(TELEMETRY)) return undefined;
    const text = JSON.stringify(
      rawAnswers(RECORDED).find(({ request }) => request.endsWith(TELEMETRY))?.json,
    );
    const answer: { product: { internals: { commands: object } } } = JSON.parse(text);
    answer.product.internals.commands = { GetTelemetryDataCmd: { count: memory.asked } };
    memory.asked += 1;
    if ((questions += 1) % others === 0) for (const each of new Set(memories)) each.asked += 1;
    return { json: answer };
  });
}

async function rulesAbout(others: number, ...memories: readonly Memory[]): Promise<readonly string[]> {
  folder = mkdtempSync(path.join(tmpdir(), 'started-together-'));
  const entries: string[] = [];
  for (const [index, memory] of memories.entries()) {
    const server = await startEngineServer(engine(memory, memories, others));
    servers.push(server);
    entries.push(`  e${index}: {name: default, rest: ${server.rest}, importEnabled: true}\n`);
  }
  writeFileSync(path.join(folder, 'c.yaml'), `engines:\n${entries.join('')}`);
  const { stdout } = await runProgram(['doctor', 'c.yaml', '--format', 'json'], { cwd: folder });
  const { findings }: { findings: readonly { rule: string }[] } = JSON.parse(stdout);
  return findings.map(({ rule }) => rule);
}

it.each([
  ['nobody else asks', Number.POSITIVE_INFINITY],
  ['others ask them as well', 3],
  ['others ask them as often', 2],
])(
  'two engines with one start are two where each counts for itself, and one where one memory counts all, while %s',
  async (_who, others) => {
    const two = await rulesAbout(others, { asked: 3 }, { asked: 3 });
    expect(two).toContain('T414');
    expect(two).not.toContain('T412');
    rmSync(folder, { recursive: true });
    const one: Memory = { asked: 0 };
    expect(await rulesAbout(others, one, one)).toContain('T412');
  },
);
