import { InputError } from '../../core/errors.js';
import { decodeText } from '../text/encoding.js';
import { readBytes } from '../text/read-file.js';
import { parseModel } from './parse.js';
import type { Model } from '../../core/model.js';
import type { Steps } from '../../core/steps.js';

/** Far above any model that people draw; a file beyond it is something else. */
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Reads BPMN and DMN files, one in each step. Left off, it gives those that were read.
 *
 * @throws InputError for what is none, and where two definitions would refuse each other
 */
export function* readModels(files: readonly string[]): Steps<readonly Model[]> {
  const models: Model[] = [];
  for (const file of files) {
    models.push(parseModel(file, textOf(file)));
    if (yield) break;
  }
  refuseEqualKeys(models);
  return models;
}

function textOf(file: string): string {
  if (file === '-') throw new InputError('standard input is no model: name the files');
  const bytes = readBytes(file, { maxBytes: MAX_BYTES });
  // Also a jar, a war or a bar: the first bytes of a zip file.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    throw new InputError(`${file}: is an archive`, { help: 'unpack it, and name the models that are in it' });
  const { text, encoding } = decodeText(bytes);
  if (encoding === undefined || encoding.seems.startsWith('UTF-16')) return text;
  const declared = asDeclared(bytes);
  if (declared !== null) return declared;
  throw new InputError(
    `${file}: is not UTF-8 (byte ${encoding.byteOffset + 1}; it seems to be ${encoding.seems})`,
  );
}

const DECLARED = /^<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** A text of single bytes in the encoding of its XML declaration; null where that is not known, or is none of these. */
function asDeclared(bytes: Uint8Array): string | null {
  const name = DECLARED.exec(Buffer.from(bytes.subarray(0, 300)).toString('latin1'))?.[1] ?? 'utf-8';
  if (/^utf/iu.test(name)) return null;
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** An engine refuses a deployment that has one key twice; then there is nothing to foresee. */
function refuseEqualKeys(models: readonly Model[]): void {
  const seen = new Map<string, string>();
  for (const { file, definitions } of models) {
    for (const { kind, key } of definitions) {
      const identity = `${kind} ${key}`;
      const before = seen.get(identity);
      if (before !== undefined) {
        const where =
          before === file ? `has the ${kind} "${key}" twice` : `the ${kind} "${key}" is in ${before} too`;
        throw new InputError(`${file}: ${where}; an engine refuses such a deployment`);
      }
      seen.set(identity, file);
    }
  }
}
