import type { MappingNode, SourceDocument } from '../../load/types.js';

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
  // The name of its first file, filled up with nothing.
  ['an archive', /^[^\0\s]{1,100}\0{4,100}\d{7}/u],
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

/** Of podman, or a service that starts one: its variables are lines of it. */
const CONTAINER_UNIT = /^[ \t]*(?:Image|Environment|EnvironmentFile)[ \t]*=/mu;

/** What a text is that is not YAML at all; null where it may be meant as YAML. */
export function otherLanguage(text: string): string | null {
  const plain = text.slice(0, LOOKED_AT).replaceAll('\r\n', '\n');
  const found = LANGUAGES.find(([, pattern]) => pattern.test(plain));
  if (found === undefined) return null;
  const advice = CONTAINER_UNIT.test(plain) ? `; ${AS_VARIABLES}` : '';
  return `this is ${found[0]}, not an Optimize configuration${advice}`;
}

/**
 * How to have it checked all the same.
 *
 * @param isTold whether something was said of what in it is Optimize
 */
export function adviceFor({ root, file }: SourceDocument, isTold = false): string | null {
  if (root?.kind === 'mapping' && root.byKey.has('sops'))
    return 'pipe what SOPS decrypts (sops -d FILE | multi-engine validate -)';
  if (root?.kind === 'mapping' && isKustomization(root)) return BY_KIND.get('Kustomization') ?? null;
  if (root?.kind === 'mapping' && isTask(root)) return AS_VARIABLES;
  if (root?.kind === 'mapping' && root.byKey.has('services') && !isTold) return OF_COMPOSE;
  const kind = root?.kind === 'mapping' ? root.byKey.get('kind')?.value : undefined;
  if (kind?.kind === 'scalar') return BY_KIND.get(kind.text ?? '') ?? null;
  if (root?.kind !== 'scalar') return null;
  const packed = PACKED.find(([begins]) => file.text.startsWith(begins));
  if (packed !== undefined) return packed[1];
  return isVariables(file.text) ? 'it holds variables, which --variables FILE takes' : null;
}

/** Their first bytes. */
const PACKED: readonly (readonly [begins: string, advice: string])[] = [
  ['\u{1f}', 'it is compressed: pipe what is in it (gunzip -c FILE | multi-engine validate -)'],
  ['PK\u{3}\u{4}', 'it is an archive: unpack it and name a file of it'],
];

/** A definition of a task of ECS, as its API or CloudFormation has it. */
function isTask({ byKey }: MappingNode): boolean {
  return byKey.has('containerDefinitions') || byKey.has('ContainerDefinitions');
}

const AS_VARIABLES =
  'what its container is given can be checked by itself: name the file that it mounts, and write its variables to a file as NAME=VALUE (multi-engine validate --no-env --variables FILE)';

/** It need not say its kind. */
function isKustomization({ byKey }: MappingNode): boolean {
  return ['configMapGenerator', 'secretGenerator', 'patches', 'patchesStrategicMerge'].some((key) =>
    byKey.has(key),
  );
}

const OF_COMPOSE =
  'what it is put over, or extends, can be piped with it (docker compose -f FILE -f FILE config | multi-engine validate -)';

const OF_CHART =
  'what its chart makes of its values is not known here, so pipe that (helm template CHART -f VALUES.yaml | multi-engine validate -)';

const BY_KIND = new Map([
  ['Application', OF_CHART],
  ['ApplicationSet', OF_CHART],
  ['HelmRelease', OF_CHART],
  ['HelmChart', OF_CHART],
  ['Template', 'pipe what is made of it (oc process -f FILE -o yaml | multi-engine validate -)'],
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
