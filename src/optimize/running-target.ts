import { KNOWN_VERSIONS } from './releases.js';
import type { OptimizeTarget } from './target.js';

/** The target that a running Optimize stands for by its version, e.g. `3.13.0-SNAPSHOT`; null where the release is not known. */
export function runningTarget(version: string): OptimizeTarget {
  const [, major = '', minor = '', patch] =
    /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,4}))?(?!\d)/u.exec(version) ?? [];
  if (KNOWN_VERSIONS.includes(`${major}.x`))
    return { major: Number(major), minor: Number.POSITIVE_INFINITY, patch: null, text: `${major}.x` };
  if (!KNOWN_VERSIONS.includes(`${major}.${minor}`)) return null;
  const isRelease = patch !== undefined && !/-/u.test(version);
  return {
    major: Number(major),
    minor: Number(minor),
    patch: isRelease ? Number(patch) : null,
    text: `${major}.${minor}${isRelease ? `.${patch}` : ''}`,
  };
}
