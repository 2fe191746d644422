import { greatest } from '../../core/many.js';
import { authority } from '../address.js';
import { comment, explained } from './comment.js';
import { SYSTEM_AUTHORITIES } from './trust.js';
import type { Backend, BalancerSettings, PlacedGroup } from '../types.js';
import { headingOf, healthReason, NO_STICKINESS, READ_ONLY_NOTE } from '../words.js';

/** A whole configuration for HAProxy: one frontend and one backend per group. */
export function haproxyFor(groups: readonly PlacedGroup[], settings: BalancerSettings): string {
  const lines = [
    ...comment('For HAProxy 2.4 or newer; check with haproxy -c -f FILE.'),
    ...comment(NO_STICKINESS),
    ...comment(READ_ONLY_NOTE),
    ...defaults(groups),
    ...groups.flatMap((group) => ['', ...frontend(group), '', ...backend(group, settings)]),
  ];
  return `${lines.join('\n')}\n`;
}

function defaults(groups: readonly PlacedGroup[]): readonly string[] {
  const most = greatest(
    groups.map(({ backends }) => backends.length),
    2,
  );
  return [
    'defaults',
    '    mode http',
    '    option forwardfor',
    '    timeout connect 5s',
    '    timeout check 5s',
    ...comment('A page of 10,000 rows takes its time: proxies usually give up after 60 s.', '    '),
    '    timeout client 600s',
    '    timeout server 600s',
    ...comment(
      'Only a connection that failed is tried again, at once and on another node: the engine has not seen the request.',
      '    ',
    ),
    `    retries ${most}`,
    '    retry-on conn-failure',
    '    option redispatch 1',
  ];
}

function frontend({ id, listen, path }: PlacedGroup): readonly string[] {
  return [
    `frontend ${id}-in`,
    ...explained([
      [`    bind :${listen}`, 'TODO: TLS (bind … ssl crt FILE), or a network that only Optimize shares'],
      ...(path === ''
        ? []
        : [[`    http-request deny deny_status 404 unless { path_beg ${path}/ }`] as const]),
      [`    default_backend ${id}`, 'path and Authorization reach the engine as they came'],
    ]),
  ];
}

function backend(group: PlacedGroup, settings: BalancerSettings): readonly string[] {
  return [
    ...headingOf(group).flatMap((text) => comment(text)),
    `backend ${group.id}`,
    '    balance leastconn',
    ...comment(`Health: ${healthReason(group)}`, '    '),
    '    option httpchk',
    `    http-check send meth GET uri ${group.path}/engine ver HTTP/1.1 hdr Host ${hostHeader(group)}`,
    '    http-check expect status 200',
    ...comment(
      'Host names are looked up at the start; a node whose name is not known then stays down.',
      '    ',
    ),
    '    default-server check inter 5s fall 3 rise 2 init-addr libc,none',
    ...tlsNote(group),
    ...group.backends.map(
      (each) => `    server ${each.label} ${authority(each)}${tls(group, each, settings)}`,
    ),
  ];
}

/** HTTP/1.1 wants one; a host name lets a proxy in front of an engine tell what is meant. */
function hostHeader({ backends }: PlacedGroup): string {
  return backends.find(({ family }) => family === 'name')?.host ?? 'engine';
}

function tlsNote({ scheme, backends }: PlacedGroup): readonly string[] {
  if (scheme === 'http' || backends.every(({ family }) => family === 'name')) return [];
  return comment(
    'TODO: HAProxy compares certificates with host names only. Where the engine is named by its address, put a name that its certificate carries behind verifyhost.',
    '    ',
  );
}

function tls({ scheme }: PlacedGroup, { host, family }: Backend, { caFile }: BalancerSettings): string {
  if (scheme === 'http') return '';
  const verify = ` ssl verify required ca-file ${quoted(caFile ?? SYSTEM_AUTHORITIES)} verifyhost ${host}`;
  return family === 'name' ? `${verify} sni str(${host}) check-sni ${host}` : verify;
}

/** A file name as one word: strong quotes take everything but themselves. */
function quoted(file: string): string {
  return /^[\w./-]+$/u.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
