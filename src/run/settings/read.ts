import path from 'node:path';
import { maskText } from '../../configuration/secrets/masked-source.js';
import { safeDocument } from '../../configuration/secrets/safe-document.js';
import { secretSpans } from '../../configuration/secrets/secret-spans.js';
import { overwritten } from '../../core/text/overwritten.js';
import { urlOf } from '../../core/text/url.js';
import { isNothing } from '../../load/nothing.js';
import { lineIndexOf } from '../../load/text/lines.js';
import { readText } from '../../load/text/read-file.js';
import type { MappingEntry, SourceDocument, SourceFile, SourceNode, TextFault } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { findRule, namesOfRules } from '../../rules/names.js';
import { isDay } from '../judge/accepted/is-day.js';
import { NodeReader } from './nodes.js';
import { Problems, quoted, unknownName } from './problems.js';
import {
  LEVELS,
  type FileOverride,
  type Given,
  type GivenOption,
  type KnownOption,
  type Level,
  type Scope,
  type Settings,
  type SettingsSuppression,
} from './types.js';

const MAX_BYTES = 1_048_576;
const EVERYTHING: Scope = { files: [], engines: [] };

/** The settings of a file. Throws InputError with everything that is wrong in it. */
export function readSettings(file: string, options: readonly KnownOption[]): Settings {
  const name = path.relative('', file) || file;
  const source = { name, text: readText(name, { maxBytes: MAX_BYTES }) };
  const document = safeDocument(parseYaml(source));
  const problems = new Problems(source);
  for (const fault of document.faults) problems.add(fault.span, problemOf(fault, source));
  const settings = new Reading(problems, options).settings(document, path.dirname(path.resolve(file)));
  problems.refuse();
  return settings;
}

function problemOf(fault: TextFault, source: SourceFile): string {
  if (fault.kind === 'syntax') return [fault.problem, fault.hint].filter((part) => part !== null).join('. ');
  if (fault.kind === 'duplicate-key') {
    const { line } = lineIndexOf(source).position(fault.winner.start);
    return `"${fault.key}" is set twice; line ${line} sets it again`;
  }
  return NOT_READ[fault.kind];
}

const NO_ANCHORS = 'anchors, aliases and merges are not read here; write the value out';
const NOT_READ = {
  'second-document': 'there is a second document; settings are one',
  encoding: 'is not UTF-8',
  anchor: NO_ANCHORS,
  alias: NO_ANCHORS,
  merge: NO_ANCHORS,
} as const;

/** What a file holds, part by part. */
class Reading {
  readonly #read: NodeReader;
  readonly #options: readonly KnownOption[];

  constructor(problems: Problems, options: readonly KnownOption[]) {
    this.#read = new NodeReader(problems);
    this.#options = options;
  }

