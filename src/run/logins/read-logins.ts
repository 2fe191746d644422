import { GivenLogins, type NamedLogin } from '../../configuration/logins/given-logins.js';
import { valueOfVariable, type Variables } from '../../configuration/resolved/placeholders.js';
import { isNothing } from '../../load/nothing.js';
import type { MappingEntry, MappingNode, SourceDocument, SourceNode } from '../../load/types.js';
import { Faults, NodeReader, unknownWord } from '../access/nodes.js';

const LOGIN_KEYS = ['user', 'password', 'token', 'headers', 'plainHttp'] as const;
/** As HTTP has it: whatever else stands there would end the header or begin another one. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
const HEADER_VALUE = /^[\t\u0020-\u007e\u00a1-\u00ff]+$/u;
/** What this tool and HTTP decide. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);

/** What a file of logins may refer to. */
export interface Sources {
  readonly variables: Variables;
  /** The text of a file that a value names, without the line break at its end. Throws InputError. */
  readonly textOf: (file: string) => string;
}

/** The engines that a configuration has. */
export interface KnownEngines {
  readonly aliases: readonly string[];
  /** Hosts with and without their ports, as addresses have them. */
  readonly hosts: readonly string[];
  /** The same of the search store; nothing where it is not asked. */
  readonly storeHosts: readonly string[];
}

/**
 * The logins in a file. No value of it is ever repeated: it may be a secret.
 *
 * @throws InputError that names every wrong line
 */
export function readLogins(document: SourceDocument, sources: Sources, engines: KnownEngines): GivenLogins {
  const reader = new LoginReader(document, sources);
  const logins = reader.logins(engines);
  reader.faults.refuse();
  return logins;
}

class LoginReader {
  readonly faults: Faults;
  readonly #document: SourceDocument;
  readonly #nodes: NodeReader;
  readonly #sources: Sources;

  constructor(document: SourceDocument, sources: Sources) {
    this.#document = document;
    this.faults = new Faults(document);
    this.#nodes = new NodeReader(this.faults);
    this.#sources = sources;
  }

  logins({ aliases, hosts, storeHosts }: KnownEngines): GivenLogins {
    const { root } = this.#document;
    const top = root === null ? null : this.#nodes.mapping(root, 'the file', ['engines', 'hosts']);
    const byAlias = this.#section(top, 'engines', aliases, (key) => `there is no engine "${key}"`);
    const allHosts = [...new Set([...hosts, ...storeHosts])];
    const byHost = this.#section(top, 'hosts', allHosts, (key) => `no engine is on host "${key}"`);
    if (byAlias.size + byHost.size === 0) this.faults.add({ start: 0, end: 0 }, 'the file has no login');
    return new GivenLogins(byAlias, byHost, new Set(hosts));
  }

