import { SEVERITIES } from '../../core/finding.js';
import type { Report } from '../../core/report/report.js';
import { escapeText, shortened } from '../../core/text/text.js';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [Labels, number];

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** The run as gauges, for a file that the node exporter's textfile collector reads. */
export function renderPrometheus(report: Report): string {
  return metricsOf(report)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(linesOf)
    .map((line) => `${line}\n`)
    .join('');
}

function metricsOf(report: Report): readonly Metric[] {
  const { tool, command, exitCode, incomplete, summary, run, settings } = report;
  return [
    metric('info', 'What wrote this.', [[{ version: tool.version, command }, 1]]),
    metric('run_timestamp_seconds', 'When the last run was started.', timeOf(run?.startedAt)),
    metric('exit_code', 'How the last run ended, as its exit code.', [[{}, exitCode]]),
    metric('run_complete', '1 unless the last run was interrupted.', [[{}, Number(!incomplete)]]),
    metric(
      'findings',
      'Findings by severity.',
      SEVERITIES.map((severity) => [{ severity }, summary[severity]] as const),
    ),
    metric('rule_findings', 'Findings by rule and severity.', ruleFindings(report)),
    metric('suppressed_findings', 'Findings that are silenced or accepted.', [[{}, summary.suppressed]]),
    metric('rules_not_checked', 'Rules that could not run on everything they apply to.', [
      [{}, summary.skipped],
    ]),
    metric(
      'rules_off',
      'Rules that the settings switch off.',
      settings === undefined ? [] : [[{}, settings.off.length]],
    ),
    ...engineMetrics(report),
    metric('database_group', 'Engines on one database, or undecided.', groups(report)),
  ];
}

function metric(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name: `multi_engine_${name}`, help, samples };
}

function timeOf(startedAt: string | undefined): readonly Sample[] {
  return startedAt === undefined ? [] : [[{}, Date.parse(startedAt) / 1000]];
}

function ruleFindings({ findings }: Report): readonly Sample[] {
  const counts = new Map<string, { labels: Labels; count: number }>();
  for (const { rule, name, severity } of findings) {
    const entry = counts.get(`${rule} ${severity}`) ?? { labels: { rule, name, severity }, count: 0 };
    counts.set(`${rule} ${severity}`, entry);
    entry.count += 1;
  }
  return [...counts.values()].map(({ labels, count }) => [labels, count]);
}

/** Engines that nobody asked have no sample: neither up nor down. */
function engineMetrics({ engines }: Report): readonly Metric[] {
  const asked = engines.filter(({ status }) => status !== 'not-probed');
  const known = <T>(
    pick: (row: (typeof asked)[number]) => T | null,
    sample: (value: T, engine: string) => Sample,
  ): readonly Sample[] =>
    asked.flatMap((row) => {
      const value = pick(row);
      return value === null ? [] : [sample(value, row.alias)];
    });
  const definitions = (
    kind: string,
    pick: (row: (typeof asked)[number]) => number | null,
  ): readonly Sample[] => known(pick, (value, engine) => [{ engine, kind }, value]);
  return [
    metric(
      'engine_up',
      '1 where the engine answered to the end, 0 where it failed.',
      known(
        ({ status }) => Number(status === 'ok'),
        (value, engine) => [{ engine }, value],
      ),
    ),
    metric(
      'engine_latency_seconds',
      'Time to the first answer of the engine.',
      known(
        ({ latencyMs }) => latencyMs,
        (value, engine) => [{ engine }, value / 1000],
      ),
    ),
    metric('engine_definitions', 'Definitions that could be seen, all versions counted.', [
      ...definitions('process', (row) => row.processDefinitions),
      ...definitions('decision', (row) => row.decisionDefinitions),
    ]),
    metric(
      'engine_tenants',
      'Tenants that could be seen.',
      known(
        ({ tenants }) => tenants,
        (value, engine) => [{ engine }, value],
      ),
    ),
    metric(
      'engine_info',
      'Product and version of the engine.',
      known(
        ({ product, version }) => (product ?? version) && { product: product ?? '', version: version ?? '' },
        (value, engine) => [{ engine, ...value }, 1],
      ),
    ),
  ];
}

function groups({ databases }: Report): readonly Sample[] {
  return databases.map(({ verdict, certainty, engines }) => [
    { verdict, certainty, engines: engines.join(',') },
    1,
  ]);
}

/** Every set of labels once: an engine that several nodes name is one engine. */
function linesOf({ name, help, samples }: Metric): readonly string[] {
  const rows = new Map<string, number>();
  for (const [labels, value] of samples) {
    const series = name + labelText(labels);
    if (!rows.has(series)) rows.set(series, value);
  }
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...[...rows].map(([series, value]) => `${series} ${value}`),
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return escapeText(shortened(value, 1_000)).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
