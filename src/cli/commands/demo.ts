import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveRecording } from '../../probe/recording/serve.js';
import { check } from '../../run/check.js';
import { exitCodeOfSignal } from '../../run/result/exit.js';
import { runLive } from '../live-run.js';
import { writeReports } from '../output/output.js';
import type { DemoOptions } from '../options/own-options.js';
import { requestOf } from '../request.js';
import { Interruption } from '../signals.js';
import { toStandardOutput } from '../output/standard-output.js';

/** Recordings of real engines, put beside the built program. */
const LANDSCAPE = path.join(import.meta.dirname, 'demo');

/** Serves a recorded landscape on loopback ports, writes a configuration for it and examines it over real HTTP. */
export async function demoCommand(
  _args: readonly string[],
  { keep = false, color }: DemoOptions,
  version: string,
): Promise<number> {
  const served = await serveRecording(LANDSCAPE);
  try {
    const file = await writeConfiguration(served.urls);
    await toStandardOutput(introduction(served.urls, file));
    return await runLive({}, true, {
      ask: ({ live, interruptedBy }) =>
        check(requestOf('doctor', [file], {}, live), { version, interruptedBy }),
      answer: async (report, { interruptedBy }) => {
        const pretty = { format: 'pretty', file: null } as const;
        await writeReports(report, [pretty], color === undefined ? {} : { color });
        const by = interruptedBy();
        if (keep && by === null) return serveOn(file);
        await toStandardOutput(farewell(file, false));
        return by === null ? 0 : exitCodeOfSignal(by);
      },
    });
  } finally {
    await served.close();
  }
}

/** The recorded configuration with the addresses of this run. */
async function writeConfiguration(urls: ReadonlyMap<string, string>): Promise<string> {
  const text = await readFile(path.join(LANDSCAPE, 'environment-config.yaml'), 'utf8');
  const folder = await mkdtemp(path.join(tmpdir(), 'multi-engine-demo-'));
  const file = path.join(folder, 'environment-config.yaml');
  await writeFile(file, withAddresses(text, urls));
  return file;
}

/** Every entry keeps its text, only `rest` changes. */
function withAddresses(text: string, urls: ReadonlyMap<string, string>): string {
  let alias = '';
  const lines = text.split('\n').map((line) => {
    alias = /^ {2}([\w-]+):\s*$/.exec(line)?.[1] ?? alias;
    const url = urls.get(alias);
    return url === undefined ? line : line.replace(/^( {4}rest:\s*)\S+/, `$1${url}`);
  });
  return lines.join('\n');
}

function introduction(urls: ReadonlyMap<string, string>, file: string): string {
  const engines = [...urls].map(([alias, url]) => `  ${alias.padEnd(12)} ${url}`).join('\n');
  return `Recordings of ${urls.size} real engines, served on this machine:\n${engines}\nConfiguration: ${file}\n\n`;
}

function farewell(file: string, keep: boolean): string {
  return keep
    ? `\nThe engines answer until Ctrl-C. In another terminal:\n  multi-engine doctor ${file}\n`
    : `\nLook at the configuration that caused this:\n  multi-engine validate ${file}\nLeave the engines running to ask them yourself:\n  multi-engine demo --keep\n`;
}

/** Leaves the engines running until a signal. Ctrl-C is how people say that they have seen enough. */
async function serveOn(file: string): Promise<number> {
  const interruption = new Interruption();
  await toStandardOutput(farewell(file, true));
  // Signals alone do not keep a process; the servers do.
  if (interruption.by === null) await once(interruption.signal, 'abort');
  interruption.release();
  return interruption.by === 'SIGTERM' || interruption.by === 'SIGHUP'
    ? exitCodeOfSignal(interruption.by)
    : 0;
}
