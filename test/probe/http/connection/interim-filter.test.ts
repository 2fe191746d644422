import { describe, expect, it } from 'vitest';
import { InterimFilter } from '../../../../src/probe/http/connection/interim-filter.js';

const CONTINUE = 'HTTP/1.1 100 Continue\r\nx-hop: 1\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\n\r\n';
const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 22\r\n\r\nHTTP/1.1 100 Continue\r\n';

describe('what comes before an answer', () => {
  it.each([
    ['nothing', '', ''],
    ['one Continue', CONTINUE, ''],
    ['several of both versions', `${CONTINUE}${CONTINUE.replace('1.1', '1.0')}${CONTINUE}`, ''],
    ['others, and a Continue behind them', `${HINTS}${CONTINUE.replace('100', '102')}${CONTINUE}`, ''],
    ['a change of the protocol', `${HINTS}${SWITCHING}`, SWITCHING],
  ])('is taken out where an answer follows, wherever it is cut: %s', (_name, before, left) => {
    const bytes = Buffer.from(`${before}${ANSWER}`);
    for (let size = 1; size <= bytes.length; size += 1) {
      const filter = new InterimFilter();
      const passed: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size)
        passed.push(filter.filtered(bytes.subarray(at, at + size)));
      expect(Buffer.concat(passed).toString()).toBe(`${left}${ANSWER}`);
    }
  });

  it('is taken out again once the next answer is waited for, and in no body', () => {
    const filter = new InterimFilter();
    expect(filter.filtered(Buffer.from(ANSWER)).toString()).toBe(ANSWER);
    expect(filter.filtered(Buffer.from(CONTINUE)).toString()).toBe(CONTINUE);
    filter.awaitAnswer();
    expect(filter.filtered(Buffer.from(`${CONTINUE}${ANSWER}`)).toString()).toBe(ANSWER);
  });

  it('is passed on where it has no end', () => {
    const filter = new InterimFilter();
    const endless = Buffer.from(`HTTP/1.1 100 ${'x'.repeat(20_000)}`);
    expect(filter.filtered(endless)).toEqual(endless);
  });
});
