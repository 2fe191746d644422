import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { enginesOf } from '../../../src/run/access/engines.js';
import { examine } from '../../../src/run/examine.js';
import { loadConfiguration } from '../../../src/run/request/configure.js';
import { ask, checkOf } from '../../access/run.js';
import { startEngineServer, type Reply } from '../../helpers/engine-server.js';
import { LANDSCAPES } from '../../helpers/fixtures.js';
import { answersOf, notAskedThen } from '../../helpers/real-answers.js';

/** Recordings of several engines, each with the configuration that it was made with. */
const recorded = readdirSync(LANDSCAPES).filter((name) =>
  existsSync(path.join(LANDSCAPES, name, 'environment-config.yaml')),
);

describe('access sees the engines as doctor does', () => {
  it.each(recorded)('in the recording %s', async (name) => {
    const folder = path.join(LANDSCAPES, name);
    const check = checkOf(path.join(folder, 'environment-config.yaml'), { replayFrom: folder });
    const { configuration, vault } = await loadConfiguration(check);
    const doctor = await examine(configuration, vault, check, check.live, 'test');
    const question = { users: [], all: true, definition: null, explain: false, names: false };
    const access = await enginesOf({ check, ...question }, true, 'test');
    expect(access.databases).toEqual(doctor.databases);
    for (const [index, { facts }] of access.subjects.entries()) {
      const { applicationAuthorizations: _, ...others } = facts;
      expect(doctor.subjects[index]?.facts).toMatchObject(others);
    }
  });
});

const withoutProcesses = (asked: string): Reply | undefined =>
  asked.includes('/process-definition') ? { status: 500, json: {} } : notAskedThen(asked);

describe('a definition that is in no list', () => {
  it('is not taken for a slip where one kind of definitions could not be read', async () => {
    const server = await startEngineServer(
      answersOf('camunda-7.24.0/samejvm-noauth-default', withoutProcesses),
    );
    try {
      const file = path.join(
        mkdtempSync(path.join(tmpdir(), 'multi-engine-test-')),
        'environment-config.yaml',
      );
      writeFileSync(file, `engines:\n  eu: {name: default, rest: "${server.rest}", importEnabled: true}\n`);
      expect(await ask(file, { users: ['kim'], definition: 'order' })).toMatchObject({ exitCode: 3 });
    } finally {
      await server.close();
    }
  });
});
