import { shortened } from '../../core/text/text.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly stored: string;
  readonly running: string;
}

export default optimizeRule({
  code: 'O732',
  name: 'data-version-differs',
  severity: 'warning',
  needs: ['schemaVersion', 'runningVersion'],
  *check({ facts, configuration }) {
    const stored = facts.schemaVersion.value;
    const running = facts.runningVersion.value.text;
    if (minorOf(stored) === minorOf(running)) return;
    const data: Data = { stored, running };
    const evidence = [...facts.schemaVersion.evidence, ...facts.runningVersion.evidence];
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: 'version' };
  },
  message({ stored, running }: Data) {
    return `The data was written for Optimize ${shortened(stored, 30)}, and ${shortened(running, 30)} is running: it is another installation's data, or an update was not finished.`;
  },
  remedy() {
    return 'Check the address and the prefix of the search store. Optimize refuses to start on data of another version, so these two hardly belong together.';
  },
});

/** Patches of one minor release have their data in the same form, but for a few that migrate it. */
function minorOf(version: string): string {
  return /^\d+\.\d+/u.exec(version)?.[0] ?? version;
}
