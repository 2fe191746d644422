import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { access } from '../../../src/run/access/access.js';
import { plainRequest } from '../../../src/run/request/plain-request.js';
import { many } from './many.js';
import { CONTEXT, replayed, shown } from './run.js';
import type { GrowingInput } from './types.js';

const OPTIMIZE = '      - {type: global, resource: application, id: optimize, permissions: ACCESS}\n';

/** An engine as `access` reads it: its users and rights, and what there is to see. */
function engine(parts: Readonly<Record<string, string>>, alias = 'one'): string {
  const { authorizations = '', ...others } = parts;
  const lines = Object.entries(others).map(([key, text]) => `    ${key}: ${text}\n`);
  return `  ${alias}:\n${lines.join('')}    authorizations:\n${OPTIMIZE}${authorizations}`;
}

function list(count: number, each: (index: number) => string): string {
  return `[${many(count, (n) => `${each(n)}, `)}]`;
}

function grant(holder: string, kind: string, id: string, permission: string): string {
  return `      - {type: grant, ${holder}, resource: ${kind}, id: ${id}, permissions: ${permission}}\n`;
}

const DEFINITIONS = '{process: [p0, p1, p2]}';

/** What can grow of users and what they may see. */
const TEXTS: Readonly<Record<string, readonly [size: number, text: (count: number) => string]>> = {
  users: [1200, (count) => engine({ users: list(count, (n) => `u${n}`), definitions: DEFINITIONS })],
  'users of several engines': [
    600,
    (count) =>
      ['one', 'two']
        .map((alias) => engine({ users: list(count, (n) => `u${n}`), definitions: DEFINITIONS }, alias))
        .join(''),
  ],
  groups: [1500, (count) => engine({ users: '[u]', groups: `{${many(count, (n) => `g${n}: [u], `)}}` })],
  'users in a group each': [
    1600,
    (count) =>
      engine({
        users: list(count, (n) => `u${n}`),
        groups: `{${many(count, (n) => `g${n}: [u${n}], `)}}`,
        definitions: DEFINITIONS,
      }),
  ],
  'members of one group': [
    1500,
    (count) =>
      engine({ users: list(count, (n) => `u${n}`), groups: `{all: ${list(count, (n) => `u${n}`)}}` }),
  ],
  authorizations: [
    2400,
    (count) =>
      engine({
        users: '[u]',
        definitions: `{process: ${list(count, (n) => `p${n}`)}}`,
        authorizations: many(count, (n) => grant('user: u', 'process-definition', `p${n}`, 'READ_HISTORY')),
      }),
  ],
  'equal authorizations': [
    800,
    (count) =>
      engine({
        users: '[u]',
        definitions: DEFINITIONS,
        authorizations: many(count, () => grant('user: u', 'process-definition', 'p1', 'READ_HISTORY')),
      }),
  ],
  'authorizations of a user each': [
    1000,
    (count) =>
      engine({
        users: list(count, (n) => `u${n}`),
        definitions: DEFINITIONS,
        authorizations: many(count, (n) => grant(`user: u${n}`, 'process-definition', 'p1', 'READ_HISTORY')),
      }),
  ],
  'authorizations of nobody': [
    1200,
    (count) =>
      engine({
        users: '[u]',
        authorizations: many(count, (n) => grant(`user: x${n}`, 'tenant', 't', 'READ')),
      }),
  ],
  'authorizations of others than the users': [
    1600,
    (count) =>
      engine({
        users: list(count, (n) => `u${n}`),
        authorizations: many(count, (n) => grant(`user: x${n}`, 'tenant', 't', 'READ')),
      }),
  ],
  'members of a group who are no users': [
    2000,
    (count) =>
      engine({ users: list(count, (n) => `u${n}`), groups: `{all: ${list(count, (n) => `x${n}`)}}` }),
  ],
  'definitions that may be read only': [
    900,
    (count) =>
      engine({
        users: '[u]',
        definitions: `{process: ${list(count, (n) => `p${n}`)}}`,
        authorizations: many(count, (n) => grant('user: u', 'process-definition', `p${n}`, 'READ')),
      }),
  ],
  'authorizations by rules of the engine': [
    800,
    (count) =>
      engine({
        users: '[u]',
        authorization: '{revokes: never}',
        definitions: `{process: ${list(count, (n) => `p${n}`)}}`,
        authorizations: many(count, (n) => grant('user: u', 'process-definition', `p${n}`, 'READ_HISTORY')),
      }),
  ],
  'users by rules of the engine': [
    600,
    (count) =>
      engine({
        users: list(count, (n) => `u${n}`),
        authorization: '{revokes: never}',
        definitions: DEFINITIONS,
        authorizations: many(count, (n) => grant(`user: u${n}`, 'process-definition', 'p1', 'READ_HISTORY')),
      }),
  ],
  'tenants on two engines': [
    200,
    (count) =>
      ['one', 'two']
        .map((alias) =>
          engine(
            {
              users: '[u]',
              tenants: list(count, (n) => `t${n}`),
              authorizations: many(count, (n) => grant('user: u', 'tenant', `t${n}`, 'READ')),
            },
            alias,
          ),
        )
        .join(''),
  ],
  'definitions to see': [
    5000,
    (count) => engine({ users: '[u]', definitions: `{process: ${list(count, (n) => `p${n}`)}}` }),
  ],
  'definitions in a tenant each': [
    600,
    (count) =>
      engine({
        users: '[u]',
        tenants: list(count, (n) => `t${n}`),
        definitions: `{process: ${list(count, (n) => `{key: p${n}, tenant: t${n}}`)}}`,
        authorizations:
          grant('user: u', 'process-definition', "'*'", 'READ_HISTORY') +
          many(count, (n) => grant('user: u', 'tenant', `t${n}`, 'READ')),
      }),
  ],
  'definitions in an excluded tenant each': [
    4000,
    (count) =>
      engine({
        users: '[u]',
        tenants: list(count, (n) => `t${n}`),
        excludedTenants: list(count, (n) => `t${n}`),
        definitions: `{process: ${list(count, (n) => `{key: p${n}, tenant: t${n}}`)}}`,
      }),
  ],
  'engines with users': [
    250,
    (count) => many(count, (n) => engine({ users: '[u]', definitions: DEFINITIONS }, `e${n}`)),
  ],
};

/** Everybody is asked about, or with all they may see those who are named. */
function workOn(text: string, folder: string, users: readonly string[] = []) {
  const file = path.join(folder, 'landscape.yaml');
  writeFileSync(file, `engines:\n${text}`);
  const live = { ...replayed(''), replayFrom: null };
  const check = { ...plainRequest([file]), live };
  const asked = { check, users, all: users.length === 0, definition: null, explain: false, names: false };
  return () => shown(() => access(asked, CONTEXT));
}

export const GROWING_PEOPLE: readonly GrowingInput[] = [
  ...Object.entries(TEXTS).map(([name, [size, textOf]]) => ({
    name,
    size,
    workOn: (count: number, folder: string) => workOn(textOf(count), folder),
  })),
  {
    name: 'named users whom no engine knows',
    size: 250,
    workOn(count, folder) {
      const text = engine({ users: list(count, (n) => `user-${n}`), definitions: DEFINITIONS });
      return workOn(
        text,
        folder,
        Array.from({ length: count }, (_, n) => `nobody-${n}`),
      );
    },
  },
];
