import { authority } from '../address.js';
import { comment, explained } from './comment.js';
import { SYSTEM_AUTHORITIES } from './trust.js';
import type { BalancerSettings, PlacedGroup } from '../types.js';
import { headingOf, NO_STICKINESS, READ_ONLY_NOTE } from '../words.js';

/** Blocks to include in nginx's `http` block: one `upstream` and one `server` per group. */
export function nginxFor(groups: readonly PlacedGroup[], settings: BalancerSettings): string {
  const lines = [
    ...comment('For the http block of nginx 1.18 or newer: `include` this file there, then nginx -t.'),
    ...comment(NO_STICKINESS),
    ...comment(READ_ONLY_NOTE),
    ...groups.flatMap((group) => ['', ...upstream(group), '', ...server(group, settings)]),
  ];
  return `${lines.join('\n')}\n`;
}

function upstream(group: PlacedGroup): readonly string[] {
  const servers = group.backends.map(
    (backend) => `    server ${authority(backend)} max_fails=3 fail_timeout=15s;`,
  );
  return [
    ...headingOf(group).flatMap((text) => comment(text)),
    ...comment('Host names are looked up when nginx starts: reload it when an address changes.'),
    `upstream ${group.id} {`,
    ...explained([
      [`    zone ${group.id} 64k;`, 'counts connections and failures over all worker processes'],
      ['    least_conn;'],
      ...servers.map((each) => [each] as const),
      ['    keepalive 16;', 'connections that stay open to the engines'],
    ]),
    ...comment(
      'Checks are passive: a node is left out for 15 s after 3 failed connections. Active checks need NGINX Plus.',
      '    ',
    ),
    '}',
  ];
}

function server(group: PlacedGroup, settings: BalancerSettings): readonly string[] {
  return [
    'server {',
    ...explained([
      [
        `    listen ${group.listen};`,
        'TODO: TLS (listen … ssl, ssl_certificate), or a network that only Optimize shares',
      ],
      ['    client_max_body_size 100m;', 'the default of 1m refuses large requests'],
    ]),
    '',
    `    location ${group.path}/ {`,
    ...proxy(group),
    ...tls(group, settings),
    ...timeouts(),
    '    }',
    ...(group.path === '' ? [] : ['', '    location / {', '        return 404;', '    }']),
    '}',
  ];
}

function proxy({ id, scheme }: PlacedGroup): readonly string[] {
  return explained([
    [
      `        proxy_pass ${scheme}://${id};`,
      'no path behind the name: path and Authorization reach the engine as they came',
    ],
    ['        proxy_http_version 1.1;'],
    ['        proxy_set_header Connection "";', 'both lines: keep connections open'],
    ['        proxy_set_header Host $host;'],
    ['        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'],
    ['        proxy_set_header X-Forwarded-Proto $scheme;'],
  ]);
}

function timeouts(): readonly string[] {
  return [
    '        proxy_connect_timeout 5s;',
    ...comment('A page of 10,000 rows takes its time; the default of 60s cuts it off.', '        '),
    '        proxy_read_timeout 600s;',
    '        proxy_send_timeout 600s;',
    ...comment(
      'Only connection errors go to the next node. `timeout` is there for a connection that never came about (5 s); a request whose answer is late is older than 12 s and not asked again.',
      '        ',
    ),
    '        proxy_next_upstream error timeout;',
    '        proxy_next_upstream_timeout 12s;',
  ];
}

/** nginx compares the certificates of all nodes with one name, and with names only. */
function tls({ scheme, backends }: PlacedGroup, { host, caFile }: BalancerSettings): readonly string[] {
  if (scheme === 'http') return [];
  const names = [
    ...new Set(backends.filter(({ family }) => family === 'name').map((backend) => backend.host)),
  ];
  const name = names[0] ?? host ?? backends[0]?.host ?? '';
  const exact = names.length === 1 && backends.every((backend) => backend.host === name);
  return [
    '        proxy_ssl_verify on;',
    '        proxy_ssl_verify_depth 3;',
    `        proxy_ssl_trusted_certificate ${quoted(caFile ?? SYSTEM_AUTHORITIES)};`,
    '        proxy_ssl_server_name on;',
    ...(exact
      ? []
      : comment(
          'TODO: nginx compares the certificates of all nodes with this one name, and never with an address. Each certificate must carry it; where they cannot, haproxy and traefik compare each node with its own name.',
          '        ',
        )),
    `        proxy_ssl_name ${name};`,
  ];
}

/** A file name as one word of a directive. */
function quoted(file: string): string {
  if (/^[\w./-]+$/u.test(file)) return file;
  return `"${file.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}
