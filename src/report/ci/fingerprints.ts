import { createHash } from 'node:crypto';
import type { Finding } from '../../core/finding.js';

/** A finding and the name under which a CI knows it again, as long as its key is the same. */
export interface Fingerprinted {
  readonly finding: Finding;
  readonly fingerprint: string;
}

/** Keys may be equal, names may not: those of equal keys are counted. */
export function fingerprinted(findings: readonly Finding[]): readonly Fingerprinted[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, count);
    const text = count === 1 ? finding.key : `${finding.key}\n${count}`;
    return { finding, fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 32) };
  });
}
