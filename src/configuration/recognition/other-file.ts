import { closest } from '../../core/text/did-you-mean.js';
import { escapeText, quotedList, shortened } from '../../core/text/text.js';
import type { MappingNode, SourceDocument, SourceNode } from '../../load/types.js';
import { settingAt } from '../../optimize/settings.js';
import { OWN_SECTIONS, sharedSections } from './sections.js';

/**
 * What a file is that is plainly not a configuration of Optimize, as a sentence; null for a configuration and for whatever may be meant as
 * one. Optimize would use its own defaults for such a file, so that a check of it would pass without having checked anything.
 */
export function otherFile({ root, file, damaged }: SourceDocument): string | null {
  if (isXml(file.text)) return sentence(xmlKind(file.text));
  if (root === null || (root.kind === 'scalar' && root.value === null)) return null;
  if (root.kind !== 'mapping') {
    const isMeant = damaged.length > 0 || (root.kind === 'sequence' && mentionsEngines(file.text));
    return isMeant ? null : sentence(shapeOf(root, file.text));
  }
  if (root.byKey.get('sops')?.value.kind === 'mapping') return sentence('encrypted by SOPS');
  const kind = kindOf(root);
  if (kind !== null) return sentence(isTemplate(file.text, damaged) ? `${kind} as a template of Helm` : kind);
  if (damaged.length > 0) return null;
  return isConfiguration(root) ? null : withoutSections(root);
}

/** Whether a text is, beyond doubt, a configuration by itself: it has a section that hardly anything else has. */
export function isPlainConfiguration(document: SourceDocument): boolean {
  const { root } = document;
  if (!isPlain(document) || root?.kind !== 'mapping') return false;
  return root.entries.some(({ key }) => OWN_SECTIONS.has(key)) && !root.entries[0]?.key.includes('=');
}

/** Whether it is a mapping, and not one of those that have an unmistakable form. */
export function isPlain({ root, file }: SourceDocument): boolean {
  return root?.kind === 'mapping' && !isXml(file.text) && kindOf(root) === null;
}

