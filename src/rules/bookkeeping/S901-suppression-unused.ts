import { joined } from '../../core/text.js';
import { configurationRule } from '../rule.js';
import { numbered } from './numbered.js';

interface Data {
  /** Codes of the rules that found nothing here. */
  readonly rules: readonly string[];
}

export default configurationRule({
  code: 'S901',
  name: 'suppression-unused',
  severity: 'warning',
  *check({ suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const { idle, hasReason, expired } = suppression;
      if (idle.length === 0 || !hasReason || expired) continue;
      const { file, span } = suppression;
      const data: Data = { rules: idle };
      yield { data, engines: [], at: [{ file, span }], subject };
    }
  },
  message({ rules }: Data) {
    return `This comment silences ${joined(rules)}, and there is nothing to silence on its line.`;
  },
  remedy({ rules }: Data) {
    return `Remove ${joined(rules)} from the comment: it would hide the fault if it came back.`;
  },
});
