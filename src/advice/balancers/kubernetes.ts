import { comment } from './comment.js';
import type { Backend, PlacedGroup } from '../types.js';
import { headingOf, healthReason, NO_STICKINESS, READ_ONLY_NOTE } from '../words.js';

/** Objects for `kubectl apply -f`: one Service per group, with its addresses where they are known. */
export function kubernetesFor(groups: readonly PlacedGroup[]): string {
  const head = [...comment(NO_STICKINESS), ...comment(READ_ONLY_NOTE)];
  return `${head.join('\n')}\n${groups.map(objectsOf).join('\n---\n')}\n`;
}

function objectsOf(group: PlacedGroup): string {
  const fixed = hasFixedAddresses(group.backends);
  const documents = fixed
    ? [[...service(group), ...families(group.backends)], ...slices(group)]
    : [[...service(group), ...selector(group)]];
  const heading = [
    ...headingOf(group).flatMap((text) => comment(text)),
    ...(fixed ? fixedReason(group) : selectorReason(group)),
    ...(group.scheme === 'https' ? tlsReason(group) : []),
  ];
  const [first = [], ...others] = documents;
  return [[...heading, ...first], ...others].map((lines) => lines.join('\n')).join('\n---\n');
}

/** Kubernetes takes no loopback or link-local address, and no name that it could not resolve for a client. */
function hasFixedAddresses(backends: readonly Backend[]): boolean {
  return backends.every(
    ({ host, family }) => family !== 'name' && !/^(?:127\.|169\.254\.|0\.|::1?$|fe[89ab])/iu.test(host),
  );
}

function service({ id, listen, scheme, backends }: PlacedGroup): readonly string[] {
  const ports = new Set(backends.map(({ port }) => port));
  const target = ports.size === 1 ? [...ports][0] : null;
  return [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    `  name: ${id}`,
    'spec:',
    '  type: ClusterIP',
    '  sessionAffinity: None',
    '  ports:',
    `    - name: ${scheme}`,
    `      port: ${listen}`,
    `      targetPort: ${target ?? scheme}`,
    '      protocol: TCP',
    `      appProtocol: ${scheme}`,
  ];
}

function selector({ id }: PlacedGroup): readonly string[] {
  return ['  selector:', `    engine-database: ${id}`];
}

function selectorReason(group: PlacedGroup): readonly string[] {
  const { id, path, scheme, backends } = group;
  return [
    ...comment(
      `TODO: put the label engine-database: ${id} on the pods behind ${backends.map(({ host }) => host).join(', ')} (spec.template.metadata.labels) and on no other. Until then the Service has no node.`,
    ),
    ...comment(`And let Kubernetes ask each pod. ${healthReason(group)}`),
    '#   readinessProbe:',
    `#     httpGet: { path: ${path}/engine, port: ${backends[0]?.port ?? 8080}, scheme: ${scheme.toUpperCase()} }`,
    '#     periodSeconds: 10',
    ...(new Set(backends.map(({ port }) => port)).size > 1
      ? comment(`The engines listen on different ports: call the container port of each "${scheme}".`)
      : []),
    ...timeoutReason(),
  ];
}

function fixedReason(group: PlacedGroup): readonly string[] {
  return [
    ...comment(
      'The nodes are given by address, outside of any Deployment: nobody checks them, so take a node out of its EndpointSlice before you stop it. nginx, haproxy and traefik check for themselves.',
    ),
    ...comment(
      `Is it pods that have these addresses? Then use a selector and this probe. ${healthReason(group)}`,
    ),
    ...timeoutReason(),
  ];
}

function timeoutReason(): readonly string[] {
  return comment(
    'A Service passes bytes on and has no timeouts of its own. An Ingress in front has: nginx.ingress.kubernetes.io/proxy-read-timeout: "600", proxy-connect-timeout: "5", no affinity.',
  );
}

function tlsReason({ id }: PlacedGroup): readonly string[] {
  return comment(
    `TLS ends at the engines: their certificates must carry the name ${id}, because that is what Optimize connects to.`,
  );
}

function families(backends: readonly Backend[]): readonly string[] {
  const versions = [...new Set(backends.map(versionOf))];
  if (versions.length > 1) return ['  ipFamilyPolicy: PreferDualStack'];
  return versions[0] === 'IPv6' ? ['  ipFamilies: [IPv6]'] : [];
}

function versionOf({ family }: Backend): 'IPv4' | 'IPv6' {
  return family === 'ipv6' ? 'IPv6' : 'IPv4';
}

/** One slice per address family and port: a slice has one of each. */
function slices({ id, scheme, backends }: PlacedGroup): readonly (readonly string[])[] {
  const sorts = new Map<string, Backend[]>();
  for (const backend of backends) {
    const sort = `${versionOf(backend)} ${backend.port}`;
    sorts.set(sort, [...(sorts.get(sort) ?? []), backend]);
  }
  return [...sorts.values()].map((members, index) => slice(id, scheme, members, index));
}

function slice(id: string, scheme: string, members: readonly Backend[], index: number): readonly string[] {
  const [first] = members;
  if (first === undefined) return [];
  return [
    'apiVersion: discovery.k8s.io/v1',
    'kind: EndpointSlice',
    'metadata:',
    `  name: ${id}-${index + 1}`,
    '  labels:',
    `    kubernetes.io/service-name: ${id}`,
    '    endpointslice.kubernetes.io/managed-by: multi-engine',
    `addressType: ${versionOf(first)}`,
    'ports:',
    `  - name: ${scheme}`,
    `    port: ${first.port}`,
    '    protocol: TCP',
    'endpoints:',
    ...members.flatMap(({ host, alias }) => [
      `  - addresses: ["${host}"]`,
      '    conditions: { ready: true }',
      ...comment(alias, '    '),
    ]),
  ];
}
