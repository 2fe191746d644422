import type { Observed } from '../../../../core/observed.js';
import type { AuthorizationRight } from '../../../types.js';

/** A whole row of `GET /authorization`, in the engine's own numbers. */
export interface AuthorizationRow extends AuthorizationRight {
  readonly id: string;
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly resourceType: number;
}

/** What Optimize asks for, by the engine's number of the resource type, and all revokes. */
export interface AuthorizationRows {
  readonly application: Observed<readonly AuthorizationRow[]>;
  readonly processDefinition: Observed<readonly AuthorizationRow[]>;
  readonly decisionDefinition: Observed<readonly AuthorizationRow[]>;
  readonly tenant: Observed<readonly AuthorizationRow[]>;
  /** On whatever resource: one of them makes the engine look at revokes. */
  readonly revokes: Observed<readonly AuthorizationRow[]>;
}

/** A user id on one engine. Names only where they were asked for. */
export interface PersonReading {
  readonly exists: Observed<boolean>;
  readonly groups: Observed<readonly string[]>;
  readonly name?: string;
}

/** Everything about users and rights that was read from one engine. */
export interface AccessReadings {
  readonly alias: string;
  readonly rows: AuthorizationRows;
  readonly people: ReadonlyMap<string, PersonReading>;
  /** What holds for everybody else. */
  readonly stranger: PersonReading;
}

/** Whom to ask about: these ids, or everybody that the engine has. */
export interface Who {
  readonly users: readonly string[];
  readonly all: boolean;
  /** Read first and last names too. Never in a recording. */
  readonly names: boolean;
}
