import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { secretsInLines } from '../../src/configuration/secrets/lines/secret-lines.js';
import { maskText } from '../../src/configuration/secrets/masked-source.js';
import { secretsInValue } from '../../src/configuration/secrets/secret-texts.js';
import { maskSpans } from '../../src/configuration/secrets/spans.js';

/** Something of whatever makes a text worth a closer look, as whole and as broken as people write it. */
const PARTS = [
  'bearer,Basic,DIGEST,negotiate,Token,apiKey,password,secret,PRIVATE KEY,key',
  'ghp_,github_pat_,glpat-,xoxb-,xapp-,sk-,rk_,AIza,npm_,hvs.,SG.,ya29.,AKIA,hooks/,/Bot12:,eyJ',
  '%3D,|,?,@,;,:,=,://,-,-p, ,\n,.,/',
  '$apr1$,$2y$,payment,engine-rest,Tenant,https://,eu.example.org,8080,hunter2,aB3dE6gH9jK2mN5pQ8sT1vW4',
].flatMap((parts) => parts.split(','));

/** What must be looked at, said the long way round. */
const SUSPICIOUS =
  /[:=@?;\uff1a\uff1d>\r\n]|(?:bearer|basic|digest|negotiate|token|apikey)\s|(?:^|\s)-|\s\S*\d|%3|\||PRIVATE KEY|eyJ/i;
const TOKEN =
  /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|xapp-|[rs]k[-_]|hv[bs]\.|ya29\.)[A-Za-z0-9]{24}/;
const HOOK = /hook|\/bot\d/i;
const PLAIN_ADDRESS = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~-]*)?$/;

it('a text is taken for ordinary only where nothing in it can be a secret', () => {
  const texts = fc
    .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const mustBeLookedAt =
        (SUSPICIOUS.test(text) && !PLAIN_ADDRESS.test(text)) || TOKEN.test(text) || HOOK.test(text);
      fc.pre(mustBeLookedAt);
      expect(maskText(text)).toBe(maskSpans(text, [...secretsInValue(text), ...secretsInLines(text)]));
    }),
    { numRuns: 5_000 },
  );
});
