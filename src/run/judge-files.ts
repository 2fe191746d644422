import { judge, type Judgement } from './judge/judge.js';
import type { Loaded } from './request/configure.js';
import type { CheckRequest, RunContext } from './request/request.js';

/** What `validate` finds in files, without a report, and without anything that could ask an engine. */
export async function judgeFiles(
  { clusters }: Loaded,
  request: CheckRequest,
  context: RunContext,
): Promise<Judgement> {
  const cases = clusters.map(({ configuration, vault }) => ({
    views: { configuration, live: null },
    vault,
    unread: false,
  }));
  const { configurationRules } = await import('../rules/index.js');
  return judge(configurationRules, cases, request, context);
}
