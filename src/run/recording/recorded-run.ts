import path from 'node:path';
import type { Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { isUserAndPassword } from '../../configuration/secrets/encoded.js';
import { filledFile, filledText } from '../../configuration/secrets/filling/filled-file.js';
import { filledVariables } from '../../configuration/secrets/filling/filled-variables.js';
import { Filler } from '../../configuration/secrets/filling/filler.js';
import { variablesAsSecrets } from '../../configuration/secrets/filling/placed-variables.js';
import { isSwitch } from '../../configuration/secrets/keys/logins.js';
import { secretsInLines } from '../../configuration/secrets/lines/secret-lines.js';
import { Secrecy } from '../../configuration/secrets/secrecy.js';
import { secretsInValue } from '../../configuration/secrets/secret-texts.js';
import type { Finding } from '../../core/finding.js';
import type { SourceFile } from '../../load/types.js';
import { engineVariables, isForOptimize } from '../../optimize/variables.js';
import type { RecordedOptions, RecordedRun, RecordedText } from '../../probe/recording/recorded-run.js';
import { judge } from '../judge/judge.js';
import { loadClusters, variablesOf, type Loaded } from '../request/configure.js';
import { withSafeNames } from './safe-names.js';
import { namedFiles } from '../request/inputs.js';
import type { CheckRequest, RecordedAs } from '../request/request.js';
import { onlyTexts } from './taken-texts.js';

/**
 * A run without its secrets, to be judged elsewhere. As little of a secret is told as the findings allow: it is replaced by letters, and only
 * where the configuration would not be found the same without them are punctuation and digits left in their places.
 */
export async function recordedRunOf(
  request: CheckRequest,
  { options, taken }: RecordedAs,
  version: string,
): Promise<RecordedRun> {
  const run = { request, options, taken, version };
  const own = await findingsOf(request, await loadAll(request, taken, request));
  const [closed, open] = [await filledRun(run, false), await filledRun(run, true)];
  const [first, second] = [await differences(own, closed, request), await differences(own, open, request)];
  return withSafeNames(
    first.length <= second.length ? { ...closed, differs: first } : { ...open, differs: second },
  );
}

interface Run {
  readonly request: CheckRequest;
  readonly options: RecordedAs['options'];
  readonly taken: RecordedAs['taken'];
  readonly version: string;
}

async function filledRun(
  { request, options, taken, version }: Run,
  keepsForm: boolean,
): Promise<RecordedRun> {
  const { nodes: _nodes, ...whole } = { ...request, parts: [] };
  const { configuration, vault } = (await loadAll(whole, taken, request)).whole;
  const documents = configuration.documents();
  const filler = new Filler(keepsForm);
  const known = (text: string) => vault.secretsIn(text);
  const kept = new KeptVariables({ configuration, vault }, [...taken.values()]);
  const placed = variablesAsSecrets(documents);
  const fill = (name: string, value: string): string =>
    kept.has(name) && (!placed.has(name) || isSwitch(value)) && !mayBeLogin(value)
      ? filledText(value, [...secretsInValue(value), ...secretsInLines(value), ...known(value)], filler)
      : filler.fill(value);
  const variables = new Set(request.variablesFiles);
  const isConfiguration = ({ name }: SourceFile): boolean =>
    documents.some(({ file }) => file.name === name || file.carried?.file.name === name);
  return {
    startedAt: new Date().toISOString(),
    version,
    options: optionsIn(options),
    files: namedFiles(request.files, request.live?.texts),
    texts: [...taken].map(([file, source]) => ({
      file,
      name: source.name,
      ...(source.encoding && { encoding: source.encoding }),
      text:
        variables.has(file) || !isConfiguration(source)
          ? filledVariables(source.text, fill)
          : filledFile(source, documents, { filler, known }),
    })),
    environment: filledValues(request.environment, (name) => kept.isAskedFor(name), fill),
    defines: filledValues(request.defines, () => true, fill),
    ...(request.policy && {
      policy: { ...request.policy, folder: path.relative('', request.policy.folder) || '.' },
    }),
    differs: [],
  };
}

/** Behind the colon of a host there is its port. */
function mayBeLogin(value: string): boolean {
  return isUserAndPassword(value) && !/^[^:]*:\d{1,5}(?![^/,;])/.test(value);
}

/** Which variables somebody asks for, and which of them may be told. */
class KeptVariables {
  readonly #secrecy: Secrecy;
  readonly #files: Interpretation['configuration']['files'];
  readonly #named: ReadonlySet<string>;

  constructor(
    { configuration }: Pick<Interpretation, 'configuration' | 'vault'>,
    sources: readonly SourceFile[],
  ) {
    const documents = configuration.documents();
    this.#secrecy = new Secrecy(documents);
    this.#files = configuration.files;
    const texts = [...sources, ...documents.map(({ file }) => file)].map(({ text }) => text);
    const named = texts.flatMap((text) =>
      Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/gu), ([, name = '']) => name),
    );
    this.#named = new Set([...named, ...engineVariables()]);
  }

  isAskedFor(name: string): boolean {
    return this.#named.has(name) || isForOptimize(name);
  }

  has(name: string): boolean {
    return this.#named.has(name) && !this.#isSecret(name);
  }

  /** By the texts of all documents, or by what their placeholders become in a file of the configuration. */
  #isSecret(name: string): boolean {
    return (
      this.#secrecy.isSecretVariable(name) || this.#files.some((file) => file.tree().isSecretVariable(name))
    );
  }
}

