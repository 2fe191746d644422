import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { readSource } from '../../../src/load/text/source.js';
import type { SourceFile } from '../../../src/load/types.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-source-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Uint8Array | string): SourceFile {
  const file = path.join(folder, 'file.yaml');
  writeFileSync(file, bytes);
  return readSource(file);
}

describe('a file is read', () => {
  it('as UTF-8, without its byte order mark', () => {
    expect(read('\ufeffa: ä€😀\n')).toEqual({ name: path.join(folder, 'file.yaml'), text: 'a: ä€😀\n' });
  });

  it('with the first wrong byte named', () => {
    const { encoding } = read(Buffer.from('a: 1\n# f\xfcr\nb: 2\n', 'latin1'));
    expect(encoding).toEqual({ byteOffset: 8, offset: 8, seems: 'Latin-1 or Windows-1252' });
  });

  it('with the offset in the text counted behind wide characters', () => {
    const { encoding } = read(Buffer.concat([Buffer.from('😀€: '), Buffer.from([0xff])]));
    expect(encoding).toMatchObject({ byteOffset: 9, offset: 5 });
  });

  it('that ends within a character', () => {
    expect(read(Buffer.from('a: €').subarray(0, 5)).encoding).toMatchObject({ byteOffset: 3 });
  });

  for (const [name, bytes] of [
    ['little endian', Buffer.from('\ufeffa: 1\n', 'utf16le')],
    ['big endian', Buffer.from('\ufeffa: 1\n', 'utf16le').swap16()],
    ['little endian', Buffer.from('a: 1\n', 'utf16le')],
    ['big endian', Buffer.from('a: 1\n', 'utf16le').swap16()],
  ] as const) {
    it(`as UTF-16, ${name}, which is a fault, and examined all the same`, () => {
      const file = read(bytes);
      expect(file.encoding?.seems).toBe(`UTF-16 (${name})`);
      expect(file.text).toBe('a: 1\n');
      expect(parseYaml(file).faults.map(({ kind }) => kind)).toEqual(['encoding']);
    });
  }

  it('up to what Optimize could ever take', () => {
    const { text } = read(Buffer.alloc(14_000_000, 'a: b\n'));
    expect(text.length).toBeLessThan(12_600_000);
    expect(parseYaml({ name: 'x', text }).faults.map(({ kind }) => kind)).toContain('syntax');
  });

  it('or is unreadable input: missing', () => {
    expect(() => readSource(path.join(folder, 'none.yaml'))).toThrow(InputError);
    expect(() => readSource(path.join(folder, 'none.yaml'))).toThrow(/none\.yaml: no such file/);
  });

  it('or is unreadable input: a folder', () => {
    expect(() => readSource(folder)).toThrow(/is a directory/);
  });
});
