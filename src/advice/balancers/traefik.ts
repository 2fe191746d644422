import { comment } from './comment.js';
import type { BalancerSettings, PlacedGroup } from '../types.js';
import { addressesOf, headingOf, healthReason, NO_STICKINESS, READ_ONLY_NOTE } from '../words.js';

/** A file for Traefik's file provider (version 2.5 or newer): one router and one service per group. */
export function traefikFor(groups: readonly PlacedGroup[], settings: BalancerSettings): string {
  const lines = [
    ...comment(
      'For the file provider of Traefik 2.5 or newer. Its static configuration needs the entry points:',
    ),
    '#   entryPoints:',
    ...groups.map(({ id, listen }) => `#     ${id}: { address: ":${listen}" }`),
    ...comment('TODO: TLS on them, or a network that only Optimize shares.'),
    ...comment(NO_STICKINESS),
    ...comment(READ_ONLY_NOTE),
    'http:',
    '  routers:',
    ...groups.flatMap(router),
    '  middlewares:',
    ...groups.flatMap(retry),
    '  services:',
    ...groups.flatMap(service),
    '  serversTransports:',
    ...groups.flatMap((group) => transport(group, settings)),
  ];
  return `${lines.join('\n')}\n`;
}

function router({ id, path }: PlacedGroup): readonly string[] {
  return [
    `    ${id}:`,
    `      entryPoints: [${id}]`,
    `      rule: "PathPrefix(\`${path}/\`)"`,
    `      middlewares: [${id}-retry]`,
    `      service: ${id}`,
  ];
}

function retry({ id, backends }: PlacedGroup): readonly string[] {
  return [
    ...comment(
      'Tries another node while no connection comes about. Once the request is written nothing is repeated.',
      '    ',
    ),
    `    ${id}-retry:`,
    '      retry:',
    `        attempts: ${backends.length}`,
  ];
}

function service(group: PlacedGroup): readonly string[] {
  return [
    ...headingOf(group).flatMap((text) => comment(text, '    ')),
    `    ${group.id}:`,
    '      loadBalancer:',
    ...comment(
      'Round robin. No path in the URLs: path and Authorization reach the engine as they came.',
      '        ',
    ),
    '        servers:',
    ...addressesOf(group).map((address) => `          - url: "${address}"`),
    '        passHostHeader: true',
    `        serversTransport: ${group.id}`,
    ...comment(healthReason(group), '        '),
    '        healthCheck:',
    `          path: ${group.path}/engine`,
    '          interval: 5s',
    '          timeout: 3s',
  ];
}

function transport({ id, scheme }: PlacedGroup, { caFile }: BalancerSettings): readonly string[] {
  return [
    `    ${id}:`,
    '      maxIdleConnsPerHost: 16',
    '      forwardingTimeouts:',
    '        dialTimeout: 5s',
    ...comment('A page of 10,000 rows takes its time.', '        '),
    '        responseHeaderTimeout: 600s',
    '        idleConnTimeout: 90s',
    ...(scheme === 'http' ? [] : verification(caFile)),
  ];
}

/** Traefik compares each node's certificate with its own host or address unless it is told not to. */
function verification(caFile: string | null): readonly string[] {
  return [
    ...comment("Each node's certificate is compared with the host or address in its URL.", '      '),
    '      insecureSkipVerify: false',
    ...(caFile === null ? [] : [`      rootCAs: [${JSON.stringify(caFile)}]`]),
  ];
}