function filledValues(
  values: Readonly<Record<string, string | undefined>>,
  isWanted: (name: string) => boolean,
  fill: (name: string, value: string) => string,
): Readonly<Record<string, string>> {
  const wanted = Object.entries(values).filter(([name]) => isWanted(name));
  return Object.fromEntries(
    wanted.flatMap(([name, value]) => (value === undefined ? [] : [[name, fill(name, value)]])),
  );
}

/** Loads what was read once more, without looking at any file. */
async function loadAll(
  request: CheckRequest,
  texts: ReadonlyMap<string, SourceFile>,
  { files, live }: CheckRequest,
): Promise<Loaded> {
  const named = namedFiles(files, live?.texts);
  const offline: CheckRequest = { ...request, files: named, live: null };
  return loadClusters(offline, variablesIn(offline, texts), onlyTexts(texts));
}

function variablesIn(request: CheckRequest, texts: ReadonlyMap<string, SourceFile>): Variables {
  return variablesOf(request, onlyTexts(texts));
}

async function findingsOf(request: CheckRequest, { clusters }: Loaded): Promise<readonly Finding[]> {
  const { configurationRules } = await import('../../rules/index.js');
  const cases = clusters.map(({ configuration, vault }) => ({
    views: { configuration, live: null },
    vault,
    unread: false,
  }));
  const { findings } = await judge(
    configurationRules,
    cases,
    { ...request, baseline: null },
    { interruptedBy: () => null },
  );
  return findings;
}

/** Codes of rules that do not find the same in what is recorded. */
async function differences(
  own: readonly Finding[],
  run: RecordedRun,
  request: CheckRequest,
): Promise<readonly string[]> {
  const again: CheckRequest = {
    ...request,
    files: run.files,
    environment: run.environment,
    defines: run.defines,
  };
  const found = await findingsOf(again, await loadAll(again, textsOf(run), again));
  const before = new Set(own.map((finding) => JSON.stringify(finding)));
  const after = new Set(found.map((finding) => JSON.stringify(finding)));
  const other = [
    ...own.filter((finding) => !after.has(JSON.stringify(finding))),
    ...found.filter((finding) => !before.has(JSON.stringify(finding))),
  ];
  return [...new Set(other.map(({ rule }) => rule))].toSorted();
}

/** The files of a recording, by the names under which they were asked for. */
export function textsOf({ texts }: Pick<RecordedRun, 'texts'>): ReadonlyMap<string, SourceFile> {
  return new Map(texts.map(({ file, ...source }: RecordedText) => [file, source]));
}

/** Options that shape a report. Values of variables are kept apart. */
const RECORDED = [
  'optimize',
  'base',
  'nodes',
  'failOn',
  'maxWarnings',
  'minSeverity',
  'stdinFilename',
  'watch',
  'only',
  'skip',
  'part',
  'engine',
  'variables',
  'separate',
  'polite',
  'allowInconclusive',
  'exitZero',
];

function optionsIn(options: RecordedAs['options']): RecordedOptions {
  const recorded: Record<string, RecordedOptions[string]> = {};
  for (const name of RECORDED) {
    const value = options[name];
    if (typeof value === 'string' || typeof value === 'boolean') recorded[name] = value;
    else if (Array.isArray(value)) recorded[name] = value.map(String);
  }
  return recorded;
}
