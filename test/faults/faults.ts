import type { Seeded } from '../helpers/seeded.js';
import { valueColumn, written, type Line, type Sample } from './configurations.js';

/** A configuration with one fault: which rule has to find it, and where. */
export interface Faulty {
  readonly text: string;
  readonly rule: string;
  readonly line: number;
  readonly column: number;
}

/** Puts a fault into a configuration; null where it has no place for it. */
export type Fault = (sample: Sample, choices: Seeded) => Faulty | null;

/** A value of one setting is replaced; the fault is the value, or starts so many characters into it. */
function value(path: string, replacements: readonly string[], rule: string, into = 0): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const changed = { ...at.line, value: choices.pick(replacements), comment: '' };
    return result(sample, at.index, [changed], rule, 0, valueColumn(changed) + into);
  };
}

/** An engine that gets a login has it switched off. */
function switchedOff(sample: Sample, choices: Seeded): Faulty | null {
  const lines = sample.lines.map((line) =>
    line.path === 'authentication/enabled' && line.value === 'true' ? { ...line, path: 'on' } : line,
  );
  return value('on', ['false', 'no'], 'C138', -'enabled: '.length)({ ...sample, lines }, choices);
}

/** A line of its own beside one setting. */
function beside(path: string, key: string, text: string, rule: string): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const added = { ...at.line, key, value: text, above: '', comment: '', path: '' };
    return result(sample, at.index, [added, at.line], rule, 0, at.line.indent + 1);
  };
}

/** A block is left out: the fault stands at the alias. */
function without(path: string, rule: string): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const lines = sample.lines.filter(
      ({ engine, path: own }) => engine !== at.line.engine || (own !== path && !own.startsWith(`${path}/`)),
    );
    const alias = lines.findIndex(({ engine, path: own }) => engine === at.line.engine && own === '');
    const { text, numbers } = written({ ...sample, lines });
    return { text, rule, line: numbers[alias] ?? 0, column: (lines[alias]?.indent ?? 0) + 1 };
  };
}

/** A setting is left out: the fault stands at another one. */
function lost(path: string, at: string, rule: string): Fault {
  return (sample, choices) => {
    const gone = lineOf(sample, choices, path);
    if (gone === null) return null;
    const lines = sample.lines.filter((line) => line !== gone.line);
    const index = lines.findIndex((line) => line.engine === gone.line.engine && line.path === at);
    const { text, numbers } = written({ ...sample, lines });
    return { text, rule, line: numbers[index] ?? 0, column: (lines[index]?.indent ?? 0) + 1 };
  };
}

/** A setting takes the value of another engine's: the later one is at fault, or the earlier. */
function copied(paths: readonly string[], rule: string): Fault {
  return (sample) => {
    if (sample.engines < 2) return null;
    const of = (engine: number, path: string): Line | undefined =>
      sample.lines.find((line) => line.engine === engine && line.path === path);
    const lines = sample.lines.map((line) =>
      line.engine === 1 && paths.includes(line.path)
        ? { ...line, value: of(0, line.path)?.value ?? line.value }
        : line,
    );
    const index = lines.findIndex((line) => line.engine === 1 && line.path === paths[0]);
    if (index < 0) return null;
    const { text, numbers } = written({ ...sample, lines });
    return { text, rule, line: numbers[index] ?? 0, column: 0 };
  };
}

function repeated(path: string, rule: string): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    return result(sample, at.index, [at.line, { ...at.line, above: '' }], rule, 0, at.line.indent + 1);
  };
}

/** The whole section, or one whole entry, is something else than a mapping. */
function instead(rule: string, text: string, path: 'engines' | ''): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const lines = sample.lines.flatMap((line, index) => {
      if (index === at.index) return [{ ...line, value: text, comment: '' }];
      const inside = path === 'engines' ? line.engine !== null : line.engine === at.line.engine;
      return inside ? [] : [line];
    });
    const index = lines.findIndex(({ engine, path: own }) => engine === at.line.engine && own === path);
    const { text: whole, numbers } = written({ ...sample, lines });
    return { text: whole, rule, line: numbers[index] ?? 0, column: 0 };
  };
}

function indented(by: number, path: string): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const next = sample.lines[at.index - 1];
    if (next === undefined || next.indent !== at.line.indent || at.line.value === '') return null;
    const changed = { ...at.line, indent: at.line.indent + by };
    return result(sample, at.index, [changed], 'C101', 0, changed.indent + 1);
  };
}

