import type { Evidence, Finding, Location } from '../../src/core/finding.js';
import type { Coverage, EngineRow, Report, ReportOptions } from '../../src/core/report/report.js';
import type { Rule } from '../../src/core/rule.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { documentationOf } from '../../src/run/judge/finding-of.js';

/** A whole report in which nothing happened; cases name what differs. */
export function report(changes: Partial<Report> = {}): Report {
  return {
    tool: { name: 'multi-engine', version: '0.0.0' },
    command: 'validate',
    result: 'ok',
    exitCode: 0,
    optimize: null,
    files: [FILE],
    summary: { error: 0, warning: 0, info: 0, suppressed: 0, skipped: 0 },
    engines: [],
    databases: [],
    findings: [],
    coverage: [],
    sources: new Map(),
    defects: [],
    incomplete: false,
    notes: [],
    timings: [],
    ...changes,
  };
}

/** Options of a run whose output goes into a file. */
export function options(changes: Partial<ReportOptions> = {}): ReportOptions {
  return { color: false, quiet: false, verbose: false, timings: false, width: 100, ...changes };
}

export function engine(alias: string, changes: Partial<EngineRow> = {}): EngineRow {
  return {
    alias,
    name: 'default',
    rest: `https://${alias}.example.com/engine-rest`,
    file: FILE,
    line: 2,
    status: 'not-probed',
    failure: null,
    product: null,
    version: null,
    installation: null,
    processDefinitions: null,
    decisionDefinitions: null,
    tenants: null,
    visibility: 'unknown',
    nodesSeen: null,
    latencyMs: null,
    requests: [],
    ...changes,
  };
}

type Wording<D> = Pick<
  Rule<never, D>,
  | 'code'
  | 'name'
  | 'severity'
  | 'severityOf'
  | 'inconclusive'
  | 'leads'
  | 'message'
  | 'remedy'
  | 'together'
  | 'sample'
>;

/** A finding in the words of the rule itself, whose type says what the data has to be. `shown`: the lines of an edit. */
export function found<D extends object>(
  rule: Wording<D>,
  data: D,
  { shown = [], ...changes }: Partial<Finding> & { readonly shown?: readonly string[] },
): Finding {
  const sample = rule.sample?.(data)?.split('\n') ?? [];
  const lines = shown.length > 0 ? shown : sample.map((line) => `  ${line}`);
  return finding({
    rule: rule.code,
    name: rule.name,
    severity: rule.severityOf?.(data) ?? rule.severity,
    message: rule.message(data),
    remedy: [rule.remedy(data), ...lines].join('\n'),
    advice: { words: rule.remedy(data), lines },
    ...(rule.together && { together: rule.together(data) }),
    ...(rule.leads === true && { leads: true }),
    data: Object.fromEntries(Object.entries(data)),
    inconclusive: rule.inconclusive ?? false,
    ...changes,
  });
}

/** A row of the coverage under the name that the rule has. */
export function covered(code: string, ran: readonly string[], skipped: Coverage['skipped'] = []): Coverage {
  const name = CATALOGUE.find((rule) => rule.code === code)?.name;
  if (name === undefined) throw new Error(`there is no rule ${code}`);
  return { rule: code, name, ran, skipped };
}

export function finding(changes: Partial<Finding> & Pick<Finding, 'rule' | 'name' | 'message'>): Finding {
  const engines = changes.engines ?? [];
  return {
    severity: 'error',
    certainty: 'proven',
    engines,
    data: {},
    locations: [],
    evidence: [],
    remedy: '',
    url: documentationOf({ code: changes.rule, name: changes.name }),
    key: `${changes.rule}:${engines.join(',')}:subject`,
    inconclusive: false,
    ...changes,
  };
}

export function evidence(
  kind: string,
  engines: readonly string[],
  detail: string,
  request?: string,
): Evidence {
  return request === undefined ? { kind, engines, detail } : { kind, engines, detail, request, status: 200 };
}

/** A configuration file as text, with the places of words in it: no test counts columns by hand. */
export class Source {
  readonly file: string;
  readonly lines: readonly string[];

  constructor(file: string, text: string) {
    this.file = file;
    this.lines = text.split('\n');
  }

  primary(line: number, word: string, pointer: string | null = null): Location {
    return { ...this.#range(line, word), pointer, role: 'primary', note: null };
  }

  related(line: number, word: string, note: string, pointer: string | null = null): Location {
    return { ...this.#range(line, word), pointer, role: 'related', note };
  }

  #range(line: number, word: string): Omit<Location, 'pointer' | 'role' | 'note'> {
    const at = (this.lines[line - 1] ?? '').indexOf(word);
    if (at === -1) throw new Error(`${this.file}:${line} does not hold ${JSON.stringify(word)}`);
    return { file: this.file, line, column: at + 1, endLine: line, endColumn: at + 1 + word.length };
  }
}

export const FILE = 'environment-config.yaml';
