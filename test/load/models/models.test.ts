import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { atOnce } from '../../../src/core/steps.js';
import { parseModel } from '../../../src/load/models/parse.js';
import { readModels } from '../../../src/load/models/read.js';
import type { Model } from '../../../src/core/model.js';
import { ROOT } from '../../helpers/fixtures.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-models-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fixture(name: string): Model {
  const [model] = atOnce(readModels([path.join(ROOT, 'fixtures/models', name)]));
  if (model === undefined) throw new Error(`${name} gave no model`);
  return model;
}

function failureOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'none';
}

const BPMN = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"';
const DMN = 'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"';

test.each([
  ['ISO-8859-1', 'M\u00fcller', 'latin1'],
  ['windows-1252', 'M\u00fcller', 'latin1'],
  ['ISO-8859-15', 'M\u00fcller', 'latin1'],
] as const)('a model is read in the encoding that it declares: %s', (encoding, name, bytes) => {
  const file = path.join(folder, `${encoding}.bpmn`);
  const text = `<?xml version='1.0' standalone="yes" encoding = '${encoding}' ?>\n<definitions ${BPMN}><process id="${name}" isExecutable="true"/></definitions>`;
  writeFileSync(file, Buffer.from(text, bytes));
  expect(atOnce(readModels([file])).flatMap(({ definitions }) => definitions)).toMatchObject([{ key: name }]);
});

describe('a BPMN file', () => {
  test('gives key, name, version tag and history time to live of its process', () => {
    expect(fixture('order.bpmn').definitions).toEqual([
      {
        kind: 'process',
        key: 'order',
        name: 'Order & delivery',
        versionTag: '2.1',
        historyTimeToLive: 'P180D',
      },
    ]);
  });

  test.each([
    [
      'blanks around the equals sign',
      `<definitions xmlns = '${BPMN.slice(7, -1)}'><process\n  id = 'a' isExecutable =\n"true" name="b = c"/></definitions>`,
    ],
    [
      'the same beside what looks like it',
      `<!-- <a b = "c"> --><definitions ${BPMN}><process id ="a" isExecutable= "true" name='b = c'><documentation>it's <![CDATA[<d e = "f]]></documentation></process></definitions>`,
    ],
    [
      'blanks in an id, which XML leaves out',
      `<definitions ${BPMN}><process id=" a\n" isExecutable=" true " name="b = c"/></definitions>`,
    ],
  ])('may be written in another way: %s', (_, text) => {
    expect(parseModel('m', text)).toMatchObject({
      definitions: [{ key: 'a', name: 'b = c' }],
      notExecutable: [],
    });
  });

  test('gives each of several processes, and names those that no engine deploys', () => {
    const { definitions, notExecutable, format } = fixture('collaboration.bpmn');
    expect(format).toBe('BPMN');
    expect(definitions.map(({ key, historyTimeToLive }) => [key, historyTimeToLive])).toEqual([
      ['selling', '30'],
      ['carrying', null],
    ]);
    expect(notExecutable).toEqual(['buying']);
  });
});

describe('a DMN file', () => {
  test('gives its decisions, and the requirements graph over two of them', () => {
    expect(fixture('pricing.dmn').definitions.map(({ kind, key, name }) => [kind, key, name])).toEqual([
      ['decision-requirements', 'pricing', 'Pricing'],
      ['decision', 'discount', 'Discount'],
      ['decision', 'price', 'Price'],
    ]);
  });

  test('gives no graph over a single decision: the engine keeps none', () => {
    expect(fixture('single.dmn').definitions.map(({ kind, key }) => [kind, key])).toEqual([
      ['decision', 'dish'],
    ]);
  });

  test('gives what its root has, not what an extension writes alike', () => {
    const nested = `<extensionElements><decision id="b"/></extensionElements>`;
    const text = `<definitions ${DMN} id="d">${nested}<decision id="a"/></definitions>`;
    expect(parseModel('m', text).definitions.map(({ key }) => key)).toEqual(['a']);
  });
});

