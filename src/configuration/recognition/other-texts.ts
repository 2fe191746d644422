import type { SourceDocument } from '../../load/types.js';

/** Read only where a file is refused, or cannot be read as YAML. */

const LANGUAGES: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'in the language of Terraform or Nomad',
    /^(?:resource|data|module|variable|provider|terraform|locals|output|job|group)\b[^\n:]*\{[ \t]*$/mu,
  ],
  [
    'in the language of Terraform or Nomad',
    // A block on one line, and a text up to a word of its own.
    /^[ \t]*[a-z_]+(?:[ \t]+"[^"\n]*")*[ \t]*\{[ \t]*(?:[a-z_]+(?:[ \t]+"[^"\n]*")*[ \t]*\{[ \t]*)*\w+[ \t]*=|^[ \t]*\w+[ \t]*=[ \t]*\[?[ \t]*<<-?\w+[ \t]*$/mu,
  ],
  ['a script', /^\ufeff?#!/u],
  [
    'the source of a program',
    /^(?:package[ \t]+[\w.]+;?|import[ \t]+[\w.]+;|from[ \t]+[\w.]+[ \t]+import\b.*|def[ \t]+\w+\(.*|(?:export[ \t]+)?(?:const|let|var|local|class|function)[ \t]+\w+[ \t]*[=({].*)$/mu,
  ],
  [
    'a document with a code block, such as Markdown',
    /^[^\s`#][^\n:]*\n(?:[^`\n][^\n]*\n|\n)*```|\n\n```[a-z]+\n/u,
  ],
  [
    'a file of sections in brackets, such as a unit of systemd',
    /^(?:[ \t]*(?:[#;][^\n]*)?\n)*\[[A-Za-z][\w. -]*\][ \t]*\n(?:[^\n=]*\n)*?[ \t]*[\w.]+[ \t]*[=:]/u,
  ],
];

/** Characters: a language shows itself early, and a pattern cannot go through millions of empty lines. */
const LOOKED_AT = 20_000;

/** What a text is that is not YAML at all; null where it may be meant as YAML. */
export function otherLanguage(text: string): string | null {
  const plain = text.slice(0, LOOKED_AT).replaceAll('\r\n', '\n');
  const found = LANGUAGES.find(([, pattern]) => pattern.test(plain));
  return found === undefined ? null : `this is ${found[0]}, not an Optimize configuration`;
}

/** How to have it checked all the same. */
export function adviceFor({ root, file }: SourceDocument): string | null {
  if (root?.kind === 'mapping' && root.byKey.has('sops'))
    return 'pipe what SOPS decrypts (sops -d FILE | multi-engine validate -)';
  const kind = root?.kind === 'mapping' ? root.byKey.get('kind')?.value : undefined;
  if (kind?.kind === 'scalar') return BY_KIND.get(kind.text ?? '') ?? null;
  return root?.kind === 'scalar' && isVariables(file.text)
    ? 'it holds variables, which --variables FILE takes'
    : null;
}

const BY_KIND = new Map([
  [
    'SealedSecret',
    'what it holds is encrypted and cannot be read here, so pipe the Secret that its controller makes of it (kubectl get secret NAME -o yaml | multi-engine validate -)',
  ],
  [
    'ExternalSecret',
    'what it refers to is kept elsewhere, so pipe the Secret that is made of it (kubectl get secret NAME -o yaml | multi-engine validate -)',
  ],
  ['Kustomization', 'pipe what is made of it (kubectl kustomize . | multi-engine validate -)'],
]);

function isVariables(text: string): boolean {
  const lines = text.split(/\r?\n/u).filter((line) => !/^\s*(?:#|$)/u.test(line));
  return lines.length > 0 && lines.every((line) => /^(?:export\s+)?[A-Z_][A-Z0-9_]*=/u.test(line));
}
