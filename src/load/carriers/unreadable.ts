import type { Embedded, SourceNode } from '../types.js';

/** What is called like a configuration, or has its settings, and cannot be read as one. */
export interface Unreadable {
  readonly path: readonly string[];
  /** As the rest of a sentence. */
  readonly why: string;
}

export function whyNoStructure(holder: Embedded, { span }: SourceNode): string {
  return templateIn(holder.text.slice(span.start, span.end)) ?? 'is a structure, not a text';
}

export function whyNoText(text: string, path: readonly string[]): string {
  if (path.includes('encryptedData')) return ENCRYPTED;
  return encryptedIn(text) ?? templateIn(text) ?? 'is plain text without any setting';
}

export function whyNoBase64(written: string): string {
  return encryptedIn(written) ?? templateIn(written) ?? 'is not Base64';
}

const ENCRYPTED = 'is encrypted';

/** By SOPS. */
function encryptedIn(text: string): string | null {
  return text.startsWith('ENC[') ? ENCRYPTED : null;
}

/** YAML reads `{{ x }}` as a mapping. */
function templateIn(text: string): string | null {
  return text.includes('{{') ? 'is a template that has not been rendered' : null;
}
