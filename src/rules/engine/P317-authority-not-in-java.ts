import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly subject: string;
  readonly issuer: string;
}

export default engineRule({
  code: 'P317',
  name: 'authority-not-in-java',
  severity: 'warning',
  needsOptimize: true,
  needs: ['certificate'],
  *check({ entry: { alias }, facts }) {
    const { value } = facts.certificate;
    if (value === null || value.publicAuthority !== false) return;
    const { subject, issuer } = value;
    yield {
      data: { engine: alias, subject, issuer },
      engines: [alias],
      at: [{ engine: alias, setting: 'rest' }],
      evidence: [
        {
          kind: 'tls',
          engines: [alias],
          detail: `certificate ${subject}, issued by ${issuer}; its authority is not among the public ones`,
        },
      ],
      // The trust store of Optimize's Java is not seen from here.
      certainty: 'weak',
      subject: 'authority',
    };
  },
  message({ engine }: Data) {
    return `The certificate of "${engine}" is trusted here, but not by Java's own trust store: Optimize refuses it unless the authority was added there.`;
  },
  remedy({ issuer }: Data) {
    return [
      `Import the authority (of ${issuer}) into the trust store of the Java that runs Optimize:`,
      'keytool -importcert -cacerts -alias engine -file authority.pem',
    ].join('\n');
  },
});
