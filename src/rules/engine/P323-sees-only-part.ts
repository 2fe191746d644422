import { joined, shortened } from '../../core/text/text.js';
import type { Caller } from '../../probe/types.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly user: string;
  /** Types of resources without READ on all; empty where only tenants hide something. */
  readonly withoutRead: readonly string[];
  /** Nobody imports. */
  readonly withoutOptimize?: true;
}

const NAMES: readonly [keyof Caller['readAll'], string][] = [
  ['processDefinition', 'Process Definition'],
  ['decisionDefinition', 'Decision Definition'],
  ['tenant', 'Tenant'],
];

export default engineRule({
  code: 'P323',
  name: 'sees-only-part',
  severity: 'warning',
  needs: ['visibility', 'caller'],
  *check({ entry, facts, configuration }) {
    if (facts.visibility.value === 'full') return;
    const { user, readAll } = facts.caller.value;
    const data: Data = {
      engine: entry.alias,
      user: user ?? '',
      withoutRead: NAMES.flatMap(([type, name]) => (readAll[type] === true ? [] : [name])),
      ...(configuration.target === 'none' && { withoutOptimize: true }),
    };
    yield {
      data,
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'authentication/user' }],
      evidence: facts.caller.evidence,
      subject: 'part',
    };
  },
  message({ engine, user, withoutRead }: Data) {
    const why =
      withoutRead.length > 0
        ? `lacks READ on all of ${joined(withoutRead)}`
        : 'is not known to be an administrator, and not a member of all tenants';
    return `On "${engine}" ${callerInWords(user)} ${why}: lists may be short, so what is missing there proves nothing.`;
  },
  remedy({ user, withoutRead, withoutOptimize }: Data) {
    if (withoutRead.length > 0) {
      return `Grant ${callerInWords(user)} READ with resource id * on ${joined(withoutRead)}.${withoutOptimize === true ? '' : ' Optimize needs the same to see every definition.'}`;
    }
    return [
      `Make ${callerInWords(user)} a member of every tenant, or of the group of administrators (with LDAP or Keycloak: of the group that`,
      'the engine is told to take for it). Without that the engine hides definitions of other tenants' +
        (withoutOptimize === true ? '.' : ', from Optimize as well.'),
    ].join('\n');
  },
});

/** A token says nothing about whom it stands for. */
function callerInWords(user: string): string {
  return user === '' ? 'the user of the token' : `user "${shortened(user, 40)}"`;
}
