import { X509Certificate } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import { readBytes } from '../../../load/text/read-file.js';
import { pemHint } from './pem-hint.js';

/** The bundles of whole operating systems have a tenth of that. */
const MAX_BYTES = 4 * 1_048_576;
const BEGIN = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/g;
const BLOCK = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----[^-]*-----END \1-----/g;

/**
 * The certificates of `--ca`. A file without any would be taken without a word, and every engine behind TLS would seem to
 * have an unknown authority.
 *
 * @throws InputError where the file cannot be read, or holds no certificate or one that is damaged
 */
export function readAuthorities(file: string): string {
  const bytes = Buffer.from(readBytes(file, { maxBytes: MAX_BYTES }));
  const text = bytes.toString('latin1');
  const blocks = text.match(BLOCK) ?? [];
  const begun = text.match(BEGIN)?.length ?? 0;
  if (begun === 0) {
    const key = text.includes('PRIVATE KEY-----') ? ', but a private key' : '';
    throw new InputError(`${file}: holds no certificate in PEM format${key}`, { help: pemHint(file, bytes) });
  }
  const damaged = blocks.findIndex((block) => !isCertificate(block));
  if (damaged >= 0) throw new InputError(`${file}: certificate ${damaged + 1} of ${begun} is damaged`);
  if (blocks.length < begun) throw new InputError(`${file}: one of its ${begun} certificates does not end`);
  return blocks.join('\n');
}

function isCertificate(block: string): boolean {
  try {
    // Made only to see whether it can be.
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
