import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** The entry has a login, but the engine does not look at it. */
  readonly ignored: boolean;
}

export default engineRule({
  code: 'P307',
  name: 'open-without-login',
  severity: 'warning',
  needs: ['caller'],
  *check({ entry, facts }) {
    const { caller } = facts;
    // Spring Security may ask for the login in front of an engine that asks for none.
    if (caller.value.loggedIn || caller.value.guarded === true) return;
    yield {
      data: { engine: entry.alias, ignored: entry.authentication?.enabled === true },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: caller.evidence,
      subject: 'open',
    };
  },
  message({ engine, ignored }: Data) {
    return ignored
      ? `"${engine}" answers anybody: it ignores the configured login, and no authorization or tenant check applies.`
      : `"${engine}" answers anybody who reaches it: no login is required, and no authorization or tenant check applies.`;
  },
  remedy() {
    return [
      'Switch the authentication filter of the engine’s REST interface on (camunda.bpm.run.auth.enabled: true in Camunda Run,',
      'ProcessEngineAuthenticationFilter elsewhere), or let only trusted machines reach it.',
    ].join('\n');
  },
});
