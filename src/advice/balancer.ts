import { comment } from './balancers/comment.js';
import { haproxyFor } from './balancers/haproxy.js';
import { kubernetesFor } from './balancers/kubernetes.js';
import { nginxFor } from './balancers/nginx.js';
import { placeGroups } from './plan.js';
import { traefikFor } from './balancers/traefik.js';
import type { BalancerKind, BalancerSettings, Plan, PlacedGroup } from './types.js';
import { mergedNote } from './words.js';

/** What the balancer's file is called when it is written beside others. */
export const FILE_NAMES: Readonly<Record<BalancerKind, string>> = {
  nginx: 'engines.nginx.conf',
  haproxy: 'haproxy.cfg',
  kubernetes: 'engines.kubernetes.yaml',
  traefik: 'engines.traefik.yaml',
};

/** The configuration for all groups, as one file that the program accepts as it stands. */
export function balancerText(plans: readonly Plan[], kind: BalancerKind, settings: BalancerSettings): string {
  const groups = placeGroups(plans, kind === 'kubernetes', settings);
  const notes = plans.flatMap((plan) => (plan.kind === 'merge' ? comment(mergedNote(plan)) : []));
  const head = notes.length === 0 ? '' : `${notes.join('\n')}\n`;
  return groups.length === 0 ? head : head + RENDERERS[kind](groups, settings);
}

const RENDERERS: Readonly<
  Record<BalancerKind, (groups: readonly PlacedGroup[], settings: BalancerSettings) => string>
> = { nginx: nginxFor, haproxy: haproxyFor, kubernetes: kubernetesFor, traefik: traefikFor };
