import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/core/finding.js';
import { renderGithub } from '../../../src/report/ci/github.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { finding, options, report } from '../reports.js';

/** A command as GitHub's runner reads a line: the name, properties between commas, the text; each escaped in its way. */
function commandIn(
  line: string,
): { command: string; properties: Record<string, string>; text: string } | null {
  const match = /^\s*::([^\s:]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line);
  if (match === null) return null;
  const [, command = '', list = '', text = ''] = match;
  const pairs = list.split(',').map((pair) => {
    const sign = pair.indexOf('=');
    const value = pair
      .slice(sign + 1)
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',');
    return [pair.slice(0, sign), plain(value)] as const;
  });
  return { command, properties: Object.fromEntries(pairs), text: plain(text) };
}

function plain(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

const found = (severity: Severity, count: number): ReturnType<typeof finding>[] =>
  Array.from({ length: count }, (_, index) =>
    finding({
      rule: 'C101',
      name: 'yaml-syntax',
      message: `${severity} ${index}`,
      severity,
      key: String(index),
    }),
  );

describe('renderGithub', () => {
  it.each(Object.entries({ ...cases, hostile }))('writes %s as it is stored', (name, of) => {
    const text = renderGithub(of, options());
    expect(text).toBe(golden(`${name}.github.txt`, text));
  });

  it('says where and what, so that GitHub reads it again', () => {
    const [first = ''] = linesOf(
      renderGithub(cases.offline, options({ repository: { root: '/r', folder: 'deploy' } })),
    );
    const [{ message, remedy, rule, name } = finding({ rule: 'C101', name: '', message: '' })] =
      cases.offline.findings;
    expect(commandIn(first)).toEqual({
      command: 'error',
      properties: {
        file: 'deploy/environment-config.yaml',
        line: '5',
        endLine: '5',
        col: '5',
        endColumn: '11',
        title: `${rule} ${name}`,
      },
      text: `${message}\n${remedy}`,
    });
  });

  it('shows the worst first, no more of a kind than GitHub does, and counts the rest', () => {
    const findings = [...found('error', 12), ...found('warning', 10), ...found('info', 40)];
    const lines = linesOf(renderGithub(report({ findings }), options()));
    const commands = lines.map((line) => commandIn(line)?.command ?? '');
    expect(commands.filter((each) => each === 'error')).toHaveLength(10);
    expect(commands.filter((each) => each === 'warning')).toHaveLength(10);
    expect(commands.filter((each) => each === 'notice')).toHaveLength(10);
    expect(commands.indexOf('warning')).toBeGreaterThan(commands.lastIndexOf('error'));
    expect(lines.filter((line) => line.includes(' more of severity '))).toEqual([
      '2 more of severity error: GitHub shows 10 annotations of a kind.',
      '30 more of severity info: GitHub shows 10 annotations of a kind.',
    ]);
  });

  it('lets no name begin a command of its own, or a property', () => {
    const attack = 'a\n::stop-commands::x\r\n::set-output name=x::y,title=z:: 100% %0A::error::z';
    const named = finding({
      rule: 'C101',
      name: 'yaml-syntax',
      message: attack,
      remedy: attack,
      locations: [
        {
          file: attack,
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 1,
          pointer: null,
          role: 'primary',
          note: null,
        },
      ],
    });
    const lines = linesOf(renderGithub(report({ findings: [named], defects: [attack] }), options()));
    expect(lines.map((line) => commandIn(line)?.command)).toEqual(['error', 'error', undefined]);
    const read = commandIn(lines[1] ?? '');
    expect(Object.keys(read?.properties ?? {})).toEqual([
      'file',
      'line',
      'endLine',
      'col',
      'endColumn',
      'title',
    ]);
    expect(read?.text).toContain('100% %0A::error::z');
  });
});