describe('what is no model is refused with its place', () => {
  test.each([
    [
      'an entity',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<definitions ${BPMN}/>`,
      /^m:1:1: has a DOCTYPE/,
    ],
    ['broken XML', `<definitions ${BPMN}>\n  <process></definitions>`, /^m:2:12: closing tag mismatch/],
    [
      'another namespace',
      '<definitions xmlns="http://www.omg.org/spec/DMN/20130901"/>',
      /^m:1:1: <definitions> of http:\/\/www\.omg\.org\/spec\/DMN\/20130901 is the root of neither/,
    ],
    [
      'a model of cases',
      '<cmmn:definitions xmlns:cmmn="http://www.omg.org/spec/CMMN/20151109/MODEL"/>',
      /^m:1:1: <definitions> of http:\/\/www\.omg\.org\/spec\/CMMN\/20151109\/MODEL is the root of neither/,
    ],
    ['no element', '<?xml version="1.0"?>\0\0', /^m: has no element/],
    ['another root', '<html/>', /^m:1:1: <html> is the root of neither/],
    [
      'a process in no namespace',
      '<definitions><process id="x" isExecutable="true"/></definitions>',
      /neither/,
    ],
    [
      'a process without id',
      `<definitions ${BPMN}><process isExecutable="true"/></definitions>`,
      /a process without id/,
    ],
    ['text', 'hello', /^m:1:1: missing start tag/],
    ['nothing', '', /^m:1:1: missing start tag/],
  ])('%s', (_, text, message) => expect(failureOf(() => parseModel('m', text))).toMatch(message));

  test('a file beyond any model, without reading it', () => {
    const file = path.join(folder, 'huge.bpmn');
    writeFileSync(file, '');
    truncateSync(file, 3 * 1024 ** 3);
    expect(failureOf(() => atOnce(readModels([file])))).toMatch(/has more than 20 MiB/);
  });

  test('a file that is not there', () => {
    expect(failureOf(() => atOnce(readModels([path.join(folder, 'none.bpmn')])))).toMatch(
      /none\.bpmn: no such file$/,
    );
  });

  test('bytes that are not UTF-8', () => {
    const file = path.join(folder, 'latin.bpmn');
    writeFileSync(file, Buffer.from(`<definitions ${BPMN} name="M\u00fcller"/>`, 'latin1'));
    expect(failureOf(() => atOnce(readModels([file])))).toMatch(/is not UTF-8/);
  });

  test.each(['no-such-encoding', 'UTF-8', 'utf-16'])('bytes that are not what they say: %s', (encoding) => {
    const file = path.join(folder, 'other.bpmn');
    const text = `<?xml version="1.0" encoding="${encoding}"?><definitions ${BPMN} name="M\u00fcller"/>`;
    writeFileSync(file, Buffer.from(text, 'latin1'));
    expect(failureOf(() => atOnce(readModels([file])))).toMatch(/is not UTF-8/);
  });

  test('one key twice in a file', () => {
    const file = path.join(folder, 'twice.bpmn');
    const process = '<process id="a" isExecutable="true"/>';
    writeFileSync(file, `<definitions ${BPMN}>${process}${process}</definitions>`);
    expect(failureOf(() => atOnce(readModels([file])))).toMatch(/has the process "a" twice/);
  });

  test.each(['app.war', 'process.bpmn'])('an archive, whatever its name: %s', (name) => {
    const file = path.join(folder, name);
    writeFileSync(file, Buffer.from('PK\u0003\u0004\u0014\u0000\u00ff', 'latin1'));
    expect(failureOf(() => atOnce(readModels([file])))).toMatch(/is an archive/);
  });

  test('standard input', () => {
    expect(failureOf(() => atOnce(readModels(['-'])))).toMatch(/standard input/);
  });

  test('one key in two files: an engine refuses such a deployment', () => {
    const file = path.join(ROOT, 'fixtures/models/order.bpmn');
    const same = `${ROOT}/./fixtures/models/order.bpmn`;
    expect(failureOf(() => atOnce(readModels([file, same])))).toMatch(/the process "order" is in .* too/);
  });
});
