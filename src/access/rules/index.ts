import A501 from './A501-nobody-may-use-optimize.js';
import A502 from './A502-engine-without-optimize-users.js';
import A503 from './A503-same-user-id-on-several-engines.js';
import A504 from './A504-user-profile-not-readable.js';
import A505 from './A505-global-optimize-grant.js';
import A506 from './A506-read-instead-of-read-history.js';
import A507 from './A507-grant-beats-revoke.js';
import A508 from './A508-tenant-owned-by-other-engine.js';
import type { AccessRule } from './rule.js';

// oxlint-disable-next-line typescript/no-explicit-any -- rules of every data type
export type AnyAccessRule = AccessRule<any>;

/** In the order of their codes. */
export const accessRules: readonly AnyAccessRule[] = [A501, A502, A503, A504, A505, A506, A507, A508];
