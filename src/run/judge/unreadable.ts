import type { Configuration } from '../../configuration/types.js';
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
  if (!isDamaged(configuration) && configuration.documents().every(({ faults }) => faults.length === 0))
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

/** The same as notes, where the findings about it were not asked for. */
export function unreadNotes(configuration: Configuration, findings: readonly Finding[]): readonly string[] {
  const found = findings.filter(({ unreadable }) => unreadable === true);
  const named = new Set(found.map(({ locations: [at] }) => at?.file));
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
