import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import type { Finding } from '../../core/finding.js';
import type { CheckRequest } from '../request/request.js';
import { runRules } from './runner.js';
import { selectRules } from './select.js';
import { editorFor, settle } from './settle.js';
import { judgingOf } from '../settings/judging.js';
import { ranEverywhere, suppress } from './accepted/suppress.js';

/**
 * What keeps the files from being read to their end, or their engines from being found. Every command that uses a configuration reports
 * it: engines and settings may be hidden there, so that nothing may be said to be fine.
 */
export async function unreadableParts(
  configuration: Configuration,
  vault: Vault,
  request: CheckRequest,
): Promise<readonly Finding[]> {
  if (
    !isDamaged(configuration) &&
    !lacksEngines(configuration) &&
    configuration.documents().every(({ faults }) => faults.length === 0)
  )
    return [];
  const { configurationRules } = await import('../../rules/index.js');
  const rules = selectRules(configurationRules, request).filter(({ unreadable }) => unreadable === true);
  const { hits, coverage } = runRules(rules, { configuration, live: null });
  const judging = await judgingOf(request);
  const show = await editorFor(hits, configuration, vault);
  const { findings } = settle(hits, configuration, show, [], judging.adjust);
  const { findings: left } = suppress(findings, configuration, coverage, request);
  return judging.silence(left, ranEverywhere(coverage, configuration), request.today).findings;
}

/** Whether a syntax error hides a part of a file, or engines are where nothing reads them. */
export function isDamaged(configuration: Configuration): boolean {
  return (
    configuration.documents().some(({ damaged }) => damaged.length > 0) ||
    configuration.files.some(({ misplaced }) => misplaced !== null)
  );
}

/** Whether something below `engines` is no engine: nobody can ask it, or compare it with another one. */
export function lacksEngines({ files }: Configuration): boolean {
  return files.some(isLacking);
}

function isLacking({ schemaFaults }: ConfigurationFile): boolean {
  return schemaFaults.some(({ kind }) => kind === 'engines-not-a-map' || kind === 'engine-not-a-map');
}

/** The same as notes, where the findings about it were not asked for. */
export function unreadNotes(configuration: Configuration, findings: readonly Finding[]): readonly string[] {
  const named = filesFound(findings);
  const silent = configuration
    .documents()
    .filter(({ damaged, file }) => damaged.length > 0 && !named.has(file.name));
  const lost = configuration.files.filter(
    ({ misplaced, document }) => misplaced !== null && !named.has(document.file.name),
  );
  return [
    ...silent.map(
      ({ file }) => `${file.name} cannot be read to its end: what is hidden there was not checked`,
    ),
    ...lost.map(
      ({ document }) => `${document.file.name} has engines where nothing reads them: they were not checked`,
    ),
  ];
}

/** The same of what is no engine, for commands that look at engines. */
export function lackNotes({ files }: Configuration, findings: readonly Finding[]): readonly string[] {
  const named = filesFound(findings);
  return files
    .filter((file) => isLacking(file) && !named.has(file.document.file.name))
    .map(
      ({ document }) =>
        `${document.file.name} has something below "engines" that is no engine: it was not checked`,
    );
}

function filesFound(findings: readonly Finding[]): ReadonlySet<string | undefined> {
  const found = findings.filter(({ unreadable }) => unreadable === true);
  return new Set(found.map(({ locations: [at] }) => at?.file));
}
