import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** A project of a few files, each with its text; says what `npm run layers` and the linter make of it. */
function projectWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-project-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return {
    layers: () => run(process.execPath, [path.join(root, 'scripts/layers.mjs'), folder]),
    lint: () =>
      run(path.join(root, 'node_modules/.bin/oxlint'), ['-c', path.join(root, '.oxlintrc.json'), folder]),
  };
}

function run(
  command: string,
  args: readonly string[],
): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}

/** Two files that speak of each other's types and, where asked for, of each other's values. */
const CIRCLE_OF_TYPES = {
  'src/core/hit.ts': `import type { Rule } from './rule.js';\n\nexport interface Hit {\n  readonly of: Rule;\n}\n`,
  'src/core/rule.ts': `import type { Hit } from './hit.js';\n\nexport interface Rule {\n  readonly hits: readonly Hit[];\n}\n`,
};
const NO_CIRCLE = {
  ...CIRCLE_OF_TYPES,
  'src/core/hit.ts': 'export interface Hit {\n  readonly of: string;\n}\n',
};

describe('npm run layers', () => {
  it('finds nothing in this project', () => {
    expect(run(process.execPath, [path.join(root, 'scripts/layers.mjs')])).toEqual({
      code: 0,
      said: 'layers: clean\n',
    });
  });

  it('fails on a circle of types, names its files, and says what to do instead', () => {
    const { code, said } = projectWith(CIRCLE_OF_TYPES).layers();
    expect(code).toBe(1);
    expect(said).toContain('src/core/hit.ts → src/core/rule.ts → src/core/hit.ts: a circle.');
    expect(said).toContain('Move what they share, most often a type, into a file');
    expect(said).toContain('layers: 1 broken');
    expect(projectWith(NO_CIRCLE).layers()).toEqual({ code: 0, said: 'layers: clean\n' });
  });

  it.each([
    ['over three files', `import type { Rule } from './third.js';\n\nexport type Hit = { of: Rule };\n`],
    ['through a lazy import', `export const hit = () => import('./third.js');\n`],
    ['through an import for its effects', `import './third.js';\n`],
    ['through an export of what another file has', `export type { Rule } from './third.js';\n`],
    [
      'through names on several lines',
      `import {\n  type Rule,\n  type Third,\n} from './third.js';\n\nexport type Hit = Rule | Third;\n`,
    ],
  ])('fails on a circle %s', (_, hit) => {
    const { code, said } = projectWith({
      ...CIRCLE_OF_TYPES,
      'src/core/hit.ts': hit,
      'src/core/third.ts': `export type { Rule } from './rule.js';\nexport type Third = string;\n`,
    }).layers();
    expect(code).toBe(1);
    expect(said).toContain(
      'src/core/hit.ts → src/core/third.ts → src/core/rule.ts → src/core/hit.ts: a circle.',
    );
  });

  it('fails on a file that imports itself', () => {
    const { code, said } = projectWith({ 'src/core/a.ts': `import './a.js';\n` }).layers();
    expect(code).toBe(1);
    expect(said).toContain('src/core/a.ts → src/core/a.ts: a circle.');
  });

  it.each([
    ['export from', `export type { Reach } from '../probe/types.js';`],
    ['export everything', `export type * from '../probe/types.js';`],
    ['export under a name', `export type * as probe from '../probe/types.js';`],
    ['import and export', `import type { Reach } from '../probe/types.js';\n\nexport type { Reach };`],
    [
      'import and export renamed',
      `import type { Reach } from '../probe/types.js';\n\nexport { type Reach as Reached };`,
    ],
    [
      'import and another name',
      `import type { Reach } from '../probe/types.js';\n\nexport type Reached = Reach;`,
    ],
  ])('fails where a layer hands on the types of another: %s', (_, text) => {
    const probe = { 'src/probe/types.ts': 'export type Reach = string;\n' };
    const { code, said } = projectWith({ ...probe, 'src/topology/types.ts': `${text}\n` }).layers();
    expect(code).toBe(1);
    expect(said).toContain(
      'src/topology/types.ts: hands on what ../probe/types.js owns. Import it from there',
    );
  });

  it('lets a layer hand on what is its own, and use the types of another', () => {
    const project = projectWith({
      'src/probe/types.ts': 'export type Reach = string;\n',
      'src/topology/reach.ts': `import type { Reach } from '../probe/types.js';\n\nexport interface Reached {\n  readonly by: Reach;\n}\n`,
      'src/topology/types.ts': `export type { Reached } from './reach.js';\n`,
    });
    expect(project.layers()).toEqual({ code: 0, said: 'layers: clean\n' });
  });

  it.each([
    [
      'what holds for one rule, outside of the rules',
      'src/run/a.ts',
      `export const last = (rule: string) => rule === 'T411';`,
      'knows T411 by its code. Say what it is about as a property of the rule.',
    ],
    [
      'a layer above',
      'src/core/a.ts',
      `import '../rules/rule.js';`,
      'core may not import rules (../rules/rule.js).',
    ],
    [
      'a value where types are allowed',
      'src/rules/a.ts',
      `import { x } from '../probe/types.js';`,
      'rules may not import probe (../probe/types.js). A rule gets what it needs through its view',
    ],
    [
      'a module of Node in a rule',
      'src/rules/a.ts',
      `import { readFileSync } from 'node:fs';`,
      'rules may not import node:fs',
    ],
    ['a package', 'src/rules/a.ts', `import chalk from 'chalk';`, 'imports chalk, which belongs into'],
    [
      'an unknown package',
      'src/run/a.ts',
      `import lodash from 'lodash';`,
      'imports the package lodash, which no layer may import at run time',
    ],
    ['an unknown layer', 'src/utils/a.ts', `export {};`, 'there is no layer "utils"'],
  ])('fails on %s', (_, name, text, said) => {
    const outcome = projectWith({ [name]: `${text}\n` }).layers();
    expect(outcome.code).toBe(1);
    expect(outcome.said).toContain(`${name}: ${said}`);
  });
});

describe('npm run lint', () => {
  it('fails on a circle of types too', () => {
    const { code, said } = projectWith(CIRCLE_OF_TYPES).lint();
    expect(code).toBe(1);
    expect(said).toContain('import(no-cycle)');
    expect(projectWith(NO_CIRCLE).lint()).toMatchObject({ code: 0 });
  });
});

describe('npm test', () => {
  it('checks the types before it runs a test', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['typecheck']).toBe('tsc --noEmit && tsc --noEmit --project src/playground');
    expect(scripts['test']).toMatch(/npm run --silent typecheck && .*vitest run/);
  });
});
