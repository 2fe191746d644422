import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { record } from '../../../src/probe/recording/record.js';
import { readRecording } from '../../../src/probe/recording/read.js';
import { startEngineServer } from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { entry, network, probe } from '../landscape.js';

it('a recording from which an answer was taken is damaged, and not one of which nobody asked more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'multi-engine-complete-'));
  const server = await startEngineServer(answersOf('camunda-7.24.0/samejvm-noauth-default'));
  try {
    await probe([entry('eu', server.rest)], {}, record(await network(), folder));
    const file = join(folder, '01-eu.json');
    const whole = JSON.parse(readFileSync(file, 'utf8')) as { readonly answers: readonly object[] };
    expect(readRecording(folder).engines[0]?.answers).toHaveLength(whole.answers.length);
    writeFileSync(file, JSON.stringify({ ...whole, answers: whole.answers.slice(0, -1) }));
    const [left, all] = [whole.answers.length - 1, whole.answers.length];
    expect(() => readRecording(folder)).toThrow(
      `/answers has ${left} of the ${all} that recording.json counts`,
    );
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
