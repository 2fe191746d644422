import { load } from 'js-yaml';
import type { Answering } from '../helpers/engine-server.js';
import type { Seeded } from '../helpers/seeded.js';
import { spoiltAnswers } from './answers.js';
import { FORMS, placements } from '../secrets/placements.js';
import { bytesOf, CANARY, mutatedJson, mutatedText } from './mutations.js';
import {
  ACCESS,
  BASELINE,
  CARRIERS,
  CONFIGURATIONS,
  CREDENTIALS,
  LANDSCAPES,
  MODELS,
  RUNNING,
  SETTINGS,
  VARIABLES,
} from './seeds.js';

/** Files in a folder, and the command line that is played there. */
export interface Situation {
  readonly files: Readonly<Record<string, Buffer>>;
  readonly args: readonly string[];
  /** Engines that the configuration names. */
  readonly engines?: readonly Answering[];
  /** The schema of the report in `report.json`; null where the command writes none. */
  readonly schema: 'report.v1' | 'access-report.v1' | null;
}

const CONFIG = 'environment-config.yaml';
const FORMATS = [
  'pretty',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
  'html',
  'mermaid',
  'dot',
  'prometheus',
];
const OPTIMIZE = [
  [],
  [],
  ['--optimize', '3.15'],
  ['--optimize', '3.6'],
  ['--optimize', 'none'],
  ['--optimize', '8.6'],
];

/** What there is to make of it; each kind comes as often as any other. */
export const SITUATIONS: Readonly<Record<string, (seeded: Seeded) => Situation>> = {
  configuration: (seeded) => checked('validate', seeded, { [CONFIG]: config(seeded) }),
  layers: (seeded) =>
    checked('validate', seeded, { 'service-config.yaml': config(seeded), [CONFIG]: config(seeded) }, [
      '--base',
      'service-config.yaml',
    ]),
  nodes: (seeded) =>
    checked('validate', seeded, { 'a.yaml': config(seeded), 'b.yaml': config(seeded) }, [
      'a.yaml',
      'b.yaml',
      ...(seeded.oneIn(2) ? ['--separate'] : []),
    ]),
  effective: (seeded) => ({
    files: { [CONFIG]: config(seeded) },
    args: ['validate', '--print-effective', ...(seeded.oneIn(2) ? ['--verbose'] : [])],
    schema: null,
  }),
  corrected: (seeded) => ({
    files: { [CONFIG]: config(seeded) },
    args: ['validate', '--fix-all', '--dry-run'],
    schema: null,
  }),
  change: (seeded) => {
    const text = seeded.pick(CONFIGURATIONS);
    const files = { 'a.yaml': changed(text, seeded), 'b.yaml': changed(text, seeded) };
    return checked('diff', seeded, files, ['a.yaml', 'b.yaml']);
  },
  carrier: (seeded) => checked('validate', seeded, { 'manifest.yaml': changed(seeded.pick(CARRIERS), seeded) }, ['manifest.yaml']),
  model: (seeded) => {
    const [name, text] = seeded.pick(MODELS);
    return replayed('preview', seeded, { [name]: changed(text, seeded) }, [name, '--all'], false);
  },
  recording: (seeded) => replayed('doctor', seeded, {}, [], true),
  'recording, who sees what': (seeded) => replayed('access', seeded, {}, ['demo', 'kermit', '--explain'], true),
  'recording, model': (seeded) => {
    const [name, text] = seeded.pick(MODELS);
    return replayed('preview', seeded, { [name]: Buffer.from(text) }, [name, '--all'], true);
  },
  balancer: (seeded) => {
    const { files, args } = replayed('balancer', seeded, {}, [], true);
    const manner = seeded.pick([['--for', 'nginx'], ['--for', 'haproxy'], ['--for', 'kubernetes'], ['--for', 'traefik'], ['--yaml'], ['--diff']]);
    return { files, args: ['balancer', ...args.slice(1, 3), ...manner], schema: null };
  },
  baseline: (seeded) =>
    checked('validate', seeded, { [CONFIG]: config(seeded), 'baseline.json': json(BASELINE, seeded) }, [
      '--baseline',
      'baseline.json',
      ...(seeded.oneIn(4) ? ['--update-baseline'] : []),
    ]),
  access: (seeded) =>
    reported('access', seeded, { 'access.yaml': values(ACCESS, seeded) }, [
      ...seeded.pick([['Gonzo', 'Scooter'], ['--all'], ['Walter', '--explain'], ['--definition', 'order-handling']]),
      '--config',
      'access.yaml',
    ]),
  variables: (seeded) =>
    checked('validate', seeded, { [CONFIG]: config(seeded), 'values.env': changed(VARIABLES, seeded) }, [
      '--variables',
      'values.env',
    ]),
  doctor: (seeded) => live('doctor', seeded, seeded.oneIn(2) ? ['--record', 'recorded'] : []),
  'who sees what': (seeded) => live('access', seeded, seeded.pick([['demo', '--explain'], ['--all', '--names'], ['demo']])),
  'model, live': (seeded) => {
    const [name, text] = seeded.pick(MODELS);
    return live('preview', seeded, [name, '--all', '--tenant', 't'], { [name]: Buffer.from(text) });
  },
  secret: (seeded) => {
    const { file, text } = seeded.pick(placements(CANARY, seeded.below(Object.keys(FORMS).length)));
    const files = { [file]: Buffer.from(text), 'sound.yaml': Buffer.from(seeded.pick(CONFIGURATIONS)) };
    return secretive(seeded, file, files);
  },
  'running Optimize': (seeded) => {
    const files = Object.fromEntries(
      seeded.pick(RUNNING).map(([name, text]) => [`running/${name}`, seeded.oneIn(3) ? Buffer.from(text) : json(text, seeded)]),
    );
    return reported('doctor', seeded, { ...files, [CONFIG]: config(seeded) }, ['--replay', 'running']);
  },
  credentials: (seeded) =>
    live('doctor', seeded, ['--credentials', 'logins.yaml'], { 'logins.yaml': values(CREDENTIALS, seeded) }),
  settings: (seeded) =>
    checked('validate', seeded, { [CONFIG]: config(seeded), 'multi-engine.config.yaml': values(SETTINGS, seeded) }),
}; // prettier-ignore

