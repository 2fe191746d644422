import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toStandardOutput } from '../output/standard-output.js';

/** `schema`: what editors complete and check an environment-config.yaml with. */
export async function schemaCommand(): Promise<number> {
  const schema = path.join(import.meta.dirname, '../schemas/environment-config.schema.json');
  await toStandardOutput(readFileSync(schema, 'utf8'));
  return 0;
}
