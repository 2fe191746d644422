import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import type { Finding } from '../../core/finding.js';
import type { Hit } from '../../core/rule.js';
import { standsForEngines } from '../../core/text/pointer.js';
import type { AnyRule, ConfigurationRule } from '../../rules/rule.js';
import type { ConfigurationView } from '../../topology/types.js';

/** Whether a syntax error hides a part of a file, or engines are where nothing reads them. */
export function isDamaged(configuration: Configuration): boolean {
  return (
    configuration.documents().some(({ damaged }) => damaged.length > 0) ||
    configuration.files.some(({ misplaced }) => misplaced !== null)
  );
}

/** Whether something below `engines` is no engine: nobody can ask it, or compare it with another one. */
export function lacksEngines({ files }: Configuration): boolean {
  return files.some(isLacking);
}

function isLacking(file: ConfigurationFile): boolean {
  return (
    file.schemaFaults.some(({ kind }) => kind === 'engines-not-a-map' || kind === 'engine-not-a-map') ||
    file
      .holderOf('/engines')
      .faults.some(
        (fault) => (fault.kind === 'alias' || fault.kind === 'merge') && standsForEngines(fault.pointer),
      )
  );
}

/** The rules about what cannot be read, for commands that run no others about files; of those that find more, only such hits. */
export function aboutReading(rules: readonly AnyRule[]): readonly AnyRule[] {
  return rules.flatMap((rule) => {
    if (rule.scope !== 'configuration' || rule.unreadableOf === undefined)
      return rule.unreadable === true ? [rule] : [];
    return [
      {
        ...rule,
        unreadable: true,
        inPart: true,
        check: (view: ConfigurationView) => unreadableIn(rule, view),
      },
    ];
  });
}

function* unreadableIn(rule: ConfigurationRule<object>, view: ConfigurationView): Iterable<Hit<object>> {
  for (const hit of rule.check(view)) if (rule.unreadableOf?.(hit.data) === true) yield hit;
}

/** The same as notes, where the findings about it were not asked for. */
export function unreadNotes(configuration: Configuration, findings: readonly Finding[]): readonly string[] {
  const named = filesFound(findings);
  const silent = configuration
    .documents()
    .filter(({ damaged, file }) => damaged.length > 0 && !named.has(file.name));
  const lost = configuration.files.filter(
    ({ misplaced, document }) => misplaced !== null && !named.has(document.file.name),
  );
  return [
    ...silent.map(
      ({ file }) => `${file.name} cannot be read to its end: what is hidden there was not checked`,
    ),
    ...lost.map(
      ({ document }) => `${document.file.name} has engines where nothing reads them: they were not checked`,
    ),
  ];
}

/** The same of what is no engine, for commands that look at engines. */
export function lackNotes({ files }: Configuration, findings: readonly Finding[]): readonly string[] {
  const named = filesFound(findings);
  return files
    .filter((file) => isLacking(file) && !named.has(file.document.file.name))
    .map(
      ({ document }) =>
        `${document.file.name} has something below "engines" that is no engine: it was not checked`,
    );
}

function filesFound(findings: readonly Finding[]): ReadonlySet<string | undefined> {
  const found = findings.filter(({ unreadable }) => unreadable === true);
  return new Set(found.map(({ locations: [at] }) => at?.file));
}