  #section(
    top: MappingNode | null,
    name: 'engines' | 'hosts',
    known: readonly string[],
    unknown: (key: string) => string,
  ): ReadonlyMap<string, NamedLogin> {
    const entries = this.#nodes.entries(top?.byKey.get(name)?.value, name);
    const isKnown = new Set(known);
    const seen = new Set<string>();
    return new Map(
      entries.flatMap((entry): (readonly [string, NamedLogin])[] => {
        const key = name === 'hosts' ? entry.key.toLowerCase() : entry.key;
        if (!isKnown.has(key))
          this.faults.add(entry.keySpan, () => unknownWord(unknown(entry.key), key, known));
        if (seen.has(key)) this.faults.add(entry.keySpan, `"${entry.key}" is set twice, in other capitals`);
        seen.add(key);
        const login = this.#login(entry);
        return login === null ? [] : [[key, login]];
      }),
    );
  }

  #login({ key, value }: MappingEntry): NamedLogin | null {
    const what = `the login of "${key}"`;
    const node = this.#nodes.mapping(value, what, LOGIN_KEYS);
    if (node === null) return null;
    const text = (name: string): string | null => this.#text(node.byKey.get(name)?.value, `"${name}"`);
    const login: NamedLogin = {
      user: text('user'),
      password: text('password'),
      token: text('token'),
      headers: this.#headers(node.byKey.get('headers')?.value),
      plainHttp: this.#nodes.flag(node.byKey.get('plainHttp')?.value, '"plainHttp"', false),
    };
    const problem = problemOf(login, (name) => node.byKey.has(name));
    if (problem !== null) this.faults.add(node, `${what} ${problem}`);
    return login;
  }

  #headers(node: SourceNode | undefined): Readonly<Record<string, string>> {
    const headers = new Map<string, string>();
    const entries = this.#nodes.entries(node, '"headers"');
    if (node !== undefined && isEmpty(node)) this.faults.add(node, '"headers" has no header');
    for (const { key, keySpan, value } of entries) {
      const name = key.toLowerCase();
      const problem = nameProblem(key);
      if (problem !== null) this.faults.add(keySpan, problem);
      if (headers.has(name)) this.faults.add(keySpan, `header "${key}" is set twice, in other capitals`);
      const text = this.#text(value, `header "${key}"`);
      if (text === null) continue;
      if (!HEADER_VALUE.test(text))
        this.faults.add(value, `header "${key}" has characters that HTTP does not allow`);
      else if (name === 'authorization' && /^\s*basic\b/iu.test(text))
        this.faults.add(value, 'for Basic use "user" and "password": a wrong one must not be tried twice');
      else headers.set(name, text);
    }
    return Object.fromEntries(headers);
  }

  /** A text, the variables in it replaced, or the text of a file: `{ file: PATH }`. */
  #text(node: SourceNode | undefined, what: string): string | null {
    if (node?.kind === 'mapping') {
      if (node.entries.some(({ key }) => key !== 'file')) {
        this.faults.add(node, `${what} has to be a text or { file: PATH }`);
        return null;
      }
      const file = this.#given(node.byKey.get('file')?.value ?? node, `the file of ${what}`);
      return file === null ? null : this.#sources.textOf(file);
    }
    const text = this.#given(node, what);
    if (text === null || node === undefined) return null;
    let isWhole = true;
    const refused = (problem: string): string => {
      isWhole = false;
      this.faults.add(node, `${what}: ${problem}`);
      return '';
    };
    const filled = text.replaceAll(
      VARIABLE,
      (written: string, name: string, fallback: string | undefined) => {
        // Sent as it stands, it would be a wrong login.
        if (!VARIABLE_NAME.test(name))
          return written === text ? refused('that is not the name of a variable') : written;
        const value = valueOfVariable(name, this.#sources.variables) ?? '';
        return value || fallback || refused(`the variable ${name} has no value`);
      },
    );
    return isWhole ? filled : null;
  }

  /** What is left empty is a fault: with less than what is set here, the engine would be asked with another login. */
  #given(node: SourceNode | undefined, what: string): string | null {
    if (node !== undefined && isNothing(node)) this.faults.add(node, `${what} has no value`);
    return this.#nodes.secret(node, what);
  }
}

/** With what is taken where it has no value, as in a configuration. */
const VARIABLE = /\$\{([^{}:]*)(?::([^{}]*))?\}/gu;
const VARIABLE_NAME = /^[A-Za-z_]\w*$/u;

function isEmpty(node: SourceNode): boolean {
  return isNothing(node) || (node.kind === 'mapping' && node.entries.length === 0);
}

function nameProblem(key: string): string | null {
  if (!HEADER_NAME.test(key)) return `"${key}" is not the name of a header`;
  return OWN_HEADERS.has(key.toLowerCase()) ? `header "${key}" is set by the tool itself` : null;
}

/** `has` tells what the file says, whether it could be read or not: one cause, one fault. */
function problemOf(
  { user, token, headers }: NamedLogin,
  has: (name: (typeof LOGIN_KEYS)[number]) => boolean,
): string | null {
  if (has('password') && !has('user')) return 'has a password but no user';
  if (!has('user') && !has('token') && !has('headers'))
    return 'needs a user and a password, a token, or headers';
  if (has('password') && has('token')) return 'has a password and a token: only one can be sent';
  if (has('user') && !has('password') && !has('token')) return 'has a user but no password and no token';
  if (user?.includes(':') === true) return 'has a colon in the user, which Basic does not allow';
  const sends = has('password') || has('token');
  if (sends && 'authorization' in headers) return 'sets the header "authorization" twice';
  return token !== null && !HEADER_VALUE.test(token)
    ? 'has a token with characters that HTTP does not allow'
    : null;
}
