import type { Seeded } from '../helpers/seeded.js';

/** One line of a configuration. `path` names the setting below its engine, e.g. `authentication/user`. */
export interface Line {
  readonly indent: number;
  readonly key: string;
  readonly value: string;
  readonly engine: number | null;
  readonly path: string;
  /** Blanks, comments and the like in front of it, each with its line end. */
  readonly above: string;
  readonly comment: string;
}

/** A configuration without a fault, as lines. */
export interface Sample {
  readonly lines: readonly Line[];
  readonly engines: number;
  readonly end: string;
  /** Every entry, or none, has a default tenant. */
  readonly tenants: boolean;
}

const ALIASES = [
  'payment',
  'inventory',
  '"claims"',
  "'loans'",
  'eu-west',
  'Кредиты',
  'a/b',
  'x.y',
  'e1',
  '"two words"',
];
const COMMENTS = [' # note: a comment', ' #', ' # [ { " \' & *', ''];
const BETWEEN = ['', '\n', '# engines: none\n', '   \n', '      # - deep\n'];

export function sample(choices: Seeded): Sample {
  const step = choices.pick([1, 2, 2, 4]);
  const engines = 1 + choices.below(4);
  const tenants = choices.oneIn(2);
  const from = choices.below(ALIASES.length);
  const style: Style = { choices, step };
  const own = choices.times(engines, (index) => {
    const alias = ALIASES[(from + index) % ALIASES.length] ?? '';
    return [
      line(style, index, 1, alias, '', ''),
      ...shuffled(settings(style, index, tenants), choices).flat(),
    ];
  });
  const lines = [line(style, null, 0, 'engines', '', 'engines'), ...own.flat()];
  const around = choices.oneIn(3)
    ? [OTHER.map(([indent, key, value]) => line(style, null, indent, key, value, key))]
    : [];
  const all = choices.oneIn(2) ? [...around.flat(), ...lines] : [...lines, ...around.flat()];
  return { lines: all, engines, end: choices.pick(['\n', '\n', '\r\n']), tenants };
}

interface Style {
  readonly choices: Seeded;
  readonly step: number;
}

/** With timeouts, so that no rule misses them. */
const OTHER: readonly (readonly [number, string, string])[] = [
  [0, 'engine-commons', ''],
  [1, 'connection', ''],
  [2, 'timeout', '10000'],
  [1, 'read', ''],
  [2, 'timeout', '10000'],
];

function line(
  { choices, step }: Style,
  engine: number | null,
  level: number,
  key: string,
  value: string,
  path: string,
): Line {
  const above = choices.oneIn(10) ? choices.pick(BETWEEN) : '';
  const comment = choices.oneIn(10) ? choices.pick(COMMENTS) : '';
  return { indent: level * step, key, value, engine, path, above, comment };
}

/** The settings of one engine, a block each. */
function settings(style: Style, index: number, tenants: boolean): readonly Line[][] {
  const { choices } = style;
  const set = (level: number, key: string, value: string, path = key): Line =>
    line(style, index, level, key, value, path);
  const host = `http://host${index}.example.com:8080`;
  const login = choices.oneIn(2);
  const blocks = [
    [set(2, 'name', choices.pick(['default', '"default"', `engine${index}`]))],
    [
      set(
        2,
        'rest',
        choices.pick([
          `${host}/engine-rest`,
          `"${host}/engine-rest"`,
          `\${UNSET_${index}:${host}/engine-rest}`,
        ]),
      ),
    ],
    [set(2, 'importEnabled', choices.pick(['true', 'yes', '"true"']))],
    [
      set(2, 'authentication', ''),
      set(3, 'enabled', login ? 'true' : 'false', 'authentication/enabled'),
      set(3, 'user', login ? 'optimize' : "''", 'authentication/user'),
      set(3, 'password', login ? '"${PASSWORD:s3cret-}"' : '""', 'authentication/password'),
    ],
    [
      set(2, 'webapps', ''),
      set(3, 'endpoint', `https://host${index}.example.com/camunda`, 'webapps/endpoint'),
      set(3, 'enabled', 'true', 'webapps/enabled'),
    ],
    ...(tenants
      ? [
          [
            set(2, 'defaultTenant', ''),
            set(3, 'id', `tenant${index}`, 'defaultTenant/id'),
            set(3, 'name', `Tenant ${index}`, 'defaultTenant/name'),
          ],
        ]
      : []),
    ...(choices.oneIn(4) ? [[set(2, 'excludedTenants', choices.pick(['[]', '[old, "older"]']))]] : []),
  ];
  return blocks;
}

function shuffled<T>(items: readonly T[], choices: Seeded): readonly T[] {
  const left = [...items];
  return choices.times(items.length, () => left.splice(choices.below(left.length), 1)).flat();
}

/** The text, and where each line begins in it (1-based, blanks and comments above it not counted). */
export function written({ lines, end }: Pick<Sample, 'lines' | 'end'>): {
  readonly text: string;
  readonly numbers: readonly number[];
} {
  let text = '';
  const numbers = lines.map((each) => {
    text += each.above;
    const number = text.split('\n').length;
    text += `${lineText(each)}\n`;
    return number;
  });
  return { text: text.replaceAll('\n', end), numbers };
}

export function lineText({ indent, key, value, comment }: Line): string {
  return `${' '.repeat(indent)}${key}:${value === '' ? '' : ' '}${value}${comment}`;
}

/** Column of a line's value, 1-based. */
export function valueColumn({ indent, key }: Line): number {
  return indent + key.length + 3;
}
