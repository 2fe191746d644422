import type { Configuration } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import type { Finding } from '../../core/finding.js';
import type { CheckRequest } from '../request/request.js';
import { runRules } from './runner.js';
import { selectRules } from './select.js';
import { editorFor, settle } from './settle.js';
import { judgingOf } from '../settings/judging.js';
import { aboutReading, isDamaged, lacksEngines } from './unreadable.js';
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
  const rules = aboutReading(selectRules(configurationRules, request));
  const { hits, coverage } = runRules(rules, { configuration, live: null });
  const judging = await judgingOf(request);
  const show = await editorFor(hits, configuration, vault);
  const { findings } = settle(hits, configuration, show, [], judging.adjust);
  const { findings: left } = suppress(findings, configuration, coverage, request);
  return judging.silence(left, ranEverywhere(coverage, configuration), request.today).findings;
}
