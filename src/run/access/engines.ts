import type { AccessEngine } from '../../access/types.js';
import { interpret } from '../../configuration/interpret.js';
import { safeDocument } from '../../configuration/secrets/safe-document.js';
import { UsageError } from '../../core/errors.js';
import { childPointer } from '../../core/text/pointer.js';
import type { EngineRow } from '../../core/report/report.js';
import { locate } from '../../load/locate.js';
import { lineIndexOf } from '../../load/text/lines.js';
import { readSource } from '../../load/text/source.js';
import type { SourceDocument } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { refuseUnknownAliases, wantedEntries } from '../request/aliases.js';
import { refuseNoEngines } from '../request/no-engines.js';
import { namedFiles } from '../request/inputs.js';
import { loadConfiguration } from '../request/configure.js';
import { isAccessFile, readAccessFile } from './file.js';
import { describedSubject } from './subjects.js';
import type { AccessRequest, ReadEngines } from './types.js';

/** The engines of a file that describes them, or those of a configuration, which are asked. */
export async function enginesOf(request: AccessRequest, all: boolean, version: string): Promise<ReadEngines> {
  const { check, users, names } = request;
  const described = describedEngines(check);
  if (described !== null) return described;
  const loaded = await loadConfiguration(check);
  refuseUnknownAliases(check, loaded.configuration.engines);
  refuseNoEngines(loaded.configuration);
  const { readLive } = await import('./live.js');
  return { ...loaded, ...(await readLive(loaded, check, check.live, { users, all, names }, version)) };
}

/** The engines of a file that describes users and rights; null where it is a configuration of Optimize. */
function describedEngines(check: AccessRequest['check']): ReadEngines | null {
  // The configuration of a recording is one of Optimize.
  if (check.files.length === 0 || check.live.replayed !== undefined) return null;
  const [file = ''] = namedFiles(check.files);
  const document = safeDocument(parseYaml(readSource(file, check.stdinName)));
  if (!isAccessFile(document)) return null;
  if (check.live.replayFrom !== null || check.live.recordTo !== null) {
    throw new UsageError(
      `${document.file.name} describes its engines itself: there is nothing to record or to replay`,
    );
  }
  const engines = readAccessFile(document);
  refuseUnknownAliases(check, engines);
  const wanted = wantedEntries(check, engines);
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
    ...interpreted,
  };
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
