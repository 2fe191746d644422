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

function engine(memory: Memory): Answering {
  return answersOf(RECORDED, (asked) => {
    if (!asked.endsWith(TELEMETRY)) return undefined;
    const text = JSON.stringify(
      rawAnswers(RECORDED).find(({ request }) => request.endsWith(TELEMETRY))?.json,
    );
    const answer: { product: { internals: { commands: object } } } = JSON.parse(text);
    answer.product.internals.commands = { GetTelemetryDataCmd: { count: memory.asked } };
    memory.asked += 1;
    return { json: answer };
  });
}

async function rulesAbout(...memories: readonly Memory[]): Promise<readonly string[]> {
  folder = mkdtempSync(path.join(tmpdir(), 'started-together-'));
  const entries: string[] = [];
  for (const [index, memory] of memories.entries()) {
    const server = await startEngineServer(engine(memory));
    servers.push(server);
    entries.push(`  e${index}: {name: default, rest: ${server.rest}, importEnabled: true}\n`);
  }
  writeFileSync(path.join(folder, 'c.yaml'), `engines:\n${entries.join('')}`);
  const { stdout } = await runProgram(['doctor', 'c.yaml', '--format', 'json'], { cwd: folder });
  const { findings }: { findings: readonly { rule: string }[] } = JSON.parse(stdout);
  return findings.map(({ rule }) => rule);
}

it('two engines with one start are two where each counts its own questions, and one where one memory counts all', async () => {
  const two = await rulesAbout({ asked: 3 }, { asked: 3 });
  expect(two).toContain('T414');
  expect(two).not.toContain('T412');
  rmSync(folder, { recursive: true });
  const one: Memory = { asked: 0 };
  expect(await rulesAbout(one, one)).toContain('T412');
});
