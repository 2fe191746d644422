/** A resource as it is asked for: everything about it that does not depend on the engine. */
export interface Resource {
  /** E.g. `schema-log`. */
  readonly name: string;
  /** Path and query below the base or the engine's own path. */
  readonly path: string;
  /** The same without user names and clock readings, where it holds any. */
  readonly shown?: string;
  /** Rows that it can have at most, where its path does not say so. */
  readonly maxRows?: number;
  /** Not every version has it, nothing depends on it, or it answers 404 where there is nothing. */
  readonly mayBeAbsent?: true;
  readonly keep: (body: unknown) => unknown;
}

export function shown(resource: Resource): string {
  return resource.shown ?? resource.path;
}
