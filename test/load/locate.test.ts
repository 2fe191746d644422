import { describe, expect, it } from 'vitest';
import { locate, nodeAt } from '../../src/load/locate.js';
import { parse } from './helpers.js';

const TEXT = 'engines:\n  eu:\n    excluded: [a, [b]]\n    rest: http://a\n';
const document = parse(TEXT);

function textAt(pointer: string, part: 'key' | 'value' | 'entry', of = document): string | null {
  const span = locate(of, pointer, part);
  return span === null ? null : of.file.text.slice(span.start, span.end);
}

describe('where a pointer leads', () => {
  it.each([
    ['/engines/eu/rest', 'rest', 'http://a', 'rest: http://a'],
    ['/engines/eu/excluded', 'excluded', '[a, [b]]', 'excluded: [a, [b]]'],
    ['/engines/eu/excluded/0', 'a', 'a', 'a'],
    ['/engines/eu/excluded/1/0', 'b', 'b', 'b'],
  ])('%s has the key %j, the value %j and the entry %j', (pointer, key, value, entry) => {
    expect([textAt(pointer, 'key'), textAt(pointer, 'value'), textAt(pointer, 'entry')]).toEqual([
      key,
      value,
      entry,
    ]);
    expect(nodeAt(document, pointer)?.span).toEqual(locate(document, pointer, 'value'));
  });

  it.each([
    ['/engines/eu/name', 'eu'],
    ['/engines/us/rest', 'engines'],
    ['/engines/eu/excluded/2', 'excluded'],
    ['/engines/eu/excluded/1/x', 'excluded'],
    ['/engines/eu/excluded/', 'excluded'],
    ['/engines/eu/excluded/ 1', 'excluded'],
    ['/engines/eu/excluded/0x1', 'excluded'],
    ['/engines/eu/rest/length', 'rest'],
  ])('%s leads nowhere, nearest to %j', (pointer, nearest) => {
    expect(textAt(pointer, 'value')).toBe(nearest);
    expect(nodeAt(document, pointer)).toBeNull();
  });

  it('is the mark of a block that has no lines', () => {
    expect(textAt('/a', 'value', parse('a: |\nb: 1\n'))).toBe('|');
    expect(textAt('/a', 'value', parse('a: >-\n\n\nb: 1\n'))).toBe('>-');
  });

  it('is the beginning of the document where no key is on the way, and nowhere in an empty one', () => {
    expect(locate(document, '/es', 'value')).toEqual({ start: 0, end: 0 });
    expect(locate(parse(''), '/engines', 'value')).toBeNull();
    expect(nodeAt(parse(''), '')).toBeNull();
    expect(nodeAt(document, '')?.kind).toBe('mapping');
  });
});
