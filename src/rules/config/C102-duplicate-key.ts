import { shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { capital, enginesAt, settingAt } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly pointer: string;
  /** The key is an alias, or `engines` itself: a whole engine is lost. */
  readonly alias: boolean;
}

export default configurationRule({
  code: 'C102',
  name: 'duplicate-key',
  severity: 'warning',
  severityOf: ({ alias }) => (alias ? 'error' : 'warning'),
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      const file = document.file.name;
      for (const fault of document.faults) {
        if (fault.kind !== 'duplicate-key') continue;
        const { key, pointer, alias, span, value, winner } = fault;
        const data: Data = { key, pointer, alias };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [
            { file, span, pointer, note: 'this one is dropped' },
            { file, span: winner, pointer, note: 'this one counts' },
          ],
          // Which of two engines is meant is for people to say; of two settings the first has no effect anyway.
          edits: alias ? [] : [{ kind: 'drop', file, pointer, key: span, value }],
          subject: pointer,
        };
      }
    }
  },
  message({ key, pointer, alias }: Data) {
    const what = settingAt(pointer);
    const lost = alias && key !== 'engines' ? 'the whole first entry' : 'the first';
    return `${capital(what)} is set twice: Optimize keeps the last one and silently drops ${lost}.`;
  },
  remedy({ key, alias }: Data) {
    const name = shortened(key, 60);
    if (key === 'engines') return 'Put all engines under one "engines" key.';
    return alias
      ? `Give each engine an alias of its own, or remove one "${name}".`
      : `Remove the "${name}" that is dropped anyway, or the other one if it is wrong.`;
  },
});
