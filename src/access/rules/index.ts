import A503 from './A503-same-user-id-on-several-engines.js';
import A504 from './A504-user-profile-not-readable.js';
import A506 from './A506-read-instead-of-read-history.js';
import A507 from './A507-grant-beats-revoke.js';
import A508 from './A508-tenant-owned-by-other-engine.js';
import type { AccessRule } from './rule.js';

// oxlint-disable-next-line typescript/no-explicit-any -- rules of every data type
export type AnyAccessRule = AccessRule<any>;

/** In the order of their codes: the rules that look at users. Those that do not are in `src/rules/access`. */
export const accessRules: readonly AnyAccessRule[] = [A503, A504, A506, A507, A508];