/** `{{ … }}` that Helm has not replaced yet. */
function isTemplate(text: string, damaged: SourceDocument['damaged']): boolean {
  return damaged.length > 0 && /\{\{-?\s*[.\w"(]/u.test(text);
}

function sentence(kind: string): string {
  return `this is ${kind}, not an Optimize configuration`;
}

/** The markers of a merge conflict begin with the same character. */
function isXml(text: string): boolean {
  return /^\ufeff?\s*<(?:[?!]|[A-Za-z])/u.test(text);
}

function xmlKind(text: string): string {
  if (/xmlns(?::\w+)?\s*=\s*["']http:\/\/www\.omg\.org\/spec\/BPMN\//u.test(text)) return 'a BPMN model';
  return /xmlns(?::\w+)?\s*=\s*["']https?:\/\/www\.omg\.org\/spec\/DMN\//u.test(text)
    ? 'a DMN model'
    : 'an XML or HTML document';
}

function shapeOf({ kind }: SourceNode, text: string): string {
  if (kind === 'sequence') return 'a list';
  return BINARY.test(text.slice(0, LOOKED_AT)) ? 'binary' : 'plain text';
}

/** Control characters that no text has, other than ends of lines and tabs. */
const BINARY = /(?!\s)\p{Cc}/u;
const LOOKED_AT = 1000;

/** As a key or an item, not as a host. */
function mentionsEngines(text: string): boolean {
  return /(?:^|[\s"'{,[-])engines?["']?[ \t]*(?::\s|[,\]}]|$)/imu.test(text);
}

/** Files that have an unmistakable form. */
function kindOf(root: MappingNode): string | null {
  if (isPackageJson(root)) return 'a package.json';
  if (root.byKey.has('engines')) return null;
  const kind = textAt(root, 'kind');
  if (kind !== null && root.byKey.has('apiVersion')) return `a Kubernetes ${shortened(escapeText(kind), 40)}`;
  if (isCompose(root)) return 'a compose file';
  return isHelmChart(root) ? 'the description of a Helm chart' : null;
}

/** npm has a key `engines` of its own: names and versions. */
function isPackageJson(root: MappingNode): boolean {
  const others = [
    'dependencies',
    'devDependencies',
    'peerDependencies',
    'scripts',
    'version',
    'private',
    'main',
  ];
  if (textAt(root, 'name') === null || root.byKey.has('apiVersion')) return false;
  if (!others.some((key) => root.byKey.has(key))) return false;
  const engines = root.byKey.get('engines')?.value;
  if (engines === undefined) return !root.entries.some(({ key }) => OWN_SECTIONS.has(key));
  return engines.kind === 'mapping' && engines.entries.every(({ value }) => value.kind === 'scalar');
}

function isCompose(root: MappingNode): boolean {
  const services = root.byKey.get('services')?.value;
  if (services?.kind !== 'mapping' || services.entries.length === 0) return false;
  const parts = ['image', 'build', 'environment', 'command', 'volumes', 'extends', 'ports', 'depends_on'];
  return services.entries.every(
    ({ value }) => value.kind === 'mapping' && parts.some((key) => value.byKey.has(key)),
  );
}

function isHelmChart(root: MappingNode): boolean {
  return ['apiVersion', 'name', 'version'].every((key) => textAt(root, key) !== null);
}

function textAt(root: MappingNode, key: string): string | null {
  const value = root.byKey.get(key)?.value;
  return value?.kind === 'scalar' && value.style !== 'empty' ? value.text : null;
}

/** A section of its own, or mostly sections, or what was meant as one: misspelled, or at the wrong level. */
function isConfiguration(root: MappingNode): boolean {
  if (root.entries.length === 0 || root.entries.some(({ key }) => OWN_SECTIONS.has(key))) return true;
  const shared = sharedSections();
  const likely = root.entries.filter(({ key, value }) => shared.has(key) || isMisspelled(key, value, shared));
  if (likely.length === root.entries.length) return true;
  const sure = likely.filter(({ key, value }) => !isForeign(key, value));
  return 2 * sure.length >= root.entries.length || describesEngine(root);
}

/** A section that others have, too, with nothing in it that Optimize has there: `zeebe` of Camunda's chart. Nobody else has `es`. */
function isForeign(key: string, section: SourceNode): boolean {
  const known = key === 'es' ? null : settingAt([key]);
  if (known === null || section.kind !== 'mapping' || section.entries.length === 0) return false;
  const names = Object.keys(known.settings ?? {});
  return section.entries.every(
    (each) => settingAt([key, each.key]) === null && closest(each.key, names) === null,
  );
}

/** Short words resemble many others. */
const SHORTEST = 5;

/** `spring` is not `sharing`, as what stands below it shows. */
function isMisspelled(key: string, section: SourceNode, shared: ReadonlySet<string>): boolean {
  const meant = key.length < SHORTEST ? null : closest(key, [...OWN_SECTIONS, ...shared]);
  return meant !== null && (OWN_SECTIONS.has(meant) || !isForeign(meant, section));
}

/** Somewhere in it stands the address of an engine, as a value of its own. */
function describesEngine(root: MappingNode): boolean {
  const open: SourceNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'sequence') for (const item of node.items) open.push(item);
    if (node.kind !== 'mapping') continue;
    if (node.entries.some(({ key, value }) => key.toLowerCase() === 'rest' && value.kind === 'scalar'))
      return true;
    for (const { value } of node.entries) open.push(value);
  }
  return false;
}

const SHOWN_KEYS = 4;

function withoutSections({ entries }: MappingNode): string {
  const keys = entries.slice(0, SHOWN_KEYS).map(({ key }) => shortened(escapeText(key), 30));
  const more = entries.length > SHOWN_KEYS ? ', …' : '';
  return `this is not an Optimize configuration: it has none of its sections, but ${quotedList(keys)}${more}`;
}
