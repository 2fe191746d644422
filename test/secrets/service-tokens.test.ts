import { describe, expect, it } from 'vitest';
import { maskText } from '../../src/configuration/secrets/masked-source.js';

const SECRET = `Zq7canary9Xw${'a'.repeat(30)}`;
const DIGITS = 'a1b2c3d4'.repeat(5);

/** As the services say that their tokens look. */
const TOKENS = [
  'dckr_pat_ dop_v1_ rubygems_ sqp_ nfp_ hf_ lin_api_ ntn_ figd_ shpat_ whsec_ glsa_ sntryu_ ATBB EZAK AGE-SECRET-KEY-1',
  'glptt- glrt- tskey- pypi-Ag xkeysib- GOCSPX- PMAK- NRAK- CFPAT- sq0atp- sntrys_ pscale_tkn_ ATATT3x dp.st. dt0c01. hvr. 1//0',
]
  .flatMap((prefixes) => prefixes.split(' '))
  .map((prefix) => prefix + SECRET);

const OTHERS = [
  `dapi${DIGITS.slice(8)}`,
  `SK${DIGITS.slice(8)}`,
  `key-${DIGITS.slice(8)}`,
  `pul-${DIGITS}`,
  `${DIGITS.slice(8)}-us12`,
  `123456789:AA${SECRET}`,
  `MZq7canary9Xwaaaaaaaaaaa.aaaaaa.${SECRET}`,
  `x14.atlasv1.${SECRET}`,
  `abc8Q~${SECRET}`,
  'glc_a1b2c3d4/a1b2c3d4/a1b2c3d4',
  'dp.st.prd.a1b2c3d4.a1b2c3d4',
];

describe('the token of a service is masked wherever it stands', () => {
  it.each([...TOKENS, ...OTHERS])('%s', (token) => {
    expect(maskText(token)).toBe('***');
    expect(maskText(`see ${token} there`)).toBe('see *** there');
  });
});

describe('what begins like one stays', () => {
  it.each([
    'camunda-engine-eu-central-1.example.org',
    'pypi-proxy-registry-eu-central-1',
    'registry.example.org/hf_models/optimize-report-3.15.1',
    `optimize@sha256:${DIGITS}${DIGITS.slice(16)}`,
    'key-management-service-of-eu-central-1',
    'pul-request-service-of-eu-central-1',
  ])('%s', (text) => {
    expect(maskText(text)).toBe(text);
  });
});