/** The line as it is, changed as text. */
function rewritten(path: string, change: (text: string) => string, rule: string, mark: string): Fault {
  return (sample, choices) => {
    const at = lineOf(sample, choices, path);
    if (at === null) return null;
    const { text, numbers } = written(sample);
    const number = numbers[at.index] ?? 0;
    const rows = text.split(sample.end);
    const row = change((rows[number - 1] ?? '').replace(/ #.*$/u, ''));
    return {
      text: rows.with(number - 1, row).join(sample.end),
      rule,
      line: number,
      column: row.indexOf(mark) + 1,
    };
  };
}

function appended(text: string, rule: string, column: number): Fault {
  return (sample) => {
    const whole = written(sample).text;
    return { text: `${whole}${text}`, rule, line: whole.split(sample.end).length, column };
  };
}

interface At {
  readonly index: number;
  readonly line: Line;
}

function lineOf(sample: Sample, choices: Seeded, path: string): At | null {
  const found = sample.lines.flatMap((line, index) => (line.path === path ? [{ index, line }] : []));
  return found.length === 0 ? null : choices.pick(found);
}

function result(
  sample: Sample,
  index: number,
  by: readonly Line[],
  rule: string,
  nth: number,
  column: number,
): Faulty {
  const { text, numbers } = written({ ...sample, lines: sample.lines.toSpliced(index, 1, ...by) });
  return { text, rule, line: numbers[index + nth] ?? 0, column };
}

const SETTINGS = [
  'name',
  'rest',
  'importEnabled',
  'authentication/user',
  'webapps/endpoint',
  'defaultTenant/id',
];

/** Column 0: only the line is told. */
export const FAULTS: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ...SETTINGS.flatMap((path): [string, Fault][] => [
    [`reserved character at ${path}`, value(path, ['@x', '`x', '%x'], 'C101')],
    [`second colon at ${path}`, value(path, ['a: b', 'x:  y'], 'C101', 1)],
    [`open quote at ${path}`, value(path, ['"x', "'x"], 'C101')],
    [`open bracket at ${path}`, value(path, ['[x', '{x'], 'C101')],
    [`not finite at ${path}`, value(path, ['.inf', '.nan'], 'C101')],
    [`no space at ${path}`, rewritten(path, (row) => row.replace(': ', ':'), 'C101', ':')],
    [`tab before ${path}`, rewritten(path, (row) => `\t${row.trimStart()}`, 'C101', '\t')],
    [`control character at ${path}`, value(path, ['a\u0007'], 'C101', 1)],
    [`alias at ${path}`, value(path, ['*base'], 'C103')],
    [`anchor at ${path}`, value(path, ['&base x'], 'C103')],
    [`no value known at ${path}`, value(path, ['${NOT_SET}', '"a${NOT_SET}b"'], 'C111')],
    [`duplicate ${path}`, repeated(path, 'C102')],
    [`unknown setting beside ${path}`, beside(path, 'colour', 'red', 'C124')],
    [`mapping for ${path}`, value(path, ['{a: b}'], path.startsWith('x') ? '' : 'C126')],
  ]),
  ['wrong indentation', indented(1, 'authentication/user')],
  ['no true or false', value('importEnabled', ['maybe', '"yes"', "'1'"], 'C126')],
  ['no true or false in a block', value('authentication/enabled', ['maybe', '"no"'], 'C126')],
  ['a text for a mapping', instead('C123', '', '')],
  ['a text for an entry', instead('C123', 'x', '')],
  ['nothing for engines', instead('C121', '', 'engines')],
  ['a list for engines', instead('C121', '[a, b]', 'engines')],
  ['no engine', instead('C122', '{}', 'engines')],
  ['enabled on an engine', beside('name', 'enabled', 'true', 'C125')],
  ["the documentation's excludeTenant", beside('name', 'excludeTenant', '[a]', 'C124')],
  ['wrong case', beside('rest', 'Name', 'x', 'C124')],
  ['unknown login setting', beside('authentication/user', 'accessGroup', 'x', 'C124')],
  ['merge key', beside('name', '<<', 'x', 'C103')],
  ['no name', without('name', 'C127')],
  ['no address', without('rest', 'C127')],
  ['no authentication', without('authentication', 'C128')],
  ['no webapps', without('webapps', 'C129')],
  ['no importEnabled', without('importEnabled', 'C140')],
  ['several placeholders', value('rest', ['http://${A:a}:${B:1}/x', '"${A:http://h}${B:/x}"'], 'C112')],
  ['no address of the web', value('rest', ['engine:8080/engine-rest', '/engine-rest', 'ftp://h/x'], 'C131')],
  ['a slash in the name', value('name', ['/engine/default', 'engine/default'], 'C134')],
  ['the same engine twice', copied(['rest', 'name'], 'C201')],
  ['the same default tenant', copied(['defaultTenant/id'], 'C203')],
  ['the same name for two default tenants', copied(['defaultTenant/name'], 'C206')],
  ['a default tenant without name', lost('defaultTenant/name', 'defaultTenant/id', 'C144')],
  ['a default tenant without id', lost('defaultTenant/id', 'defaultTenant/name', 'C144')],
  ['not a placeholder', value('rest', ['http://$HOST:8080/engine-rest', '"http://${ HOST }/x"'], 'C114')],
  ['a number for a text', value('defaultTenant/id', ['0123', 'yes', '1_000'], 'C105')],
  [
    'a longer address',
    value('rest', ['http://h/engine-rest//', 'http://h/x/engine/default', '"http://h/y?x=1"'], 'C132'),
  ],
  ['a login in the address', value('rest', ['http://u:pw12345@h.example.com/engine-rest'], 'C135')],
  ['a comma for a list', value('excludedTenants', ["'a,b'", 'a, b'], 'C143')],
  ['a login that is not sent', switchedOff],
  [
    'a text for a password',
    value('authentication/password', ['"s3cr3t-"', 's3cr3t-'], 'C137', -'password: '.length),
  ],
  ['a setting that is not read', appended('import: {indexType: x}\n', 'C152', 0)],
  ['a setting under its old name', appended('es: {scrollTimeout: 60}', 'C152', 0)],
  ['a deleted setting', appended('telemetry: {telemetryEndpoint: x, y: z}\n', 'C151', 0)],
  ['no size', appended('import: {data: {x: {maxPageSize: 0, y: 1}}}\n', 'C154', 0)],
  ['duplicate engines', appended('engines: {}\n', 'C102', 0)],
  ['second document', appended('---\nx: 1\n', 'C104', 1)],
]);