  settings(document: SourceDocument, folder: string): Settings {
    const root = document.root ?? NOTHING;
    const known = ['documentation', 'optimize', 'options', 'rules', 'overrides', 'suppressions'];
    const fields = this.#read.fields(root, 'the file', known);
    const overrides = this.#list(fields.get('overrides'), 'overrides').map((each) => this.#override(each));
    const options = this.#givenOptions(fields.get('options'));
    const own = this.#levels(fields.get('rules'), EVERYTHING);
    return {
      policy: {
        source: shown(document, [options, ...overrides.map((each) => each.override.options)].flat()),
        folder,
        documentation: this.#documentation(fields.get('documentation')),
        levels: [...own, ...overrides.flatMap(({ levels }) => levels)],
        suppressions: this.#list(fields.get('suppressions'), 'suppressions').flatMap(
          (each) => this.#suppression(each) ?? [],
        ),
      },
      optimize: this.#textIn(fields.get('optimize'), 'optimize'),
      options,
      overrides: overrides.map(({ override }) => override),
    };
  }

  #list(entry: MappingEntry | undefined, what: string): readonly SourceNode[] {
    return entry === undefined ? [] : this.#read.items(entry.value, what);
  }

  #textIn(entry: MappingEntry | undefined, what: string): Given | null {
    return entry === undefined ? null : this.#read.text(entry.value, what);
  }

  #textsIn(entry: MappingEntry | undefined, what: string): readonly Given[] {
    return entry === undefined ? [] : this.#read.texts(entry.value, what);
  }

  #documentation(entry: MappingEntry | undefined): string | null {
    const given = this.#textIn(entry, 'documentation');
    if (given === null) return null;
    const url = urlOf(given.text);
    const extras = url === null ? '' : url.username + url.password + url.search + url.hash;
    if (
      url === null ||
      !/^https?:$/.test(url.protocol) ||
      extras !== '' ||
      maskText(given.text) !== given.text
    ) {
      this.#read.problems.add(
        given.span,
        'documentation must be an http(s) address, without a login, a token, a query or a fragment in it',
      );
      return null;
    }
    return given.text.endsWith('/') ? given.text : `${given.text}/`;
  }

  #givenOptions(entry: MappingEntry | undefined): readonly GivenOption[] {
    const entries = entry === undefined ? [] : (this.#read.mapping(entry.value, 'options')?.entries ?? []);
    return entries.flatMap((each) => this.#option(each) ?? []);
  }

  #option({ key, keySpan, value }: MappingEntry): GivenOption | null {
    const option = this.#options.find(({ name }) => name === key);
    if (option?.allowed !== true) {
      const known = this.#options.filter(({ allowed }) => allowed).map(({ name }) => name);
      this.#read.problems.add(
        keySpan,
        option === undefined ? unknownName('option', key, known) : `--${key} ${ONLY_TYPED}`,
      );
      return null;
    }
    const given = this.#optionValue(option, value);
    return given === null ? null : { name: key, value: given, span: keySpan };
  }

  #optionValue({ name, kind }: KnownOption, node: SourceNode): GivenOption['value'] | null {
    if (kind === 'switch') return this.#read.flag(node, name);
    if (kind === 'list') return this.#read.texts(node, name);
    const text = this.#read.text(node, name);
    return text && [text];
  }

  #levels(entry: MappingEntry | undefined, scope: Scope): readonly Level[] {
    const entries = entry === undefined ? [] : (this.#read.mapping(entry.value, 'rules')?.entries ?? []);
    const byCode = new Map<string, string>();
    return entries.flatMap(({ key, keySpan, value }) => {
      const rule = this.#rule({ text: key, span: keySpan });
      const given = this.#read.text(value, key);
      if (rule === null || given === null) return [];
      const other = byCode.get(rule);
      if (other !== undefined) this.#read.problems.add(keySpan, `${other} and ${key} are the same rule`);
      byCode.set(rule, key);
      const level = LEVELS.find((each) => each === given.text);
      if (level !== undefined) return [{ rule, level, scope, span: keySpan }];
      this.#read.problems.add(given.span, unknownName('severity', given.text, LEVELS));
      return [];
    });
  }

  #rule({ text, span }: Given): string | null {
    const rule = findRule(text);
    if (rule !== undefined) return rule.code;
    this.#read.problems.add(span, unknownName('rule', text, namesOfRules()));
    return null;
  }

  /** A limit that is left empty would be none, and what it limits would count everywhere and forever. */
  #scope(node: SourceNode, fields: ReadonlyMap<string, MappingEntry>): Scope {
    const entries = node.kind === 'mapping' ? node.entries : [];
    for (const { key, keySpan, value } of entries)
      if (LIMITS.has(key) && isNothing(value)) this.#read.problems.add(keySpan, `${key} has no value`);
    return {
      files: this.#textsIn(fields.get('files'), 'files').map(({ text }) => text),
      engines: this.#textsIn(fields.get('engines'), 'engines').map(({ text }) => text),
    };
  }

  #override(node: SourceNode): { readonly override: FileOverride; readonly levels: readonly Level[] } {
    const fields = this.#read.fields(node, 'an override', OVERRIDE);
    const scope = this.#scope(node, fields);
    if (node.kind === 'mapping' && scope.files.length + scope.engines.length === 0)
      this.#read.problems.add(node.span, 'an override says which files or engines it is for');
    for (const name of ['optimize', 'options'])
      if (scope.engines.length > 0 && fields.has(name))
        this.#read.problems.add(
          fields.get(name)?.keySpan ?? node.span,
          `${name} cannot differ from engine to engine, only from file to file`,
        );
    return {
      override: {
        files: scope.files,
        optimize: this.#textIn(fields.get('optimize'), 'optimize'),
        options: this.#givenOptions(fields.get('options')),
        span: node.span,
      },
      levels: this.#levels(fields.get('rules'), scope),
    };
  }

  #suppression(node: SourceNode): SettingsSuppression | null {
    const fields = this.#read.fields(node, 'a suppression', SUPPRESSION);
    if (node.kind !== 'mapping') return null;
    for (const name of ['rules', 'reason'])
      if (!fields.has(name))
        this.#read.problems.add(node.span, `a suppression without ${name} does not count`);
    const rules = this.#textsIn(fields.get('rules'), 'rules');
    const reason = this.#textIn(fields.get('reason'), 'reason');
    const until = this.#textIn(fields.get('until'), 'until');
    if (until !== null && !isDay(until.text))
      this.#read.problems.add(until.span, `until ${quoted(until.text)} is not a date; write YYYY-MM-DD`);
    return {
      rules: rules.map(({ text }) => text),
      codes: rules.flatMap((rule) => this.#rule(rule) ?? []),
      scope: this.#scope(node, fields),
      reason: reason?.text ?? '',
      until: until?.text ?? null,
      span: fields.get('rules')?.value.span ?? node.span,
    };
  }
}

const OVERRIDE = ['files', 'engines', 'rules', 'optimize', 'options'];
const SUPPRESSION = ['rules', 'files', 'engines', 'reason', 'until'];
const LIMITS: ReadonlySet<string> = new Set(['files', 'engines', 'until']);
const NOTHING: SourceNode = {
  kind: 'scalar',
  span: { start: 0, end: 0 },
  value: null,
  text: null,
  raw: '',
  style: 'empty',
};
/** What a run looks at, what it writes, and whether it may change an engine is for the person who starts it. */
const ONLY_TYPED = 'can only be given on the command line';

/** The file as it may be shown, places unmoved. What a placeholder is defined to be is a secret, whatever its name. */
function shown({ file, ...rest }: SourceDocument, options: readonly GivenOption[]): SourceFile {
  const values = options.flatMap(({ name, value }) =>
    name === 'define' && Array.isArray(value) ? value : [],
  );
  const spans = [...secretSpans({ file, ...rest }), ...values.map(({ span }) => span)];
  return { name: file.name, text: overwritten(file.text, spans, '*') };
}
