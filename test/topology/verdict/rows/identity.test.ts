import { describe, expect, it } from 'vitest';
import { unknown } from '../../../../src/core/observed.js';
import { needSecondLook, secondLooks } from '../../../../src/topology/verdict/second-look.js';
import { at, telemetry, uuid } from '../../../helpers/readings.js';
import { answering, bare, deployed, judge, secondLook } from '../../pairs.js';

const INSTALLATION = '1e80799a-e2b1-4939-95c8-792d11f5af3b';
const OTHER_INSTALLATION = 'c2dabb54-d1d2-4469-81b6-ecab8624551d';

const balanced = (first: number, second: number) =>
  telemetry({ dataCollectionStart: first, startsSeen: [first, second] });

const behindBalancer = (ids: readonly string[]) => ({
  telemetry: balanced(at('09:00:00.324'), at('09:01:00.324')),
  processDefinitions: deployed(ids),
  ...secondLook([], ids),
});

/** Counts that the first or the second of two engines told. */
function inTurn(counts: readonly number[], place: 1 | 2) {
  return counts.map((asked, index) => ({ turn: 2 * index + place, asked }));
}

describe('same-address: the address', () => {
  const address = { base: 'http://engine.test/engine-rest' };

  it('says that one base and one engine name are one engine', () => {
    const pair = [bare('eu', {}, address), bare('us', {}, address)] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'same-node',
      certainty: 'proven',
      rows: ['same-address'],
    });
  });

  it('is silent about two engine names at one base', () => {
    const pair = [bare('eu', {}, address), bare('us', {}, { ...address, name: 'second' })] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('is silent about entries without a usable address or name', () => {
    const nowhere = { base: null };
    const unnamed = { ...address, name: null };
    expect(answering(bare('eu', {}, nowhere), bare('us', {}, nowhere))).toEqual([]);
    expect(answering(bare('eu', {}, unnamed), bare('us', {}, unnamed))).toEqual([]);
  });
});

