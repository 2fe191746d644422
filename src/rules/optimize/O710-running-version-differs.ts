import { isNamed, type NamedTarget } from '../../optimize/target.js';
import { shortened } from '../../core/text/text.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly running: string;
  readonly judgedFor: string;
}

export default optimizeRule({
  code: 'O710',
  name: 'running-version-differs',
  severity: 'warning',
  needs: ['runningVersion'],
  *check({ facts, configuration }) {
    const { target } = configuration;
    const { text } = facts.runningVersion.value;
    if (!isNamed(target) || isThat(target, text)) return;
    const data: Data = { running: text, judgedFor: target.text };
    const { evidence } = facts.runningVersion;
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: 'version' };
  },
  message({ running, judgedFor }: Data) {
    return `Optimize ${shortened(running, 30)} is running; this run judges for ${judgedFor}, because --optimize says so.`;
  },
  remedy() {
    return 'Leave out --optimize to judge for the version that runs, or keep it where an update is being prepared.';
  },
});

/** Only what the target says counts: `3.15` is every patch of it. */
function isThat({ major, minor, patch }: NamedTarget, text: string): boolean {
  const [runningMajor, runningMinor, runningPatch] = (/^\d+(?:\.\d+)*/u.exec(text)?.[0] ?? '')
    .split('.')
    .map(Number);
  if (runningMajor !== major) return false;
  if (minor === Number.POSITIVE_INFINITY) return true;
  return runningMinor === minor && (patch === null || runningPatch === undefined || runningPatch === patch);
}
