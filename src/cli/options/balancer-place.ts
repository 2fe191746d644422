import { isServiceName } from '../../advice/plan.js';
import { BALANCERS, type BalancerKind, type BalancerSettings } from '../../advice/types.js';
import { UsageError } from '../../core/errors.js';

/** Which program the configuration is for. Throws UsageError. */
export function kindOf(text: string): BalancerKind {
  const kind = BALANCERS.find((each) => each === text);
  if (kind === undefined) {
    throw new UsageError(
      `--for "${text}" is not a load balancer that this tool knows`,
      `there are ${BALANCERS.join(', ')}`,
    );
  }
  return kind;
}

/** `--at HOST[:PORT]`: where Optimize reaches the balancer. */
export function placeOf(
  text: string | undefined,
  kind: BalancerKind | null,
): Pick<BalancerSettings, 'host' | 'port'> {
  if (text === undefined) return { host: null, port: null };
  const [, host, port] =
    /^(\[[\da-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === undefined || Number(port ?? '1') < 1 || Number(port ?? '1') > 65_535) {
    throw new UsageError(`--at "${text}" is not of the form HOST[:PORT]`, 'e.g. --at engine-lb:8090');
  }
  if (kind === 'kubernetes' && !isServiceName(host)) {
    throw new UsageError(`--at "${host}" cannot be the name of a Service`, 'e.g. --at engine-lb');
  }
  return { host: host.replaceAll(/[[\]]/g, ''), port: port === undefined ? null : Number(port) };
}
