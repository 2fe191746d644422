import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { parseJson } from '../../../src/load/text/json.js';
import { readBytes, readText } from '../../../src/load/text/read-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'read-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => path.join(folder, name);

describe('a file that is read', () => {
  it('comes whole, up to its cap to the byte', () => {
    writeFileSync(file('ten'), '0123456789');
    expect(readText(file('ten'), { maxBytes: 10 })).toBe('0123456789');
    expect(() => readText(file('ten'), { maxBytes: 9 })).toThrow(`${file('ten')}: has more than 9 bytes`);
    expect(Buffer.from(readBytes(file('ten'), { maxBytes: 9, cut: true })).toString()).toBe('012345678');
  });

  it('may be larger than any single read', () => {
    const text = 'x'.repeat(3_000_000);
    writeFileSync(file('large'), text);
    expect(readText(file('large'), { maxBytes: 4_000_000 })).toBe(text);
  });

  it('may say of itself that it is empty, as those of the kernel do', () => {
    expect(readText('/proc/self/status', { maxBytes: 100_000 })).toContain('Pid:');
  });

  it('may be a pipe whose writer comes late and writes slowly', async () => {
    const pipe = makePipe('late');
    const writer = spawn('sh', ['-c', `sleep 0.3; (printf one; sleep 0.3; printf two) > ${pipe}`]);
    expect(readText(pipe, { maxBytes: 100 })).toBe('onetwo');
    await new Promise((resolve) => writer.on('exit', resolve));
  });

  it('may be the null device, which is empty', () => {
    expect(readText('/dev/null', { maxBytes: 10 })).toBe('');
  });
});

describe('what cannot be read is told in the same words, with its cause', () => {
  mkdirSync(file('folder'));
  writeFileSync(file('plain'), '');
  symlinkSync(file('loop-b'), file('loop-a'));
  symlinkSync(file('loop-a'), file('loop-b'));
  writeFileSync(file('latin'), Buffer.from([0x61, 0xe9, 0x62]));

  it.each([
    [file('missing'), 'no such file'],
    [path.join(file('plain'), 'below'), 'no such file'],
    [file('folder'), 'is a directory'],
    [file('loop-a'), 'is a link that leads back to itself'],
    [file('x'.repeat(300)), 'the name is too long'],
    ['/dev/zero', 'is a device that gives more than 1 MiB'],
    ['/dev/urandom', 'is a device that gives more than 1 MiB'],
    [file('latin'), 'is not UTF-8 (byte 2; it seems to be Latin-1 or Windows-1252)'],
    ['a\0b', 'cannot be read (ERR_INVALID_ARG_VALUE)'],
  ])('%s', (name, problem) => {
    const error = failureOf(() => readText(name, { maxBytes: 1_048_576 }));
    expect(error).toBeInstanceOf(InputError);
    expect(error?.message).toBe(`${name}: ${problem}`);
  });

  it('and devices are refused even where a long file would be cut', () => {
    expect(() => readBytes('/dev/zero', { maxBytes: 1_000, cut: true })).toThrow(
      'is a device that gives more',
    );
  });

  it('and keep the error of the system as their cause', () => {
    const error = failureOf(() => readText(file('missing'), { maxBytes: 1 }));
    expect(error?.cause).toMatchObject({ code: 'ENOENT' });
  });

  it('and a pipe is not waited for without end', () => {
    const pipe = makePipe('nobody');
    const started = performance.now();
    expect(() => readText(pipe, { maxBytes: 1 })).toThrow(`${pipe}: is a pipe to which nobody writes`);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('nor is a pipe whose writer says nothing', () => {
    const pipe = makePipe('silent');
    const writer = spawn('sh', ['-c', `exec sleep 60 > ${pipe}`]);
    try {
      expect(() => readText(pipe, { maxBytes: 1, silenceMs: 300 })).toThrow(
        'from which nothing came for 0.3 s',
      );
    } finally {
      writer.kill('SIGKILL');
    }
  });
});

it('nor is a pipe that drips and does not end', () => {
  const pipe = makePipe('dripping');
  const writer = spawn('sh', ['-c', `exec 3> ${pipe}; while :; do printf x >&3; sleep 0.05; done`]);
  const started = performance.now();
  try {
    expect(() => readText(pipe, { maxBytes: 200, silenceMs: 200 })).toThrow(
      `${pipe}: is a pipe that did not end within 2 s`,
    );
    expect(performance.now() - started).toBeLessThan(6_000);
  } finally {
    writer.kill('SIGKILL');
  }
});

describe('what is not JSON is told with the place where it stops being it', () => {
  it.each([
    ['', '1:1'],
    ['{', '1:2'],
    ['[1,]', '1:4'],
    ['[1], 2', '1:4'],
    ['{"a": 1}}', '1:9'],
    ['{"a":1,}', '1:8'],
    ['{"a" 1}', '1:6'],
    ['{\n  "a": [1, 2}\n}', '2:13'],
    ['[1] [2]', '1:5'],
    ['[01]', '1:2'],
    ['["a\nb"]', '1:2'],
    ['["\\x"]', '1:2'],
    ['["open', '1:2'],
    ['{1: 2}', '1:2'],
    ['[}', '1:2'],
    ['nul', '1:1'],
    ['[1 2]', '1:4'],
    [`${'['.repeat(20_000)}x`, '1:20001'],
    [`["${'x'.repeat(2_000_000)}`, '1:2'],
  ])('text number %#', (text, place) => {
    expect(() => parseJson('file.json', text)).toThrow(`file.json:${place}: is not JSON`);
  });

  it('and all that JSON.parse takes is taken', () => {
    const text = '{"a": [true, null, -1.5e+3, "\\u00e4\\n\\"", {}], "b": [[]] }';
    expect(parseJson('file.json', text)).toEqual(JSON.parse(text));
  });
});

function makePipe(name: string): string {
  execFileSync('mkfifo', [file(name)]);
  return file(name);
}

function failureOf(run: () => unknown): Error | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof Error ? error : null;
  }
}
