import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '../../core/report/report.js';
import { serveRecording } from '../../probe/recording/serve.js';
import { check } from '../../run/check.js';
import { loadClusters, variablesOf } from '../../run/request/configure.js';
import { exitCodeOfSignal } from '../../run/result/exit.js';
import { runLive } from '../live-run.js';
import { invocation, shortPath } from '../output/invocation.js';
import { writeReports } from '../output/output.js';
import type { DemoOptions } from '../options/own-options.js';
import { requestOf } from '../request.js';
import { Interruption } from '../signals.js';
import { toStandardOutput } from '../output/standard-output.js';

/** Recordings of real engines, put beside the built program. */
const LANDSCAPE = path.join(import.meta.dirname, 'demo');

/** The configuration that the recordings were made with. */
const CONFIGURATION = path.join(LANDSCAPE, 'environment-config.yaml');

/** Serves a recorded landscape on loopback ports and examines it over real HTTP. */
export async function demoCommand(
  _args: readonly string[],
  { keep = false, color }: DemoOptions,
  version: string,
): Promise<number> {
  const served = await serveRecording(LANDSCAPE);
  const text = withAddresses(await readFile(CONFIGURATION, 'utf8'), served.urls);
  const folder = keep ? await mkdtemp(path.join(tmpdir(), 'multi-engine-demo-')) : null;
  try {
    const file = folder === null ? shortPath(CONFIGURATION) : path.join(folder, 'environment-config.yaml');
    if (folder !== null) await writeFile(file, text);
    await toStandardOutput(introduction(served.urls, file, keep));
    return await runLive({}, true, {
      ask: async ({ live, interruptedBy }) => {
        const request = requestOf('doctor', [file], {}, live);
        const loaded = await loadClusters(request, variablesOf(request), new Map([[file, text]]));
        return check(request, { version, interruptedBy }, loaded);
      },
      answer: async (report, { interruptedBy }) => {
        const pretty = { format: 'pretty', file: null } as const;
        const shown = keep ? report : withoutEngines(report, file);
        await writeReports(shown, [pretty], color === undefined ? {} : { color });
        const by = interruptedBy();
        if (keep && by === null) return serveOn(file);
        await toStandardOutput(afterwards());
        return by === null ? 0 : exitCodeOfSignal(by);
      },
    });
  } finally {
    await served.close();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
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

/** Who reads the report finds no engines any more, but their answers: commands in it use these. */
function withoutEngines(report: Report, file: string): Report {
  const replayed = `multi-engine balancer ${file} --replay ${shortPath(LANDSCAPE)}`;
  const findings = report.findings.map((finding) => ({
    ...finding,
    remedy: finding.remedy.replaceAll(`multi-engine balancer ${file}`, () => replayed),
  }));
  return { ...report, findings };
}

function introduction(urls: ReadonlyMap<string, string>, file: string, keep: boolean): string {
  const engines = [...urls].map(([alias, url]) => `  ${alias.padEnd(12)} ${url}`).join('\n');
  const how = keep ? '' : ', with these addresses';
  return `Recordings of ${urls.size} real engines, served on this machine:\n${engines}\nConfiguration: ${file}${how}\n\n`;
}

function afterwards(): string {
  const run = invocation();
  const answers = `${shortPath(CONFIGURATION)} --replay ${shortPath(LANDSCAPE)}`;
  return [
    '',
    'The engines are gone, their answers are kept. What to try next:',
    `  ${run} doctor ${answers}`,
    `  ${run} balancer ${answers} --for nginx --at engines:8090`,
    `  ${run} explain T401`,
    `  ${run} demo --keep`,
    '',
  ].join('\n');
}

/** Leaves the engines running until a signal. Ctrl-C is how people say that they have seen enough. */
async function serveOn(file: string): Promise<number> {
  const interruption = new Interruption();
  await toStandardOutput(
    `\nThe engines answer until Ctrl-C. In another terminal:\n  ${invocation()} doctor ${file}\n`,
  );
  // Signals alone do not keep a process; the servers do.
  if (interruption.by === null) await once(interruption.signal, 'abort');
  interruption.release();
  return interruption.by === 'SIGTERM' || interruption.by === 'SIGHUP'
    ? exitCodeOfSignal(interruption.by)
    : 0;
}
