import type { Seeded } from '../helpers/seeded.js';

/** Scalars on which YAML libraries differ, and some on which they do not. */
const WORDS = [
  'yes No ON off y N true tRue null Null ~ nULL None 0123 08 -012 0_7 00 0x1F 0x 0b101 0b2 0o17 +5 -0 1_000 _1 1__0',
  '1.10 1e3 1E-7 .5 5. 1e999 -1e999 1.5e300 1e-320 0.1 100.0 1_0.5 .e1 . 5e-324 123456789012345678901234567890',
  '9007199254740993 9223372036854775807 9223372036854775808 -2147483649 1:30 190:20:30 1,000 = << 2001-01-01',
  '2001-12-14t21:59:43.10-05:00 .inf -.INF .nan http://h:8080/engine-rest ${NAME} ${NAME:default} ${X:http://h:80}',
  'a#b *foo &foo "a\\n" "\\x41\\u0042" "\\q" "a " \'it\'\'s\' \'a { [ {a} {"a":1} {\'a\':b} {a,b} [] {} [,] {b:${X}}',
  'http://h/?x=1 what? @x `x %x | > |x - ? : --- ... é€😀 #x',
].flatMap((line) => line.split(' '));
const PHRASES = [
  ',a b,a: b,a #b,&a x,!!str 5,!!int "5",!!float 1,!!bool y,!foo bar,!!null x,!!binary aGk=,!!int +,!!int 08,!!int 0x1f',
  '!!int x,!!bool maybe,!!float .inf,!!map a: b,- a,? a,: a,\t,x\t# y,{a: 1},{a: ${X}},{a: b: c},{? a : b},[a: b]',
].flatMap((line) => line.split(','));
const SCALARS = [...WORDS, ...PHRASES, '[a, b]', '[a, ]', '[*a, b]'];

/** Those that stand for a whole value wherever a value may stand. */
const SOUND = SCALARS.filter(
  (text) => !/^[@`%|>*&"'{[\]?:\t-]|^!|: |inf|nan|INF|^\.{1,3}$|^#/u.test(text) || /^-[\d]/u.test(text),
);
const KEYS = ['a b', ...'a b c engines name rest "q" \'s\' 1 yes ~ << é a/b 0x1'.split(' ')];
const ODD_KEYS = ['? k', '*x', '&k k', '!!str k', '? ', '{a: b}', '[a]', '""', '|', 'a\tb'];
const STRUCTURE = [
  '\n',
  '\n  ',
  '\n    ',
  '\n\n',
  ' ',
  '  ',
  ': ',
  ':',
  '- ',
  '-',
  ', ',
  '#',
  ' #',
  '"',
  "'",
  '{',
  '}',
];
const MORE_STRUCTURE = [
  '[',
  ']',
  '|',
  '>',
  '|-',
  '|+2',
  '&',
  '*',
  '!',
  '%',
  '\t',
  '\r\n',
  '\u2028',
  '\u0007',
  '? ',
];

/** One document: well formed more often than not, or a text of the corpus with a few edits, or tokens in any order. */
export function document(choices: Seeded, corpus: readonly string[]): string {
  const kind = choices.below(10);
  if (kind < 5) return structured(choices);
  if (kind < 8) return edited(choices.pick(corpus), choices);
  const start = choices.oneIn(4) ? '' : 'a: b\n';
  return `${start}${choices.times(1 + choices.below(9), () => token(choices)).join('')}`;
}

function structured(choices: Seeded): string {
  const head = choices.oneIn(12)
    ? choices.pick(['---\n', '# c\n', '%YAML 1.1\n---\n', '\ufeff', '--- # x\n', '\n\n'])
    : '';
  const tail = choices.oneIn(12)
    ? choices.pick(['---\n', '...\n', '---\nb: 1\n', '...\nx\n', '# end', '\n\n'])
    : '';
  const body = `${head}${block(choices, 0, 0)}${tail}`;
  return choices.oneIn(15) ? body.replaceAll('\n', choices.pick(['\r\n', '\r'])) : body;
}

function block(choices: Seeded, indent: number, depth: number): string {
  const pad = ' '.repeat(indent);
  const isList = choices.oneIn(5);
  const lines = choices.times(1 + choices.below(4), () => {
    const start = isList ? `${pad}-` : `${pad}${choices.pick(choices.oneIn(60) ? ODD_KEYS : KEYS)}:`;
    const gap = choices.oneIn(40) ? '\t' : ' ';
    if (depth < 3 && choices.oneIn(3))
      return `${start}\n${block(choices, indent + 1 + choices.below(3), depth + 1)}`;
    return `${start}${gap}${inline(choices, indent)}${choices.oneIn(8) ? ' # c: d' : ''}\n`;
  });
  return lines.join('');
}

function inline(choices: Seeded, indent: number): string {
  const pad = `\n${' '.repeat(indent + 1 + choices.below(2))}`;
  switch (choices.below(14)) {
    case 0:
      return flow(choices, 0);
    case 1:
      return `${choices.pick(['|', '>', '|-', '>+', '|2'])}${pad}${choices.pick(SCALARS)}${pad}text`;
    case 2:
      return `"two${pad}${choices.pick(['lines', '\\', '\\n x'])}"`;
    case 3:
      return `plain${pad}${choices.pick(SOUND)}`;
    case 4:
      return JSON.stringify(choices.pick(SCALARS));
    case 5:
      return choices.pick(SCALARS);
    default:
      return choices.pick(SOUND);
  }
}

function flow(choices: Seeded, depth: number): string {
  const items = choices.times(choices.below(4), () => {
    if (depth < 2 && choices.oneIn(4)) return flow(choices, depth + 1);
    return choices.pick(choices.oneIn(10) ? SCALARS : SOUND);
  });
  const gap = choices.pick([', ', ',', ' , ', ',\n  ', ', # c\n  ']);
  if (choices.oneIn(2)) return `[${items.join(gap)}]`;
  return `{${items.map((value) => `${choices.pick(KEYS)}${choices.pick([': ', ':', ' : '])}${value}`).join(gap)}}`;
}

function edited(text: string, choices: Seeded): string {
  let result = text;
  for (const _ of choices.times(1 + choices.below(3), () => 0)) result = edit(result, choices);
  return result;
}

function edit(text: string, choices: Seeded): string {
  const at = choices.below(text.length + 1);
  const lines = text.split('\n');
  const line = choices.below(lines.length);
  switch (choices.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + choices.below(3));
    case 1:
      return text.slice(0, at) + token(choices) + text.slice(at);
    case 2:
      return lines.toSpliced(line, 1, `${' '.repeat(choices.below(4))}${lines[line] ?? ''}`).join('\n');
    case 3:
      return lines.toSpliced(line, 1, (lines[line] ?? '').replace(/^ {1,2}/u, '')).join('\n');
    case 4:
      return lines.toSpliced(line, 0, lines[choices.below(lines.length)] ?? '').join('\n');
    default:
      return lines
        .toSpliced(line, 1, (lines[line] ?? '').replace(/:.*$/u, `: ${choices.pick(SCALARS)}`))
        .join('\n');
  }
}

function token(choices: Seeded): string {
  return choices.oneIn(3)
    ? choices.pick([...SCALARS, ...KEYS])
    : choices.pick([...STRUCTURE, ...MORE_STRUCTURE]);
}
