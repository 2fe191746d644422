import type { SourceLines } from '../../core/report/report.js';
import { splitLines } from '../../load/text/lines.js';
import type { SourceDocument } from '../../load/types.js';
import type { Vault } from '../logins.js';
import { encodedIn, SHORTEST_ENCODED } from './encoded.js';
import { unescaped } from './escapes.js';
import { isOrdinaryKey } from './keys/ordinary.js';
import { oncePerKey } from './keys/once-per-key.js';
import { mayHoldToken } from './known-tokens.js';
import { secretsInLines } from './lines/secret-lines.js';
import { plainly } from './plain-text.js';
import { secretsInDocuments, secretSpans } from './secret-spans.js';
import { secretsInValue } from './secret-texts.js';
import { maskSpans } from './spans.js';

/**
 * The lines of a file with every secret replaced by `***`: where the tree says so, where a text looks like one, and where a key that no tree
 * has stands before it. Columns stay where something follows a secret on its line.
 */
export class MaskedSource implements SourceLines {
  readonly #document: SourceDocument;
  readonly #vault: Pick<Vault, 'hide'>;
  #lines: readonly string[] | null = null;
  /** Those that were asked for: one line may have thousands of findings. */
  readonly #hidden = new Map<number, string>();

  constructor(document: SourceDocument, vault: Pick<Vault, 'hide'>) {
    this.#document = document;
    this.#vault = vault;
  }

  at(index: number): string | undefined {
    return this.lines(index, index + 1)[0];
  }

  /** What is a secret elsewhere in the file is looked for in the lines that are shown only. */
  lines(from = 0, to?: number): readonly string[] {
    this.#lines ??= splitLines(maskSpans(this.#document.file.text, secretSpans(this.#document)));
    return this.#lines.slice(from, to).map((line, index) => this.#hide(line, from + index));
  }

  #hide(line: string, index: number): string {
    const before = this.#hidden.get(index);
    if (before !== undefined) return before;
    const hidden = this.#vault.hide(line);
    this.#hidden.set(index, hidden);
    return hidden;
  }
}

/** A text that is no file, e.g. a value, without the secrets in it. */
export function maskText(text: string): string {
  return text.length > LONGEST_KEPT ? masked(text) : maskOnce(text);
}

/** Values are: each is read by several rules, and all entries have a few of them. */
const LONGEST_KEPT = 200;

const maskOnce = oncePerKey(masked);

function masked(text: string): string {
  if (isShortWord(text)) return text;
  const encoded = encodedIn(text);
  const isPlain = !mayHoldToken(text) && (isOrdinary(text) || !isSuspicious(text));
  if (isPlain) return maskSpans(text, encoded);
  const spans = [...new Set([text, unescaped(text), plainly(text)])].flatMap((each) => [
    ...secretsInValue(each),
    ...secretsInLines(each),
  ]);
  return maskSpans(text, [...encoded, ...spans, ...secretsInDocuments(text)]);
}

/** As names of engines are: to be told by its form, a secret has to be longer, or to have a sign in it. */
function isShortWord(text: string): boolean {
  return text.length < SHORTEST_ENCODED && isOrdinaryKey(text);
}

/** As most other texts are: nothing in them can be a secret. Node takes the time of judging three engines to prepare the long patterns. */
function isOrdinary(text: string): boolean {
  return PLAIN_ADDRESS.test(text) || (!UNUSUAL.test(text) && !mayBeCommand(text));
}

/** A part of each of what makes a text suspicious. */
const UNUSUAL =
  /[:=@?;\uff1a\uff1d>|%\r\n]|\$\{|^-|\s-|\s\S*\d|[A-Za-z][/.](?=\S{8})[^\s/.]*\d|[eE][yY][jJ]|(?:[eE][rRnNyY]|[iI][cC]|[sS][tT]|[tT][eE])\s/;

function mayBeCommand(text: string): boolean {
  return SIGN_OF_COMMAND.test(text) && COMMAND.test(text);
}

/** Something of each of those, which nearly no name has. */
const SIGN_OF_COMMAND = /[<({[]|s[/|#,]|\s\S+\s|(?:nd|ty6?|[bB][yY]|rd|ng|wd|se|NV|TH|ql|bw)\s/;

/** Of programs that take a password without an option: those of commands/programs.ts, which few runs load. And notations without a sign. */
const COMMAND =
  /(?:vault|bao|net|mc|mcli|ctl|cli|cf|rclone|aws|npm|git|yarn|-admin|_passphrase|setx|pdftk|schtasks|smbclient|openssl|composer|phar|poetry|cargo|snyk|nuget|ngrok|netlify|heroku|crudini|pulumi|cloudflared|jq|qpdf|signtool|setenv|login|consul|zkCli\.sh|bundle|wg|ibmcloud|eyaml|iwconfig|railway|user|nomad|nssm|passwd|runas|bitsadmin|set_password|virsh|samba-tool|drush|dscl|\b(?:pro|ua|op|reg|lpass))(?:\.exe)?\s\S+\s|<<<|<\(|\(b?\\?["']|\{\{|send\s|crypt\(|community6?\s|[bB][yY]\s|password\s|(?:[sS]ecure-?[sS]tring|mkpasswd|add-passphrase|ENV|AUTH|isql|bw)\s|\[\\?["']|s[/|#,]/;

const PLAIN_ADDRESS = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~-]*)?$/;

/** Otherwise a text is neither an address nor a setting, nor a token with its kind, nor an option, nor a command. */
function isSuspicious(text: string): boolean {
  if (mayBeCommand(text)) return true;
  return /[:=@?;\uff1a\uff1d>\r\n]|\$\{|(?:bearer|basic|digest|negotiate|token|apikey)\s|(?:^|\s)-|\s\S*\d|[a-z][/.](?=\S{8})[^\s/.]*\d|%3|\||PRIVATE KEY|eyJ/i.test(
    text,
  );
}
