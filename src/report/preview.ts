import { counted, escapeText, joined } from '../core/text/text.js';
import { hanging } from './pretty/layout/width.js';
import type { Deployment, Preview } from '../core/report/preview.js';

/** What a deployment would create, target by target. */
export function deploymentLines({ models, targets, complete }: Preview, width = Infinity): readonly string[] {
  const left = models.flatMap(({ file, notExecutable }) =>
    notExecutable.map((key) => `"${key}" in ${file} is not executable: an engine leaves it out`),
  );
  const lines = targets.flatMap(({ engine, deployments, findings, already }) => [
    `${engine}: ${outcome(deployments, findings.length, already.length) ?? unsuspicious(deployments, complete)}`,
    ...deployments.map((each) => `  ${described(each)}`),
  ]);
  return [...lines, ...left].map(escapeText).flatMap((line) => broken(line, width));
}

/** Two columns in, four where it goes on. */
function broken(line: string, width: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return hanging(line.slice(indent.length), width - indent.length).map((part) => indent + part);
}

/** Null where nothing was found: what that is worth depends on what could be read. */
function outcome(deployments: readonly Deployment[], caused: number, already: number): string | null {
  if (deployments.length === 0) return 'nothing would be deployed';
  const parts = [
    ...(caused > 0 ? [`would cause ${counted(caused, 'finding')}`] : []),
    ...(already > 0 ? [`clashes already (${counted(already, 'finding')})`] : []),
  ];
  return parts.length > 0 ? joined(parts) : null;
}

function unsuspicious(deployments: readonly Deployment[], complete: boolean): string {
  if (deployments.some(({ version }) => version === null))
    return 'not known: its definitions could not be read';
  return `no clash is foreseen${complete ? '' : ' with what could be read'}`;
}

function described({ definition, tenant, newest, version, open, file }: Deployment): string {
  const { kind, key, name, versionTag, historyTimeToLive } = definition;
  const after = newest === null ? 'the first there' : `after ${newest}`;
  const seen = open === true ? ` or later (${after} that could be seen)` : ` (${after})`;
  const details = [
    ...(name === null ? [] : [`name "${name}"`]),
    ...(versionTag === null ? [] : [`version tag ${versionTag}`]),
    ...(historyTimeToLive === null ? withoutTimeToLive(kind) : [`history time to live ${historyTimeToLive}`]),
    tenant === null ? 'no tenant' : `tenant "${tenant}"`,
  ];
  const number = version === null ? 'version unknown' : `version ${version}${seen}`;
  return `${kind} ${key}: ${number}, ${joined(details)}; ${file}`;
}

/** Engines from 7.20 on refuse a definition without one, unless they have a default. */
function withoutTimeToLive(kind: string): readonly string[] {
  return kind === 'decision-requirements' ? [] : ['no history time to live'];
}

/** The same for programs. */
export function deploymentsObject({ models, targets }: Preview): object {
  return {
    predicted: true,
    notExecutable: models.flatMap(({ file, notExecutable }) => notExecutable.map((key) => ({ file, key }))),
    targets: targets.map(({ engine, deployments, findings, already }) => ({
      engine,
      findings: findings.map(({ key }) => key),
      already: already.map(({ key }) => key),
      definitions: deployments.map(({ file, definition, tenant, newest, version }) => ({
        file,
        ...definition,
        tenant,
        newest,
        version,
      })),
    })),
  };
}
