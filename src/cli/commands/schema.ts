import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/errors.js';
import { toStandardOutput } from '../output/standard-output.js';

const FILES = { configuration: 'environment-config', settings: 'settings' } as const;

/** `schema`: what editors complete and check an environment-config.yaml with, or the settings of this tool. */
export async function schemaCommand([what = 'configuration']: readonly string[]): Promise<number> {
  if (what !== 'configuration' && what !== 'settings')
    throw new UsageError(`there is no schema "${what}"`, `there are ${Object.keys(FILES).join(', ')}`);
  const schema = path.join(import.meta.dirname, `../schemas/${FILES[what]}.schema.json`);
  await toStandardOutput(readFileSync(schema, 'utf8'));
  return 0;
}
