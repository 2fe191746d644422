import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { enginesOf } from '../../../src/run/access/engines.js';
import { examine } from '../../../src/run/examine.js';
import { loadConfiguration } from '../../../src/run/request/configure.js';
import { checkOf } from '../../access/run.js';
import { LANDSCAPES } from '../../helpers/fixtures.js';

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
