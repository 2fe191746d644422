import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** What the engine said. */
  readonly problem: string;
}

export default engineRule({
  code: 'P325',
  name: 'users-not-listed',
  severity: 'warning',
  needsOptimize: true,
  needs: ['userList'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.userList;
    if (value === null || value.problem === null) return;
    yield {
      data: { engine: entry.alias, problem: value.problem },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'users',
    };
  },
  message({ engine }: Data) {
    return `"${engine}" does not list its users as Optimize asks for them: Optimize knows nobody of this engine by name.`;
  },
  remedy() {
    return [
      'The log of the engine says why. Where its users come from LDAP or Keycloak, see whether',
      'the directory answers in time, and with as many entries as Optimize asks for. If it cannot,',
      'set import.identitySync.includeUserMetaData of Optimize to false.',
    ].join('\n');
  },
});
