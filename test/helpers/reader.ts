import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LANDSCAPES, ROOT } from './fixtures.js';

/** A folder as the reader of a page has it: a configuration of engines that answer, models, and programs of a cluster that print it. */
export function folderOfReader(landscape: string, urls: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-reader-'));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  const configuration = withAddresses(landscape, urls);
  write('environment-config.yaml', configuration);
  write('before.yaml', configuration);
  write('after.yaml', configuration.replace(/^ {2}(?:inventory|us):/m, '  stock:'));
  write('service-config.yaml', 'serialization: {}\n');
  write('optimize.env', 'ENGINE_USER=optimize\n');
  write('values.env', 'EU_REST=http://eu.example/rest\n');
  const indented = configuration.replaceAll(/^/gm, '    ');
  write(
    'configmap.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize-config}\ndata:\n  environment-config.yaml: |\n${indented}`,
  );
  write('values.yaml', `optimize:\n  configuration: |\n${indented}`);
  for (const model of ['order.bpmn', 'pricing.dmn'])
    cpSync(path.join(ROOT, 'fixtures/models', model), path.join(folder, model));
  cpSync(path.join(ROOT, 'fixtures/access/worked-example.yaml'), path.join(folder, 'landscape.yaml'));
  cpSync(path.join(ROOT, 'integrations'), path.join(folder, 'integrations'), { recursive: true });
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(ROOT, 'bin/multi-engine.js'), path.join(folder, 'bin/multi-engine'));
  for (const name of ['kubectl', 'helm']) program(folder, name, `cat "${folder}/configmap.yaml"`);
  return folder;
}

function program(folder: string, name: string, line: string): void {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

function withAddresses(landscape: string, urls: ReadonlyMap<string, string>): string {
  const text = readFileSync(path.join(LANDSCAPES, landscape, 'environment-config.yaml'), 'utf8');
  let alias = '';
  return text.replaceAll(/^ {2}([\w-]+):$|^( {4}rest: )\S+/gm, (line, name?: string, rest?: string) => {
    if (name !== undefined) alias = name;
    return rest === undefined ? line : rest + (urls.get(alias) ?? '');
  });
}

/** Makes a repository of the folder, as `diff git:main` wants one, with a branch that came from elsewhere. */
export const REPOSITORY =
  'git init -q -b main && git add . && git -c user.name=t -c user.email=t@example.com commit -qm first && git update-ref refs/remotes/origin/main main';

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

export function runAsReader(command: string, folder: string, shell = 'bash'): Promise<Ended> {
  const env = {
    PATH: `${path.join(folder, 'bin')}:${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    SOURCE_DATE_EPOCH: '0',
  };
  return new Promise((resolve) => {
    const child = spawn(shell, ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => resolve({ code, said }));
  });
}
