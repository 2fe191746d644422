import { interpret, type Interpretation, type InterpretOptions } from '../../src/configuration/interpret.js';
import type { ConfigurationFile, EngineEntry } from '../../src/configuration/types.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

export const NO_VALUES: InterpretOptions = { defines: {}, env: {}, variablesFiles: [], target: null };

export function interpreted(text: string, options: Partial<InterpretOptions> = {}): Interpretation {
  return interpret([parseYaml({ name: 'test.yaml', text })], { ...NO_VALUES, ...options });
}

export function fileOf(text: string, options: Partial<InterpretOptions> = {}): ConfigurationFile {
  const [file] = interpreted(text, options).configuration.files;
  if (file === undefined) throw new Error('no file');
  return file;
}

/** The one entry of a file whose engine `a` has these lines. */
export function entryWith(lines: string, options: Partial<InterpretOptions> = {}): EngineEntry {
  const [entry] = fileOf(engineWith(lines), options).engines;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

export function engineWith(lines: string): string {
  return `engines:\n  a:\n${lines.replaceAll(/^/gmu, '    ')}\n`;
}
