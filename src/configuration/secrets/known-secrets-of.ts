import type { Innocents } from './innocents.js';
import { KnownSecrets } from './known-secrets.js';

/** A function, and in a file of its own: a sound file hides nothing, and what makes no secrets known is read without this. */
export function knownSecretsOf(secrets: Iterable<string>, innocents: () => Innocents): KnownSecrets {
  return new KnownSecrets(secrets, innocents);
}
