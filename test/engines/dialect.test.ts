import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { document } from '../dialect/documents.js';
import { EXCEPTIONS, text, type Difference } from '../dialect/exceptions.js';
import { readByJackson, readByUs, type Ours, type Theirs } from '../dialect/readings.js';
import { Seeded, seedOf } from '../helpers/seeded.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** `CASES=100000` looks further. */
const GENERATED = Number(process.env['CASES'] ?? 6000);

/** Every configuration of the project, the broken ones included. */
function corpus(): readonly Uint8Array[] {
  return ['fixtures/config', 'fixtures/rules'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/u.test(name))
      .toSorted()
      .map((name) => readFileSync(path.join(ROOT, folder, name))),
  );
}

/** The same value, or both refuse and one of our faults stands on a line that the other refusal names. */
function isAlike(ours: Ours, theirs: Theirs): boolean {
  if ('value' in ours) return 'value' in theirs && text(ours.value) === text(theirs.value);
  if ('value' in theirs) return false;
  // Jackson says of a number that is too long only that there is one.
  return theirs.lines.length === 0 || ours.faults.some(({ line }) => theirs.lines.includes(line));
}

interface Comparison {
  readonly alike: readonly Difference[];
  readonly unexplained: readonly Difference[];
  /** How often each exception applied. */
  readonly excepted: ReadonlyMap<string, number>;
}

function compare(documents: readonly Uint8Array[]): Comparison {
  const readings = readByJackson(documents);
  const alike: Difference[] = [];
  const unexplained: Difference[] = [];
  const excepted = new Map<string, number>();
  for (const [index, theirs] of readings.entries()) {
    const bytes = documents[index] ?? Buffer.of();
    const ours = readByUs(bytes);
    const both = { text: Buffer.from(bytes).toString('utf8'), ours, theirs };
    const exception = isAlike(ours, theirs) ? null : EXCEPTIONS.find((each) => each.applies(both));
    if (exception === null) alike.push(both);
    else if (exception === undefined) unexplained.push(both);
    else excepted.set(exception.name, (excepted.get(exception.name) ?? 0) + 1);
  }
  expect(readings).toHaveLength(documents.length);
  return { alike, unexplained, excepted };
}

describe('a document is read as Jackson 2.17.1 with SnakeYAML 2.2 reads it', () => {
  it('in the corpus', () => {
    const { unexplained, alike } = compare(corpus());
    expect(unexplained).toEqual([]);
    expect(alike.length).toBeGreaterThan(80);
  });

  it(`in ${GENERATED} generated documents`, { timeout: 300_000 }, () => {
    const choices = new Seeded(seedOf('dialect'));
    const texts = corpus()
      .map((bytes) => Buffer.from(bytes).toString('utf8'))
      .filter(({ length }) => length < 5000);
    const documents = choices.times(GENERATED, () => Buffer.from(document(choices, texts)));
    const { alike, unexplained, excepted } = compare(documents);
    process.stdout.write(
      `${alike.length} alike; ${[...excepted].map(([name, n]) => `${n} ${name}`).join(', ')}\n`,
    );
    expect(unexplained.map((each) => JSON.stringify(each))).toEqual([]);
    const values = alike.filter(({ theirs }) => 'value' in theirs).length;
    expect(values, 'documents with one value').toBeGreaterThan(GENERATED / 4);
    expect(alike.length - values, 'documents refused at one line').toBeGreaterThan(GENERATED / 4);
    expect(alike.length, 'exceptions stay exceptions').toBeGreaterThan(0.94 * GENERATED);
  });
});
