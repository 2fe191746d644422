import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../scripts/rule-areas.mjs';
import { escapeText } from '../src/core/text/text.js';
import { CATALOGUE } from '../src/rules/catalogue.js';
import { ALL_RULES } from '../src/rules/all.js';
import type { AnyRule } from '../src/rules/rule.js';
import { examine } from '../src/run/examine.js';
import { loadConfiguration } from '../src/run/request/configure.js';
import { fixtureRequest, fixturesOf, ROOT, runFixture } from './helpers/fixtures.js';

const HEADINGS = ['What it means', 'Why it matters', 'Example', 'How to fix', 'When to ignore'];
/** Their sentences are about a placeholder, about all engines at once, or about one engine that goes by two aliases. */
const ABOUT_NO_ENGINE: ReadonlySet<string> = new Set(['C111', 'C115', 'C141', 'C148', 'C205', 'C211']);
const rules = ALL_RULES;

describe('every rule keeps its promises', () => {
  it('codes are unique and the catalogue names them all', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(CATALOGUE.map(({ code, name }) => `${code} ${name}`)).toEqual(
      rules.map(({ code, name }) => `${code} ${name}`).toSorted(),
    );
  });

  for (const rule of rules) {
    const base = `${rule.code}-${rule.name}`;
    describe(base, () => {
      it('has its file, its page and its fixtures under one name', () => {
        const files = AREAS.map(({ folder }) => path.join(ROOT, 'src/rules', folder, `${base}.ts`));
        expect(files.filter((file) => existsSync(file))).toHaveLength(1);
        expect(existsSync(path.join(ROOT, 'docs/rules', `${base}.md`)), 'docs page').toBe(true);
        const kinds = fixturesOf(base).map(({ kind }) => kind);
        expect(kinds, 'fixtures').toEqual(expect.arrayContaining(['fail', 'pass']));
        if (
          rule.scope !== 'configuration' &&
          rule.needs.some((need) => need !== 'reach' && need !== 'databases')
        ) {
          expect(kinds, 'fixtures').toContain('skip');
        }
      });

      it('has a page with the headings in order', () => {
        const page = readFileSync(path.join(ROOT, 'docs/rules', `${base}.md`), 'utf8');
        const [title, ...sections] = [...page.matchAll(/^#{1,2} (.+)$/gm)].map((match) => match[1]);
        expect(title).toBe(`${rule.code} ${rule.name}`);
        expect(sections).toEqual(HEADINGS);
      });

      it('says one line that fits, names its engines and holds no control character', async () => {
        const failing = fixturesOf(base).filter(({ kind }) => kind === 'fail');
        const reports = await Promise.all(failing.map(({ folder }) => runFixture(folder)));
        const findings = reports.flatMap((report) =>
          report.findings.filter((each) => each.rule === rule.code),
        );
        expect(findings).not.toEqual([]);
        for (const { message, remedy, engines } of findings) {
          expect(message.length, message).toBeLessThan(200);
          expect(message).not.toMatch(/\n/);
          expect(escapeText(message)).toBe(message);
          expect(remedy.trim()).not.toBe('');
          if (ABOUT_NO_ENGINE.has(rule.code)) continue;
          for (const alias of engines) expect(message).toContain(`"${alias}"`);
        }
      });

      it('gives the same bytes twice', async () => {
        const [fixture] = fixturesOf(base);
        if (fixture === undefined) throw new Error('no fixture');
        const [first, second] = [await runFixture(fixture.folder), await runFixture(fixture.folder)];
        expect(JSON.stringify(first.findings)).toBe(JSON.stringify(second.findings));
      });
    });
  }

  it.each(rules.filter(isLive).map((rule) => [`${rule.code}-${rule.name}`, rule] as const))(
    '%s reads the facts that it declares, and no others',
    async (base, rule) => {
      const read = await factsRead(rule, base);
      expect([...read].toSorted()).toEqual(rule.needs.toSorted());
    },
  );

  // A configuration has no facts that could be unknown. Of single users there is all or nothing: what is missing stands in the
  // answers about them.
  it('rules about a configuration or about users declare no facts', () => {
    const declaring = rules.filter((rule) => !isLive(rule) && rule.needs.length > 0);
    expect(declaring.map(({ code }) => code)).toEqual([]);
  });

  it('no page and no fixture is left of a rule that is gone', () => {
    const bases = new Set(rules.map(({ code, name }) => `${code}-${name}`));
    const pages = readdirSync(path.join(ROOT, 'docs/rules')).filter((name) => /^[A-Z]\d{3}-/.test(name));
    expect(pages.filter((name) => !bases.has(name.slice(0, -'.md'.length)))).toEqual([]);
    const folders = readdirSync(path.join(ROOT, 'fixtures/rules'));
    expect(folders.filter((name) => !bases.has(name))).toEqual([]);
  });
});

function isLive(rule: AnyRule): boolean {
  return rule.scope === 'engine' || rule.scope === 'landscape' || rule.scope === 'optimize';
}

/** Runs a live rule on its fixtures and notes which facts it looked at. */
async function factsRead(rule: AnyRule, base: string): Promise<ReadonlySet<string>> {
  const read = new Set<string>();
  for (const { folder } of fixturesOf(base)) {
    const request = fixtureRequest(folder);
    if (request.live === null) continue;
    const { configuration, vault } = await loadConfiguration(request);
    const { subjects, databases, optimize } = await examine(
      configuration,
      vault,
      request,
      request.live,
      'test',
    );
    if (rule.scope === 'optimize') {
      const facts = optimize?.facts;
      const known = rule.needs.every((need) => facts?.[need as keyof typeof facts].known);
      if (facts === undefined || !known) continue;
      Array.from(
        rule.check({
          facts: spied(facts, read),
          configuration,
          engines: subjects,
          databases,
          optimizeStatus: null,
        } as never),
      );
      continue;
    }
    const complete = subjects.filter(({ facts }) =>
      rule.needs.every((need) => need === 'databases' || facts[need as keyof typeof facts].known),
    );
    const engines = complete.map(({ entry, facts }) => ({ entry, configuration, facts: spied(facts, read) }));
    const views =
      rule.scope === 'engine' ? engines : [spied({ configuration, engines, databases }, read, ['databases'])];
    for (const view of views) Array.from(rule.check(view as never));
  }
  return read;
}

function spied(target: object, read: Set<string>, names: readonly string[] | null = null): object {
  return new Proxy(target, {
    get(object, name) {
      if (typeof name === 'string' && (names === null || names.includes(name))) read.add(name);
      return Reflect.get(object, name) as unknown;
    },
  });
}
