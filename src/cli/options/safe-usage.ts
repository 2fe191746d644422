import { looksSecret } from '../../configuration/secrets/commands/looks.js';
import { isSecretKey } from '../../configuration/secrets/keys/secret-keys.js';
import { optionsIn, saidIn } from '../../configuration/secrets/lines/said.js';
import { secretsInText } from '../../configuration/secrets/secret-texts.js';
import { MASK } from '../../core/text/secret-text.js';
import { maskText } from '../../configuration/secrets/masked-source.js';
import type { Span } from '../../load/types.js';

/**
 * What is said about a command line, without the values in it: a secret that was typed where none belongs must not stand in a log as well.
 * Of an unknown option its name stays.
 */
export function safeUsage(message: string): string {
  return withoutSecrets(
    message.replace(UNKNOWN_OPTION, (_, option: string) => `unknown option '${nameOf(option)}'`),
  );
}

/** `--token=secret`; whatever follows the quotes is commander's. */
const UNKNOWN_OPTION = /unknown option '(-.*)'(?=\n|$)/su;

function nameOf(option: string): string {
  const name = /^(?:--[a-z][a-z-]*|-.)/u.exec(option)?.[0] ?? '-';
  return name === option ? option : `${name}…`;
}

/** `credentials.yaml:1:5` */
function isPlace(name: string, sign: string, value: string): boolean {
  return sign === ':' && name.includes('.') && /^\d+(?::\d+)?$/.test(value);
}

/** `demo:…` behind an option that takes no login: neither a place nor a name of a file. */
function isPassword(sign: string, value: string): boolean {
  return sign === ':' && !/[./\\]/.test(value) && looksSecret(value.replace(/["']$/, ''));
}

/** `{"password":"…"}`, `--password …` and sentences. */
function secretsSaidIn(message: string): readonly Span[] {
  const quoted = Array.from(message.matchAll(QUOTED), ({ 0: whole, 1: name = '', 3: value = '', index }) => {
    const end = index + whole.length - 1;
    return isSecretKey(name) ? [{ start: end - value.length, end }] : [];
  });
  const values = [...optionsIn(message, 0)].filter(
    ({ start, end }) => !OUR_WORD.test(message.slice(start, end)),
  );
  return [...quoted.flat(), ...values, ...saidIn(message, 0)];
}

/** As our own help has it: `--credentials FILE`, `--credentials <file>`. */
const OUR_WORD = /^(?:FILE|<file>)$/;
const OUR_OPTION = /^--[a-z]+ <file>$/;

const QUOTED = /([\w.-]{1,60})["']?(?:\s*[:=])?\s*(["'])([^"'\r\n]{1,500})\2/gu;

/** What was typed or stands in a settings file, without what looks like a secret in it: all of it is read as a line of a configuration is. */
export function safeValue(value: string): string {
  return withoutSecrets(maskText(value));
}

/** A message of ours without what looks like a secret in it. A colon behind a name often ends a part of the sentence: `token.txt: no such file`. */
export function withoutSecrets(message: string): string {
  const assigned = withoutSecretsInQuotes(message).replaceAll(
    // `NAME=value` and `NAME:value`, with the quotation mark before them; `C:\` and `https://` are neither.
    /(["']?)(?=[\p{L}_])(?<![\p{L}_][\p{N}.-]*)([\p{L}_][\p{L}\p{N}_.-]*)(=|:(?![/\\]))(\S*[^\s:])/gu,
    (whole, quote: string, name: string, sign: string, value: string) =>
      (isSecretKey(name) && !isPlace(name, sign, value)) || isPassword(sign, value)
        ? `${quote}${name}${sign}${MASK}${value.endsWith(quote) ? quote : ''}`
        : whole,
  );
  let text = '';
  let from = 0;
  for (const { start, end } of [...secretsInText(assigned), ...secretsSaidIn(assigned)].toSorted(
    (a, b) => a.start - b.start,
  )) {
    if (start < from) continue;
    text += assigned.slice(from, start) + MASK;
    from = end;
  }
  return text + assigned.slice(from);
}

/** What stands in quotes is a value, and nothing of the sentence around it. */
function withoutSecretsInQuotes(message: string): string {
  return message.replaceAll(
    /(?<![\w\\])(["'])([^"'\r\n]+)\1(?!\w)/gu,
    (whole, quote: string, value: string) =>
      OUR_OPTION.test(value) ? whole : quote + maskText(value) + quote,
  );
}

/** A message that begins with the name of a file that is not there, and may be anything. */
export function safeFileName(message: string): string {
  return message.replace(/^.+(?=: no such file)/su, (file) =>
    safeValue(file.replace(/^([\p{L}_][\p{L}\p{N}_.@-]+[:=])(?![/\\]).+/su, `$1${MASK}`)),
  );
}