function checked(
  command: 'validate' | 'diff',
  seeded: Seeded,
  files: Readonly<Record<string, Buffer>>,
  args: readonly string[] = [],
): Situation {
  return reported(command, seeded, files, [...args, ...seeded.pick(OPTIMIZE)]);
}

function reported(
  command: string,
  seeded: Seeded,
  files: Readonly<Record<string, Buffer>>,
  args: readonly string[],
): Situation {
  const formats = ['--format', 'json=report.json', '--format', `${seeded.pick(FORMATS)}=report.txt`];
  const manner = seeded.pick([[], ['--verbose'], ['--quiet'], ['--timings']]);
  return {
    files,
    args: [command, ...args, ...formats, ...manner],
    schema: command === 'access' ? 'access-report.v1' : 'report.v1',
  };
}

function replayed(
  command: string,
  seeded: Seeded,
  files: Readonly<Record<string, Buffer>>,
  args: readonly string[],
  mutate: boolean,
): Situation {
  const landscape = seeded.pick(LANDSCAPES);
  // Most faults in one file, or none would be read to its end.
  const victim = mutate ? seeded.pick(landscape)[0] : null;
  const recorded = landscape.map(([name, text]) => {
    const isSpoilt = name === victim || (mutate && seeded.oneIn(6));
    if (!isSpoilt) return [name, Buffer.from(text)] as const;
    return [name, name.endsWith('.json') ? json(text, seeded) : changed(text, seeded)] as const;
  });
  const all: Record<string, Buffer> = { ...files };
  for (const [name, bytes] of recorded) all[name === CONFIG ? name : `recording/${name}`] = bytes;
  return reported(command, seeded, all, ['--replay', 'recording', ...args]);
}

/** Every command that reads a configuration, about one with a secret in a random place. */
function secretive(seeded: Seeded, file: string, files: Readonly<Record<string, Buffer>>): Situation {
  const plain = (...args: readonly string[]): Situation => ({ files, args, schema: null });
  return seeded.pick([
    () => reported('validate', seeded, files, [file, '--nodes', '2']),
    () => reported('validate', seeded, files, ['sound.yaml', file]),
    () => reported('validate', seeded, files, ['sound.yaml', '--base', file]),
    () => reported('validate', seeded, files, ['sound.yaml', '--variables', file]),
    () => reported('validate', seeded, files, ['sound.yaml', '--baseline', file]),
    () => reported('diff', seeded, files, ['sound.yaml', file]),
    () => reported('diff', seeded, files, [file, 'sound.yaml']),
    () => reported('doctor', seeded, files, [file, '--replay', '.']),
    () => reported('access', seeded, files, ['demo', '--config', file]),
    () => reported('preview', seeded, files, [file, '--all', '--config', 'sound.yaml']),
    () => plain('validate', file, '--fix-all', '--dry-run'),
    () => plain('validate', file, '--fix', '--dry-run'),
    () => plain('validate', file, '--print-effective', '--verbose'),
    () => plain('validate', 'sound.yaml', '--base', file, '--print-effective', '--verbose'),
    () => plain('balancer', file, '--group', 'a,b', '--for', 'nginx'),
    () => plain('balancer', file, '--group', 'a,b', '--yaml', '--at', 'lb:80'),
    () => plain('balancer', file, '--group', 'a,b', '--diff', '--at', 'lb:80'),
    () => plain('explain', beginningOf(files[file])),
  ])();
}

function beginningOf(bytes: Buffer | undefined): string {
  return bytes?.toString().slice(0, 300).replaceAll('\0', '') ?? '';
}

function live(
  command: string,
  seeded: Seeded,
  args: readonly string[],
  files: Readonly<Record<string, Buffer>> = {},
): Situation {
  const engines = seeded.times(1 + seeded.below(3), () => spoiltAnswers(seeded));
  return { ...reported(command, seeded, files, [...args, '--timeout', '2', '--deadline', '10']), engines };
}

function config(seeded: Seeded): Buffer {
  return changed(seeded.pick(CONFIGURATIONS), seeded);
}

/** YAML with a fault in its lines or, written as JSON, in its values, which gets further. */
function values(yaml: string, seeded: Seeded): Buffer {
  return seeded.oneIn(3) ? changed(yaml, seeded) : json(JSON.stringify(load(yaml)), seeded);
}

function changed(text: string, seeded: Seeded): Buffer {
  return bytesOf(mutatedText(text, seeded), seeded);
}

/** Mostly still JSON, and of a recording mostly the answers alone, or nothing beyond the parser would be reached. */
function json(text: string, seeded: Seeded): Buffer {
  if (seeded.oneIn(6)) return changed(text, seeded);
  const value = JSON.parse(text);
  if (Array.isArray(value.answers) && !seeded.oneIn(4)) {
    for (const answer of value.answers) if (seeded.oneIn(4)) answer.body = mutatedJson(answer.body, seeded);
    return Buffer.from(JSON.stringify(value));
  }
  return Buffer.from(JSON.stringify(mutatedJson(JSON.parse(text), seeded), null, 2) ?? '');
}
