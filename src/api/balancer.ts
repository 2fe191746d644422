import path from 'node:path';
import { kindOf, placeOf } from '../cli/options/balancer-place.js';
import { refusalLines, unreadLines } from '../report/balancer.js';
import { cure } from '../run/balancer/balancer.js';
import { diffOf } from '../run/changed-files.js';
import type { CheckRequest } from '../run/request/request.js';
import type { BalancerAdvice, BalancerOptions } from './types.js';

/** What `multi-engine balancer` prints, apart: nothing is written. */
export async function adviceFor(
  check: CheckRequest,
  options: BalancerOptions,
  version: string,
): Promise<BalancerAdvice> {
  const kind = kindOf(options.for);
  const { groups = [], ca } = options;
  const settings = { ...placeOf(options.at, kind), caFile: ca === undefined ? null : path.resolve(ca) };
  const result = await cure({ check, groups, settings }, version);
  if ('unread' in result)
    return { configuration: '', differences: [], refused: [unreadLines(result.unread).join('\n')], open: [] };
  const { plans, open } = result;
  const isSound = plans.some((plan) => plan.kind !== 'refused');
  const files = isSound ? result.correctedFor(kind) : [];
  return {
    configuration: isSound ? result.textFor(kind) : '',
    differences: files.map((file) => {
      const [before, after] = [result.masked(file, file.before), result.masked(file, file.after)];
      return { file: file.name, diff: diffOf({ ...file, before, after }) };
    }),
    refused: plans.flatMap((plan) => (plan.kind === 'refused' ? [refusalLines(plan).join('\n')] : [])),
    open,
  };
}
