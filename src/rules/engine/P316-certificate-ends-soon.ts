import { counted } from '../../core/text/text.js';
import { engineRule } from '../rule.js';
import { DAY_MS, dayOf } from '../shared/engines/days.js';

/** Renewing takes people, and where it is automatic it has happened by then. */
const SOON_DAYS = 30;

interface Data {
  readonly engine: string;
  readonly day: string;
  /** Whole days left when it was seen. */
  readonly days: number;
  readonly subject: string;
  readonly issuer: string;
  /** The certificate of the chain that ends, where it is not the server's own. */
  readonly endsIn: string | null;
}

export default engineRule({
  code: 'P316',
  name: 'certificate-ends-soon',
  severity: 'warning',
  needs: ['certificate'],
  *check({ entry: { alias }, facts }) {
    const { value } = facts.certificate;
    if (value === null || value.ends - value.seenAt > SOON_DAYS * DAY_MS) return;
    const { subject, issuer, ends, endsIn = null, seenAt } = value;
    const data = {
      engine: alias,
      day: dayOf(ends),
      days: Math.floor((ends - seenAt) / DAY_MS),
      subject,
      issuer,
      endsIn,
    };
    yield {
      data,
      engines: [alias],
      at: [{ engine: alias, setting: 'rest' }],
      evidence: [
        {
          kind: 'tls',
          engines: [alias],
          detail: `certificate ${subject}, issued by ${issuer}; the chain ends on ${data.day}`,
        },
      ],
      subject: 'certificate',
    };
  },
  message({ engine, day, days, endsIn }: Data) {
    const left = days < 1 ? 'in less than a day' : `in ${counted(days, 'day')}`;
    const which = endsIn === null ? 'The certificate of' : 'A certificate in the chain of';
    return `${which} "${engine}" ends on ${day}, ${left}. Optimize gets no connection from then on.`;
  },
  remedy({ subject, issuer, endsIn }: Data) {
    return endsIn === null
      ? `Renew ${subject}, issued by ${issuer}.`
      : `Renew ${endsIn}, and let the server send the new one along with ${subject}.`;
  },
});
