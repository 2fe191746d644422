import { readFileSync } from 'node:fs';
import { toStandardOutput } from '../output.js';

/** `schema`: what editors complete and check an environment-config.yaml with. */
export async function schemaCommand(): Promise<number> {
  const schema = new URL('../schemas/environment-config.schema.json', import.meta.url);
  await toStandardOutput(readFileSync(schema, 'utf8'));
  return 0;
}
