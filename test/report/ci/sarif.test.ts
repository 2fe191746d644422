import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import type { Report, ReportOptions } from '../../../src/core/report/report.js';
import { renderSarif } from '../../../src/report/ci/sarif.js';
import { CATALOGUE } from '../../../src/rules/catalogue.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { finding, options, report } from '../reports.js';
import { PAGES } from './pages.js';

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly (Place & {
    readonly id: number;
    readonly message: { readonly text: string };
  })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly { readonly deletedRegion: Place['physicalLocation']['region'] }[];
    }[];
  }[];
}

interface Run {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Descriptor[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly exitCode: number;
      readonly startTimeUtc?: string;
      readonly toolExecutionNotifications: readonly {
        readonly level: string;
        readonly message: { readonly text: string };
      }[];
    },
  ];
  readonly results: readonly Result[];
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[]; readonly precision: string };
}

function logOf(
  of: Report,
  how: Partial<ReportOptions> = {},
): { readonly $schema: string; readonly version: string; readonly runs: readonly [Run] } {
  return JSON.parse(renderSarif(of, options({ rules: PAGES, ...how })));
}

function runOf(of: Report, how: Partial<ReportOptions> = {}): Run {
  return logOf(of, how).runs[0];
}

const ALL = Object.entries({ ...cases, hostile });

describe('what GitHub requires of a SARIF file', () => {
  it.each(ALL)('is in that of %s', (_, of) => {
    const { $schema, version, runs } = logOf(of);
    expect($schema).toMatch(/^https:\/\/.*sarif-schema-2\.1\.0\.json$/);
    expect({ version, runs: runs.length }).toEqual({ version: '2.1.0', runs: 1 });
    const { tool, results } = runs[0];
    expect(tool.driver.name).toBe('multi-engine');
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.message.text).not.toBe('');
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{32}:1$/);
      expect(result.locations).toHaveLength(1);
      for (const place of [...result.locations, ...(result.relatedLocations ?? [])]) checkPlace(place);
    }
    expect(results).toHaveLength(of.findings.length);
  });

  it('describes every rule there is, within what GitHub shows', () => {
    const { rules } = runOf(cases.sound).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(CATALOGUE.map(({ code }) => code).toSorted());
    for (const { id, shortDescription, fullDescription, help, properties, defaultConfiguration } of rules) {
      const texts = [shortDescription.text, fullDescription.text, help.text, help.markdown];
      expect(
        texts.every((text) => text.length > 10),
        id,
      ).toBe(true);
      expect(shortDescription.text.length, id).toBeLessThanOrEqual(300);
      expect(fullDescription.text.length, id).toBeLessThanOrEqual(1024);
      expect(shortDescription.text, id).not.toContain('\n');
      expect(help.markdown, id).toContain('## How to fix');
      expect(help.markdown, id).not.toContain('<!--');
      expect(properties.tags.length, id).toBeLessThanOrEqual(20);
      expect(['error', 'warning', 'note'], id).toContain(defaultConfiguration.level);
      expect(properties.precision).toBe('high');
    }
  });
});

