import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Location } from '../src/core/finding.js';
import { findingsIn } from './faults/findings.js';
import { sample } from './faults/configurations.js';
import { FAULTS } from './faults/faults.js';
import { allFixtures, ROOT, runFixture } from './helpers/fixtures.js';
import {
  laterDocumentsSeen,
  marksSeen,
  placesSeen,
  scalarsSeen,
  type SeenPlace,
} from './helpers/second-parser.js';
import { Seeded, seedOf } from './helpers/seeded.js';

/** Files with these cannot be parsed; the lines that they name are compared with Optimize's own parser (test/engines/dialect.test.ts). */
const UNPARSED: ReadonlySet<string> = new Set(['C101', 'C106']);

/** The places that the other parser does not see, and how many were compared. */
class Comparison {
  readonly unseen: string[] = [];
  compared = 0;

  add(findings: readonly Finding[], textOf: (file: string) => string): void {
    if (findings.some(({ rule }) => UNPARSED.has(rule))) return;
    const files = new Map<string, SeenFile>();
    for (const { rule, locations } of findings) {
      for (const location of locations) {
        const file = files.get(location.file) ?? seenFile(textOf(location.file));
        files.set(location.file, file);
        if (file.text.trim() === '') continue;
        this.compared += 1;
        const seen = location.file.endsWith('.env')
          ? isNameOfVariable(location, file)
          : CARRIERS.has(path.basename(location.file))
            ? isSeenIn(file, location)
            : isSeen(location, file);
        if (!seen) this.unseen.push(`${rule} ${JSON.stringify(location)}\n${file.text}`);
      }
    }
  }
}

/** What the other parser sees in one file. */
interface SeenFile {
  readonly text: string;
  readonly places: ReturnType<typeof placesSeen>;
  readonly marks: ReadonlySet<number>;
}

function seenFile(text: string): SeenFile {
  const marks = new Set([...marksSeen(text), ...laterDocumentsSeen(text)]);
  return { text, places: placesSeen(text), marks };
}

/** Files that hold a configuration, and are none. */
const CARRIERS: ReadonlySet<string> = new Set(['compose.yaml', 'rendered.yaml']);

/** No YAML: a file of variables, where places are names. */
function isNameOfVariable(location: Location, { text }: SeenFile): boolean {
  const end = offsetOf(text, location.endLine, location.endColumn);
  const name = text.slice(offsetOf(text, location.line, location.column), end);
  return /^[\w.-]+$/u.test(name) && text.charAt(end) === '=';
}

/** Inside the text that the other parser finds there; a variable by the text that gives it its value. */
function isSeenIn({ text }: SeenFile, location: Location): boolean {
  const start = offsetOf(text, location.line, location.column);
  const end = offsetOf(text, location.endLine, location.endColumn);
  const around = scalarsSeen(text).filter((scalar) => scalar.start <= start && end <= scalar.end);
  const { embedded } = location;
  if (embedded === undefined || isEmpty(embedded)) return around.length > 0;
  return around.some(({ says }) => {
    const given = path.basename(location.file) === 'compose.yaml' ? says.replaceAll('$$', '$') : says;
    const from = offsetOf(given, embedded.line, embedded.column);
    return isSeen({ ...location, ...embedded }, seenFile(given)) && given.charAt(from) === text.charAt(start);
  });
}

/** Of a service that variables set up there is no configuration: its name is shown. */
function isEmpty({ line, column, endLine, endColumn }: NonNullable<Location['embedded']>): boolean {
  return line === endLine && column === endColumn;
}

function isSeen({ pointer, line, column, endLine, endColumn }: Location, file: SeenFile): boolean {
  const start = offsetOf(file.text, line, column);
  const end = offsetOf(file.text, endLine, endColumn);
  if (pointer === null) return file.marks.has(start);
  return nearest(pointer, file).some(({ key, valueStart, valueEnd }) => {
    const ofKey = key?.[0] === start && [key[1], valueEnd];
    const ofValue = valueStart === start && [valueEnd];
    return [ofKey, ofValue].some((ends) => ends !== false && (ends.includes(end) || ends.includes(null)));
  });
}

/** The places of a pointer, or of the value above it where a setting is missing. */
function nearest(pointer: string, file: SeenFile): readonly SeenPlace[] {
  const here = file.places.get(pointer);
  if (here !== undefined) return here;
  return pointer === '' ? [] : nearest(pointer.slice(0, pointer.lastIndexOf('/')), file);
}

function offsetOf(text: string, line: number, column: number): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/gu)].map((end) => end.index + end[0].length);
  return (line === 1 ? 0 : (ends[line - 2] ?? Number.NaN)) + column - 1;
}

describe('every finding stands where a second YAML parser sees it', () => {
  it('in the fixtures of all rules', { timeout: 60_000 }, async () => {
    const comparison = new Comparison();
    for (const { folder } of allFixtures()) {
      const { findings } = await runFixture(folder);
      comparison.add(findings, (file) => readFileSync(file, 'utf8'));
    }
    expect(comparison.unseen).toEqual([]);
    expect(comparison.compared).toBeGreaterThan(1000);
  });

  it('in configurations with many faults', () => {
    const comparison = new Comparison();
    const folder = path.join(ROOT, 'fixtures/config/err');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
      const bytes = readFileSync(path.join(folder, name));
      comparison.add(findingsIn(bytes), () => bytes.toString('utf8'));
    }
    expect(comparison.unseen).toEqual([]);
    expect(comparison.compared).toBeGreaterThan(20);
  });

  it('in random configurations with one fault', { timeout: 120_000 }, () => {
    const choices = new Seeded(seedOf('findings-positions'));
    const comparison = new Comparison();
    for (const fault of FAULTS.values()) {
      for (let tries = 0; tries < 8; tries += 1) {
        const faulty = fault(sample(choices), choices);
        if (faulty !== null) comparison.add(findingsIn(Buffer.from(faulty.text)), () => faulty.text);
      }
    }
    expect(comparison.unseen.slice(0, 3)).toEqual([]);
    expect(comparison.compared).toBeGreaterThan(1200);
  });
});
