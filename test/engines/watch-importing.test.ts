import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startOptimize } from '../helpers/optimize-server.js';
import type { EngineServer, Reply } from '../helpers/engine-server.js';
import { runProgram } from './harness/doctor.js';
import type { Report } from './harness/report.js';
import { workDirectory } from './harness/run-directory.js';

let optimize: EngineServer | null = null;

afterAll(async () => {
  await optimize?.close();
});

function entryOf(alias: string, importEnabled: boolean): string {
  return `  ${alias}:
    name: default
    rest: http://127.0.0.1:9/engine-rest
    importEnabled: ${importEnabled}
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: https://${alias}.example.com/camunda }
`;
}

const webapps = (alias: string): { endpoint: string } => ({
  endpoint: `https://${alias}.example.com/camunda`,
});

const state = (isImporting: boolean): object => ({ isConnected: true, isImporting });

/** `idle` has nothing to do: it turns to importing for a moment about every 10 seconds, when its progress is stored. `stuck` never does. */
function statusAt(milliseconds: number): Reply {
  const isStoring = milliseconds % 10_000 < 3_000;
  return {
    json: {
      engineStatus: { idle: state(isStoring), stuck: state(false), off: state(false) },
      connectedToElasticsearch: true,
    },
  };
}

describe('a running Optimize (written from source, not seen) whose status is read for a minute', () => {
  it('shows which engine is never imported although the file imports it', async () => {
    const started = performance.now();
    optimize = await startOptimize({
      engines: { idle: webapps('idle'), stuck: webapps('stuck'), off: webapps('off') },
      instead: (path) => (path === '/api/status' ? statusAt(performance.now() - started) : undefined),
    });
    const directory = workDirectory('watch-importing');
    const entries = [entryOf('idle', true), entryOf('stuck', true), entryOf('off', false)];
    writeFileSync(join(directory, 'environment-config.yaml'), `engines:\n${entries.join('')}`);
    const options = [`--running=${optimize.origin}`, '--watch=1', '--format=json'];
    const { stdout } = await runProgram(directory, ['doctor', 'environment-config.yaml', ...options]);
    const report: Report = JSON.parse(stdout);
    const about = report.findings.filter(({ rule }) => rule.startsWith('O7'));
    expect(about.map(({ rule, engines }) => `${rule} ${engines.join(',')}`)).toEqual(['O709 stuck']);
    expect(optimize.seen.length).toBeGreaterThanOrEqual(20);
    expect(optimize.seen.length).toBeLessThanOrEqual(40);
    expect(
      optimize.seen.flatMap(({ authorization, headers }) => authorization ?? headers.cookie ?? []),
    ).toEqual([]);
  });
});