function prints(...findings: readonly Finding[]): readonly string[] {
  return runOf(report({ findings })).results.map(
    ({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'] ?? '',
  );
}

function foundIn(file: string): Finding {
  return finding({
    rule: 'C101',
    name: 'yaml-syntax',
    message: 'm',
    locations: [
      { file, line: 1, column: 1, endLine: 1, endColumn: 2, pointer: null, role: 'primary', note: null },
    ],
  });
}

function checkPlace({ physicalLocation: { artifactLocation, region } }: Place): void {
  expect(artifactLocation.uri).toMatch(/^[\w\-.~!*'()%/]+$/);
  for (const number of [region.startLine, region.startColumn, region.endLine, region.endColumn])
    expect(number).toBeGreaterThanOrEqual(1);
  expect(region.endLine).toBeGreaterThanOrEqual(region.startLine);
}

describe('renderSarif', () => {
  it.each(ALL)('writes %s as it is stored', (name, of) => {
    const text = renderSarif(of, options());
    expect(text).toBe(golden(`${name}.sarif.txt`, text));
  });

  it('links the other places from the text by their ids', () => {
    const results = runOf(cases.offline).results.filter(
      ({ relatedLocations }) => relatedLocations !== undefined,
    );
    expect(results.length).toBeGreaterThan(0);
    for (const { message, relatedLocations = [] } of results) {
      const links = [...message.text.matchAll(/\[[^\]]*\]\((\d+)\)/g)].map(([, id]) => Number(id));
      expect(links).toEqual(relatedLocations.map(({ id }) => id));
    }
  });

  it('takes no text from outside for a link', () => {
    const named = finding({
      rule: 'C101',
      name: 'yaml-syntax',
      message: 'see [here](1) and [there](http://x)',
    });
    const text = runOf(report({ findings: [named] })).results[0]?.message.text ?? '';
    expect(text).toBe('see [here\\](1) and [there\\](http://x)');
  });

  it('names files from the root of the repository, and those outside by their address', () => {
    const files = [
      'a b.yaml',
      './x/../c:d.yaml',
      '../up.yaml',
      '/repo/in/e.yaml',
      '/etc/f.yaml',
      '\ud800ü.yaml',
    ];
    const how = { repository: { root: '/repo', folder: 'deploy' } };
    const { results } = runOf(report({ findings: files.map(foundIn) }), how);
    expect(results.map(({ locations: [place] }) => place?.physicalLocation.artifactLocation)).toEqual([
      { uri: 'deploy/a%20b.yaml', uriBaseId: '%SRCROOT%' },
      { uri: 'deploy/c%3Ad.yaml', uriBaseId: '%SRCROOT%' },
      { uri: 'up.yaml', uriBaseId: '%SRCROOT%' },
      { uri: 'in/e.yaml', uriBaseId: '%SRCROOT%' },
      { uri: 'file:///etc/f.yaml' },
      { uri: 'deploy/%5Cud800%C3%BC.yaml', uriBaseId: '%SRCROOT%' },
    ]);
  });

  it('takes a backslash for a letter of a name, but where it parts folders', () => {
    const file = String.raw`in\a b.yaml`;
    const uri = (how: Partial<ReportOptions>) =>
      runOf(report({ findings: [foundIn(file)] }), how).results[0]?.locations[0]?.physicalLocation
        .artifactLocation.uri;
    expect(uri({})).toBe('in%5Ca%20b.yaml');
    expect(uri({ repository: { root: '/repo', folder: 'deploy' } })).toBe('deploy/in%5Ca%20b.yaml');
    expect(uri({ backslashes: true })).toBe('in/a%20b.yaml');
    const repository = { root: String.raw`C:\repo`, folder: 'deploy' };
    const outside = foundIn(String.raw`C:\repo\in\e.yaml`);
    expect(
      runOf(report({ findings: [outside] }), { repository, backslashes: true }).results[0]?.locations,
    ).toMatchObject([
      { physicalLocation: { artifactLocation: { uri: 'in/e.yaml', uriBaseId: '%SRCROOT%' } } },
    ]);
  });

  it('knows a finding again by its key alone, and tells equal keys apart', () => {
    const one = finding({ rule: 'C101', name: 'yaml-syntax', message: 'before', key: 'C101::x' });
    expect(prints({ ...one, message: 'after' })).toEqual(prints(one));
    expect(prints({ ...one, key: 'C101::y' })).not.toEqual(prints(one));
    expect(new Set(prints(one, one, one)).size).toBe(3);
    expect(prints(one, one)[0]).toBe(prints(one)[0]);
  });

  it('tells what broke and what could not be checked, and how the run ended', () => {
    const [invocation] = runOf(cases.interrupted).invocations;
    expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 130 });
    const { toolExecutionNotifications: told } = invocation;
    expect(told.filter(({ level }) => level === 'error')).toHaveLength(2);
    const open = report({
      coverage: [
        {
          rule: 'T401',
          name: 'duplicate-definition',
          ran: [],
          skipped: [{ engines: ['a'], because: 'refused', open: true }],
        },
      ],
    });
    expect(runOf(open).invocations[0].toolExecutionNotifications).toMatchObject([
      {
        level: 'warning',
        message: { text: 'T401 duplicate-definition was not checked on a: refused' },
        associatedRule: { id: 'T401' },
      },
    ]);
    expect(runOf(cases.sound).invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [],
    });
  });

  it('works out the address of a file once, however much is found in it', () => {
    let asked = 0;
    const repository = {
      root: '/work',
      get folder() {
        asked += 1;
        return 'deploy';
      },
    };
    const many = Array.from({ length: 100 }, () => cases.offline.findings).flat();
    const text = renderSarif({ ...cases.offline, findings: many }, options({ repository }));
    expect(text).toContain('"uri": "deploy/environment-config.yaml"');
    expect(asked).toBe(1);
  });

  it('says when and how the program was run, where it was', () => {
    const run = { startedAt: '2026-01-02T03:04:05.000Z', node: 'v20.18.1', options: ['--optimize=3.15'] };
    expect(runOf(report({ run })).invocations[0]).toMatchObject({
      startTimeUtc: '2026-01-02T03:04:05.000Z',
      arguments: ['validate', '--optimize=3.15'],
      properties: { node: 'v20.18.1' },
    });
  });
});
