import type { Recognition } from '../../load/carriers/find-configurations.js';
import type { SourceDocument, SourceNode } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { misplacedEngines } from './misplaced-engines.js';
import { isPlain, isPlainConfiguration } from './other-file.js';
import { OWN_SECTIONS, sharedSections } from './sections.js';

const OWN = [...OWN_SECTIONS].join('|');

/** A section of its own at the beginning of a line, or in JSON. */
const OWN_SECTION = new RegExp(
  `^(?:["']?(?:${OWN})["']?[ \\t]*:|\\s*\\{[^{}]*["'](?:${OWN})["']\\s*:)`,
  'mu',
);
const ANYWHERE = new RegExp(`${OWN}|environment-config`, 'u');

/** `environment-config.yaml=…`, as Kustomize generates a file of a text. */
const ASSIGNED = /^[\w.-]+=/u;

/** How a configuration of Optimize is told from the other texts of a file. */
const SURE: Recognition = {
  mayHold: (text) => ANYWHERE.test(text),
  isConfiguration: (text, named) => {
    if (named) return !isPlainText(text);
    if (!OWN_SECTION.test(text)) return hasOnlySections(text);
    if (isScript(text) || ASSIGNED.test(text)) return false;
    return isPlainConfiguration(parseYaml({ name: '', text }));
  },
  isStructure: (node) => {
    const engines = node.kind === 'mapping' ? node.byKey.get('engines')?.value : undefined;
    return engines?.kind === 'mapping' && engines.entries.some(({ value }) => hasAddress(value));
  },
};

const ADDRESS_KEY = /\brest\b/u;

/** What engines are below, but for its name: other programs have engines, too, so only where there is nothing else. */
export const RECOGNITION: Recognition = {
  ...SURE,
  otherwise: {
    ...SURE,
    mayHold: (text) => ADDRESS_KEY.test(text) || SURE.mayHold(text),
    isConfiguration: (text, named) => SURE.isConfiguration(text, named) || hasMisspelledEngines(text),
  },
};

function hasMisspelledEngines(text: string): boolean {
  if (!ADDRESS_KEY.test(text) || isScript(text) || ASSIGNED.test(text)) return false;
  const document = parseYaml({ name: '', text });
  return isPlain(document) && misplacedEngines(document.root)?.kind === 'misspelled';
}

function hasAddress(engine: SourceNode): boolean {
  return engine.kind === 'mapping' && engine.byKey.has('rest');
}

/** Commands that write a file: what they write is between the lines of its marks, and nothing of Optimize by itself. */
function isScript(text: string): boolean {
  const [opening, , mark] = /^[^\n#:]{0,500}<<-?[ \t]*(["']?)(\w{1,50})\1[ \t]*$/mu.exec(text) ?? [];
  return opening !== undefined && new RegExp(`^[ \\t]*${mark}[ \\t]*$`, 'mu').test(text);
}

/** A placeholder of a templating tool, or what was encrypted: Optimize gets something else in the end. */
function isPlainText(text: string): boolean {
  if (/^\s*$|[:=-]\s*\n|^\{/u.test(text)) return false;
  const { root, damaged } = parseYaml({ name: '', text });
  return root?.kind === 'scalar' && root.value !== null && damaged.length === 0;
}

/** Several sections and nothing else. */
function hasOnlySections(text: string): boolean {
  if (!/^(?:es|import|container|security|opensearch):/mu.test(text)) return false;
  const { root } = parseYaml({ name: '', text });
  if (root?.kind !== 'mapping' || root.entries.length < 2) return false;
  const shared = sharedSections();
  return root.entries.every(({ key, value }) => shared.has(key) && value.kind !== 'scalar');
}

/** Whether a file that may be a configuration can hold one as a text: it has no section of its own, but names one somewhere. */
export function mayCarry(document: SourceDocument): boolean {
  const { root, faults, file } = document;
  const isEmpty = root === null || (root.kind === 'scalar' && root.value === null);
  if (isEmpty) return faults.some(({ kind }) => kind === 'second-document');
  if (root.kind === 'sequence') return ANYWHERE.test(file.text);
  return (
    root.kind === 'mapping' &&
    !root.entries.some(({ key }) => OWN_SECTIONS.has(key)) &&
    ANYWHERE.test(file.text)
  );
}
