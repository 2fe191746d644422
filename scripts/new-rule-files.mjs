/**
 * What stands in the files of a new rule, by path. The rule can be compiled and stays silent, its fixtures are sound: the one that
 * must fail is the first to be changed.
 */
export function filesOf(area, code, name) {
  const base = `${code}-${name}`;
  return {
    [`src/rules/${area.folder}/${base}.ts`]: RULES[area.makes](code, name),
    [`docs/rules/${base}.md`]: pageOf(base),
    ...Object.fromEntries(
      Object.entries(FIXTURES[area.makes]).map(([file, text]) => [`fixtures/rules/${base}/${file}`, text]),
    ),
  };
}

const RULES = { configurationRule, engineRule, landscapeRule, userRule, changeRule, optimizeRule };

function configurationRule(code, name) {
  return `import { configurationRule } from '../rule.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

export default configurationRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  *check({ configuration: { files } }) {
    for (const { document, entries } of files) {
      for (const each of entries) {
        const { text, pointer } = each.setting('name');
        if (text !== 'what is wrong') continue;
        const engine = each.entry.alias;
        const data: Data = { engine };
        yield {
          data,
          engines: [engine],
          at: [{ file: document.file.name, pointer, part: 'value' }],
          subject: 'name',
        };
      }
    }
  },
${wordsAbout('${named(engine)}', 'engine')}`;
}

function engineRule(code, name) {
  return `import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
}

export default engineRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  needs: ['version'],
  *check({ entry, facts }) {
    if (facts.version.value !== 'what is wrong') return;
    yield {
      data: { engine: entry.alias },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.version.evidence,
      subject: 'version',
    };
  },
${wordsAbout('"${engine}"', 'engine')}`;
}

function landscapeRule(code, name) {
  return `import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';

interface Data {
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  needs: ['version'],
  *check({ engines }) {
    const faulty = engines.filter(({ facts }) => facts.version.value === 'what is wrong');
    if (faulty.length === 0) return;
    const aliases = faulty.map(({ entry }) => entry.alias);
    yield {
      data: { engines: aliases },
      engines: aliases,
      at: aliases.map((engine) => ({ engine, setting: 'rest' })),
      evidence: faulty.flatMap(({ facts }) => facts.version.evidence),
      subject: 'version',
    };
  },
${wordsAbout('${quotedList(engines)}', 'engines')}`;
}

function userRule(code, name) {
  return `import { userRule } from '../rule.js';
import { someOf } from '../shared/some-of.js';

interface Data {
  readonly engine: string;
  readonly users: readonly string[];
}

export default userRule<Data>({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  *check({ landscape, users }) {
    for (const { alias } of landscape.engines) {
      const affected = users.filter(({ user, standings }) =>
        standings.some((each) => each.alias === alias && each.optimize === true && user === 'what is wrong'),
      );
      if (affected.length === 0) continue;
      const data = { engine: alias, users: affected.map(({ user }) => user) };
      yield { data, engines: [alias], at: [{ engine: alias }], subject: 'users' };
    }
  },
  message({ engine, users }) {
    return \`What is wrong with \${someOf(users)} on "\${engine}", and what follows from it.\`;
  },
  remedy() {
    return 'The edit or the command that cures it.';
  },
});
`;
}

function changeRule(code, name) {
  return `import { changeRule } from '../rule.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

export default changeRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  *check({ before, after }) {
    for (const { entry } of after) {
      const { alias, file, pointer, name } = entry;
      const former = before.find((each) => each.entry.alias === alias);
      if (former === undefined || name !== 'what is wrong') continue;
      const data: Data = { engine: alias };
      yield { data, engines: [alias], at: [{ file, pointer, part: 'key' }], subject: 'name' };
    }
  },
${wordsAbout('${named(engine)}', 'engine')}`;
}

function optimizeRule(code, name) {
  return `import { named } from '../shared/words.js';
import { enginesPlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
}

export default optimizeRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  needs: ['runningEngines'],
  *check({ facts, configuration }) {
    for (const { alias, engineName } of facts.runningEngines.value) {
      if (engineName !== 'what is wrong') continue;
      const data: Data = { engine: alias };
      const { evidence } = facts.runningEngines;
      yield { data, engines: [alias], at: enginesPlace(configuration), evidence, subject: 'name' };
    }
  },
${wordsAbout('${named(engine)}', 'engine')}`;
}

/** The end of a rule that names its engines. */
function wordsAbout(engines, field) {
  return `  message({ ${field} }: Data) {
    return \`What is wrong with ${engines}, and what follows from it.\`;
  },
  remedy() {
    return 'The edit or the command that cures it.';
  },
});
`;
}

function pageOf(base) {
  return `# ${base.replace('-', ' ')}

## What it means

## Why it matters

## Example

<!-- example -->
<!-- /example -->

## How to fix

## When to ignore
`;
}

const CONFIGURATION = `engines:
  payment:
    name: default
    rest: https://payment.example.com/engine-rest
    importEnabled: true
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      enabled: true
      endpoint: https://payment.example.com/camunda
`;

const USERS = `engines:
  payment:
    users: [Gonzo]
    authorizations:
      - { type: grant, user: Gonzo, resource: application, id: optimize, permissions: ACCESS }
`;

/** Recordings of real engines in fixtures/landscapes; in the last one of two engines does not answer. */
const RECORDINGS = {
  'fail-first-case/options.json': '{ "landscape": "duplicate" }\n',
  'pass-first-case/options.json': '{ "landscape": "distinct" }\n',
  'skip-engine-down/options.json': '{ "landscape": "one-down" }\n',
};

/** Only what has to be asked for can be unknown: a configuration is at hand, and what is not known of a user stands in the answer. */
const FIXTURES = {
  configurationRule: {
    'fail-first-case/environment-config.yaml': CONFIGURATION,
    'pass-first-case/environment-config.yaml': CONFIGURATION,
  },
  engineRule: RECORDINGS,
  landscapeRule: RECORDINGS,
  changeRule: {
    'fail-first-case/before.yaml': CONFIGURATION,
    'fail-first-case/after.yaml': CONFIGURATION,
    'pass-first-case/before.yaml': CONFIGURATION,
    'pass-first-case/after.yaml': CONFIGURATION,
  },
  optimizeRule: {
    'fail-first-case/environment-config.yaml': CONFIGURATION,
    'fail-first-case/options.json': '{ "running": "agrees" }\n',
    'pass-first-case/environment-config.yaml': CONFIGURATION,
    'pass-first-case/options.json': '{ "running": "agrees" }\n',
    'skip-no-optimize/environment-config.yaml': CONFIGURATION,
    'skip-no-optimize/options.json': '{ "running": "start-page" }\n',
  },
  userRule: { 'fail-first-case/landscape.yaml': USERS, 'pass-first-case/landscape.yaml': USERS },
};
