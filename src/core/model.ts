/** What an engine makes of a deployed model. */
export type ModelKind = 'process' | 'decision' | 'decision-requirements';

/** One definition of a BPMN or DMN file, as a deployment would create it. */
export interface ModelDefinition {
  readonly kind: ModelKind;
  /** The `id` of the element. */
  readonly key: string;
  readonly name: string | null;
  readonly versionTag: string | null;
  /** As written: a number of days, an ISO 8601 duration, or an expression. */
  readonly historyTimeToLive: string | null;
}

/** A BPMN or DMN file. */
export interface Model {
  /** How the user named it. */
  readonly file: string;
  readonly format: 'BPMN' | 'DMN';
  readonly definitions: readonly ModelDefinition[];
  /** Keys of processes that no engine deploys, because they are not marked executable. */
  readonly notExecutable: readonly string[];
}
