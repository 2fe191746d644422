import { readFileSync } from 'node:fs';
import path from 'node:path';
import { starterFor, type StarterEngine } from '../../advice/starter.js';
import { OutputError, UsageError } from '../../core/errors.js';
import { systemCode, writeProblem } from '../../core/system-errors.js';
import { escapeText, partsOfList } from '../../core/text/text.js';
import { createFile } from '../../run/replace-file.js';
import type { InitOptions } from '../options/own-options.js';
import { invocation } from '../output/invocation.js';
import { toStandardOutput } from '../output/standard-output.js';

/** The first of the names under which `validate` looks for a configuration. */
const STARTER_NAME = 'environment-config.yaml';

/** What line 1 of the file names for editors, beside it. */
const SCHEMA_NAME = 'environment-config.schema.json';

/** `init`: writes the starter file and its schema, never over other files. Asks nothing. */
export async function initCommand(
  [file = STARTER_NAME]: readonly string[],
  options: InitOptions,
  version: string,
): Promise<number> {
  if (file === '') throw new UsageError('the name of a file is empty', 'leave it out for the usual one');
  if (options.from === undefined)
    return writeStarter(
      file,
      aliasesIn(options).map((alias) => ({ alias })),
    );
  if (options.engines !== undefined)
    throw new UsageError('--engines and --from exclude each other', 'name every engine with --from');
  const { askRunning } = await import('./init-from.js');
  return askRunning(options.from, version, (engines) => writeStarter(file, engines));
}

async function writeStarter(file: string, engines: readonly StarterEngine[]): Promise<number> {
  const text = starterFor(engines);
  if (file === '-') await toStandardOutput(text);
  else await writeFiles(file, `${MODELINE}${text}`);
  return 0;
}

const MODELINE = `# yaml-language-server: $schema=./${SCHEMA_NAME}\n\n`;

const ALIAS = /^[A-Za-z][\w-]*$/;

const USUAL = ['payment', 'inventory'];

function aliasesIn({ engines = USUAL }: InitOptions): readonly string[] {
  const aliases = engines.flatMap(partsOfList);
  if (aliases.length === 0) throw new UsageError('--engines is empty', 'leave it out for two examples');
  const bad = aliases.find((alias) => !ALIAS.test(alias));
  if (bad !== undefined)
    throw new UsageError(
      `"${escapeText(bad)}" cannot be the alias of an engine`,
      'letters, digits, "-" and "_", e.g. --engines eu,us',
    );
  if (new Set(aliases).size < aliases.length) throw new UsageError('--engines names an alias twice');
  return aliases;
}

async function writeFiles(file: string, text: string): Promise<void> {
  if (!(await isWritten(file, text)))
    throw new UsageError(`${file} is there already`, 'name another file: multi-engine init FILE');
  const schema = path.join(path.dirname(file), SCHEMA_NAME);
  const written = await isWritten(schema, readFileSync(SCHEMA, 'utf8'));
  const beside = written ? `Wrote ${escapeText(schema)}, with which your editor checks it.\n` : '';
  await toStandardOutput(
    `Wrote ${escapeText(file)}.\n${beside}Next:\n  ${invocation()} validate ${escapeText(file)}\n`,
  );
}

const SCHEMA = path.join(import.meta.dirname, '../schemas/environment-config.schema.json');

/** False where a file of that name is there already. */
async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await createFile(file, text);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw new OutputError(`${file}: ${writeProblem(error)}`, { cause: error });
  }
}
