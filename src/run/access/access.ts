import { AccessLandscape, type UserAnswer } from '../../access/answer.js';
import type { AnswerOptions } from '../../access/compared.js';
import type { AccessEngine } from '../../access/types.js';
import { interpret } from '../../configuration/interpret.js';
import { MaskedSource } from '../../configuration/mask.js';
import type { Configuration, Vault } from '../../configuration/types.js';
import { UsageError } from '../../core/errors.js';
import type { Finding, Severity } from '../../core/finding.js';
import type { EngineRow, Report } from '../../core/report.js';
import { closest } from '../../core/did-you-mean.js';
import { compareText } from '../../core/text.js';
import { refuseUnknownAliases } from '../request/aliases.js';
import { lineIndexOf } from '../../load/text/lines.js';
import { locate } from '../../load/locate.js';
import { childPointer } from '../../core/pointer.js';
import { readSource } from '../../load/text/source.js';
import type { SourceDocument } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { isAccessFile, readAccessFile } from './file.js';
import type { ReadEngines } from './live.js';
import { describedSubject } from './subjects.js';
import { loadConfiguration } from '../request/configure.js';
import { accessFindings, type AccessFindings } from './findings.js';
import { exitCodeOf, isAtLeast, resultOf, type Outcome } from '../result/exit.js';
import { Phases } from '../result/phases.js';
import type { CheckRequest, LiveRequest } from '../request/request.js';

/** What `access` was asked. */
export interface AccessRequest {
  /** How files are read and how the run ends. */
  readonly check: CheckRequest & { readonly live: LiveRequest };
  readonly users: readonly string[];
  /** Everybody that the engines know or that their authorizations name. */
  readonly all: boolean;
  /** Turns the question round: who sees the definition of this key? */
  readonly definition: string | null;
  readonly explain: boolean;
  readonly names: boolean;
}

export interface AccessContext {
  readonly version: string;
  readonly interruptedBy: () => Outcome['interruptedBy'];
}

/** A report without users, the answers about them, and whether they are shown at length. */
export interface AccessOutcome extends Report {
  readonly users: readonly UserAnswer[];
  readonly definition: string | null;
  readonly detailed: boolean;
}

/** The pipeline of `access`: a file that describes engines, or the engines of a configuration; then the answers. */
export async function access(request: AccessRequest, context: AccessContext): Promise<AccessOutcome> {
  const phases = new Phases();
  const everybody = request.all || request.users.length === 0;
  if (everybody && !request.all && request.definition === null) {
    throw new UsageError('there is nobody to ask about', 'name users, or say --all');
  }
  const read = await enginesOf(request, everybody, context.version);
  phases.end('engines');
  refuseUnknownDefinition(request, read.engines);
  const landscape = new AccessLandscape(read.engines);
  const users = answersOf(request, everybody, read.engines, landscape);
  phases.end('answers');
  const settled = accessFindings(request.check, landscape, users, read);
  phases.end('rules');
  return outcomeOf(request, context, read, { users, ...settled }, phases);
}

interface ReadFile extends ReadEngines {
  readonly files: readonly string[];
  /** Where findings point. */
  readonly configuration: Configuration;
  readonly vault: Vault;
}

async function enginesOf(request: AccessRequest, all: boolean, version: string): Promise<ReadFile> {
  const { check, users, names } = request;
  const described = describedEngines(check);
  if (described !== null) return described;
  const loaded = loadConfiguration(check);
  const files = loaded.configuration.documents().map(({ file }) => file.name);
  refuseUnknownAliases(check, loaded.configuration.engines);
  const { readLive } = await import('./live.js');
  const read = await readLive(loaded, check, check.live, { users, all, names }, version);
  return { ...read, ...loaded, files };
}

/** The engines of a file that describes users and rights; null where it is a configuration of Optimize. */
function describedEngines(check: AccessRequest['check']): ReadFile | null {
  const [file] = check.files;
  if (file === undefined) return null;
  const document = parseYaml(readSource(file, check.stdinName));
  if (!isAccessFile(document)) {
    // Configurations are read elsewhere, and standard input can be read only once.
    if (file === '-') throw new UsageError('standard input describes no users and rights; name the file');
    return null;
  }
  if (check.live.replayFrom !== null || check.live.recordTo !== null) {
    throw new UsageError(
      `${document.file.name} describes its engines itself: there is nothing to record or to replay`,
    );
  }
  const engines = readAccessFile(document);
  refuseUnknownAliases(check, engines);
  const wanted = engines.filter(({ alias }) => check.engines.length === 0 || check.engines.includes(alias));
  const nothing = { env: {}, variablesFiles: [], defines: {}, target: null };
  const interpreted = interpret([document], nothing);
  const subjects = wanted.flatMap((engine) => {
    const entry = interpreted.configuration.engines.find(({ alias }) => alias === engine.alias);
    return entry === undefined ? [] : [describedSubject(entry, engine)];
  });
  return {
    engines: wanted,
    rows: wanted.map((engine) => describedRow(engine, document)),
    subjects,
    databases: { groups: [], pairs: new Map() },
    files: [document.file.name],
    ...interpreted,
  };
}