describe('same-start: the start of the node', () => {
  const start = at('09:00:00.324');

  it('says that equal starts under one engine name are one node', () => {
    const started = { telemetry: telemetry({ dataCollectionStart: start }) };
    expect(judge(bare('eu', started), bare('us', started))).toMatchObject({
      verdict: 'same-node',
      certainty: 'proven',
      rows: ['same-start'],
    });
  });

  it('is silent about starts a millisecond apart', () => {
    const first = bare('eu', { telemetry: telemetry({ dataCollectionStart: start }) });
    const second = bare('us', { telemetry: telemetry({ dataCollectionStart: start + 1 }) });
    expect(answering(first, second)).toEqual([]);
  });

  it('is silent about two engines that one process started', () => {
    const started = { telemetry: telemetry({ dataCollectionStart: start }) };
    expect(answering(bare('eu', started), bare('us', started, { name: 'second' }))).toEqual([]);
  });

  it('is silent where the installation ids differ', () => {
    const first = telemetry({ installation: INSTALLATION, dataCollectionStart: start });
    const second = telemetry({ installation: OTHER_INSTALLATION, dataCollectionStart: start });
    expect(answering(bare('eu', { telemetry: first }), bare('us', { telemetry: second }))).not.toContain(
      '0b',
    );
  });

  describe('that two engines have by chance, started by one script', () => {
    const [common, own] = [uuid(1), uuid(2)];
    const started = { telemetry: telemetry({ installation: INSTALLATION, dataCollectionStart: start }) };
    const atFirst = (ids: readonly string[]) => ({ ...started, processDefinitions: deployed(ids) });
    const atBoth = (ids: readonly string[]) => ({ ...atFirst(ids), ...secondLook([], ids) });

    it('does not outweigh a definition that only one database has', () => {
      expect(judge(bare('eu', atBoth([common, own])), bare('us', atBoth([common])))).toMatchObject({
        verdict: 'cloned',
        rows: ['definition-on-one-side', 'one-origin'],
      });
    });

    it('is doubted, with a second look, only where the first lists differ', () => {
      const look = (ids: readonly string[]) =>
        needSecondLook([bare('eu', atFirst([common])), bare('us', atFirst(ids))]);
      expect(look([common])).toEqual([]);
      expect(look([common, own])).toEqual(['eu', 'us']);
    });

    const first = telemetry({ installation: INSTALLATION, dataCollectionStart: start, asked: 0 });
    /** What both told when they were asked in turn. */
    const counting = (eu: readonly number[], us: readonly number[]) => {
      const { again } = secondLook([]);
      return [
        bare('eu', { telemetry: first, again: again && { ...again, counts: inTurn(eu, 1) } }),
        bare('us', { telemetry: first, again: again && { ...again, counts: inTurn(us, 2) } }),
      ] as const;
    };

    it.each([
      ['asked as often before', [4, 5, 6], [4, 5, 6]],
      ['asked more often before', [44, 45, 46], [4, 5, 6]],
      ['asked less often before', [4, 5, 6], [44, 45, 46]],
      ['asked by others meanwhile, both alike', [4, 9, 14], [4, 9, 14]],
      ['asked by others meanwhile, one after the other', [4, 9, 14], [8, 13, 14]],
    ])('does not make one node of two that count by themselves, %s', (_when, eu, us) => {
      const pair = counting(eu, us);
      expect(answering(...pair)).not.toContain('same-start');
      expect(judge(...pair).verdict).not.toBe('same-node');
    });

    it.each([
      ['alone', [8, 10, 12], [9, 11, 13]],
      ['by others as well', [8, 14, 19], [11, 15, 30]],
    ])('is none where one node counts what is asked at both addresses, asked %s', (_how, eu, us) => {
      expect(judge(...counting(eu, us))).toMatchObject({ verdict: 'same-node' });
    });

    it.each([
      ['does not count its own questions', [0, 0, 0], [0, 0, 0]],
      ['was asked but once, as older versions of this tool did', [9], [8]],
    ])('stands where an engine %s', (_why, eu, us) => {
      expect(judge(...counting(eu, us))).toMatchObject({ verdict: 'same-node' });
    });

    it('is looked into once', () => {
      expect(secondLooks(counting([8, 10], [9, 11]))).toEqual([]);
      const looks = secondLooks(counting([4, 5], [4, 5]));
      expect(looks.filter(({ start: again }) => again === true)).toEqual([]);
    });

    it('is looked into again where only one was counted', () => {
      const [eu] = counting([8, 10], [9, 11]);
      const looks = secondLooks([eu, bare('us', { telemetry: first })]);
      expect(looks.map(({ alias, start: again }) => [alias, again])).toEqual([
        ['eu', true],
        ['us', true],
      ]);
    });

    it('is looked into where both tell how often they were asked', () => {
      expect(secondLooks([bare('eu', { telemetry: first }), bare('us', { telemetry: first })])).toEqual([
        { alias: 'eu', ticks: [], afterMs: 0, start: true },
        { alias: 'us', ticks: [], afterMs: 0, start: true },
      ]);
    });

    it('decides nothing where the lists differ and the second look is missing', () => {
      const lookMissed = unknown('failed', 'no time was left');
      const pair = [
        bare('eu', atFirst([common, own])),
        { ...bare('us', atFirst([common])), lookMissed },
      ] as const;
      expect(judge(...pair)).toMatchObject({ verdict: 'unknown' });
    });

    it('stands where a definition was deployed between the two lists', () => {
      const late = { ...atFirst([common]), ...secondLook([], [common, own]) };
      expect(judge(bare('eu', late), bare('us', atBoth([common, own])))).toMatchObject({
        verdict: 'same-node',
      });
    });
  });

  it('is no chance where several nodes of a balancer were seen, although one of them has another database', () => {
    expect(
      judge(bare('eu', behindBalancer([uuid(1), uuid(2)])), bare('us', behindBalancer([uuid(1)]))),
    ).toMatchObject({
      verdict: 'same-node',
    });
  });

  it('knows a balancer by any of the nodes that answered behind it', () => {
    const pair = [
      bare('eu', { telemetry: balanced(start, start + 60_000) }),
      bare('us', { telemetry: balanced(start + 60_000, start) }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'same-node', rows: ['same-start'] });
  });
});