/** A key that is nowhere is a slip, unless a list of definitions could not be read. */
function refuseUnknownDefinition({ definition }: AccessRequest, engines: readonly AccessEngine[]): void {
  if (definition === null || engines.some(({ definitions }) => !definitions.known)) return;
  const keys = engines.flatMap(({ definitions }) =>
    definitions.known ? definitions.value.map(({ key }) => key) : [],
  );
  if (keys.includes(definition)) return;
  const near = closest(definition, keys);
  throw new UsageError(
    `no engine has a definition "${definition}"`,
    near === null ? null : `did you mean "${near}"?`,
  );
}

function answersOf(
  { users, definition, explain }: AccessRequest,
  everybody: boolean,
  engines: readonly AccessEngine[],
  landscape: AccessLandscape,
): readonly UserAnswer[] {
  const options: AnswerOptions = {
    // Of thousands of users only what surprises is listed.
    hidden: everybody && definition === null && !explain ? 'granted' : 'all',
    definition,
    explain,
  };
  const asked = everybody ? usersOf(engines) : [...new Set(users)];
  return asked.map((user) => landscape.answer(user, options));
}

/** Everybody that an engine knows, and whoever holds a right to Optimize without being known. */
export function usersOf(engines: readonly AccessEngine[]): readonly string[] {
  const ids = engines.flatMap(({ people, authorizations: { application } }) => [
    ...people.keys(),
    ...(application.known ? application.value : []).flatMap(({ identity }) =>
      identity?.kind === 'user' && identity.id !== '*' ? [identity.id] : [],
    ),
  ]);
  return [...new Set(ids)].toSorted(compareText);
}

interface Judged extends AccessFindings {
  readonly users: readonly UserAnswer[];
}

function outcomeOf(
  request: AccessRequest,
  { version, interruptedBy }: AccessContext,
  { files, rows, configuration, vault }: ReadFile,
  { users, findings, suppressed, defects, coverage }: Judged,
  { timings }: Phases,
): AccessOutcome {
  const outcome: Outcome = {
    findings,
    inconclusive: users.some(({ admitted, unknown }) => admitted === null || unknown.length > 0),
    defects,
    interruptedBy: interruptedBy(),
  };
  return {
    tool: { name: 'multi-engine', version },
    command: 'access',
    result: resultOf(outcome, request.check),
    exitCode: exitCodeOf(outcome, request.check),
    optimize: null,
    files,
    summary: { ...countsOf(findings), suppressed, skipped: 0 },
    engines: rows,
    databases: [],
    findings: findings.filter(({ severity }) => isAtLeast(severity, request.check.minSeverity)),
    coverage,
    sources: sourcesOf(configuration, vault),
    defects,
    incomplete: outcome.interruptedBy !== null,
    notes: [],
    timings,
    users,
    definition: request.definition,
    detailed: request.users.length > 0 || request.explain || request.definition !== null,
  };
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Masked lines of the files, for the frames of findings. */
function sourcesOf({ documents }: Configuration, vault: Vault): Report['sources'] {
  return new Map(documents().map((document) => [document.file.name, new MaskedSource(document, vault)]));
}

/** An engine that is only described: what the file says of it. */
function describedRow({ alias, definitions, tenants }: AccessEngine, document: SourceDocument): EngineRow {
  const span = locate(document, childPointer('/engines', alias), 'key');
  const of = (kind: string): number =>
    definitions.known ? definitions.value.filter((each) => each.kind === kind).length : 0;
  return {
    alias,
    name: null,
    rest: null,
    file: document.file.name,
    line: span === null ? 1 : lineIndexOf(document.file).position(span.start).line,
    status: 'not-probed',
    failure: null,
    product: null,
    version: null,
    installation: null,
    processDefinitions: of('process'),
    decisionDefinitions: of('decision'),
    tenants: tenants.known ? tenants.value.length : 0,
    visibility: 'full',
    nodesSeen: null,
    latencyMs: null,
    requests: [],
  };
}
