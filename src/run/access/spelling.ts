import type { UserAnswer } from '../../access/answer.js';
import type { AccessEngine } from '../../access/types.js';
import { closestForFew } from '../../core/text/did-you-mean.js';

/**
 * Ids are case sensitive for an engine's own users and not for every directory behind one. So for an id that no engine knows while
 * another spelling is known, it is not told that the login fails; for one that only resembles it, it is.
 */
export class Spellings {
  readonly #ids: ReadonlySet<string>;
  readonly #bySmallLetters: ReadonlyMap<string, string>;
  /** Why it is not known whether an id is there, by the id in small letters. */
  readonly #unread: ReadonlyMap<string, string>;
  readonly #closest = closestForFew();

  constructor(engines: readonly AccessEngine[]) {
    this.#ids = new Set(engines.flatMap(idsOn));
    this.#bySmallLetters = new Map([...this.#ids].map((id) => [id.toLowerCase(), id]));
    this.#unread = new Map(engines.flatMap(unreadOn));
  }

  /** The answer, with the id that was probably meant. */
  looked(answer: UserAnswer): UserAnswer {
    if (answer.admitted !== false || answer.engines.some(({ known }) => known !== false)) return answer;
    const other = this.#bySmallLetters.get(answer.user.toLowerCase());
    if (other !== undefined && other !== answer.user) {
      const reason = `no engine knows this spelling, but "${other}" is known: user ids are case sensitive`;
      return { ...answer, admitted: null, reason };
    }
    const unread = this.#unread.get(answer.user.toLowerCase());
    if (unread !== undefined) {
      const reason = `no engine knows this spelling, and whether another is known was not told: ${unread}`;
      return { ...answer, admitted: null, reason };
    }
    const near = this.#closest(answer.user, this.#ids);
    return near == null || near === answer.user
      ? answer
      : { ...answer, reason: `${answer.reason}; did you mean "${near}"?` };
  }
}

/** Users that the engine is known to have, and those that its authorizations name. */
function idsOn({ people, authorizations }: AccessEngine): readonly string[] {
  const there = [...people].flatMap(([id, { exists }]) => (exists.known && exists.value ? [id] : []));
  const rows = Object.values(authorizations).flatMap((list) => (list.known ? list.value : []));
  const named = rows.flatMap(({ identity }) =>
    identity?.kind === 'user' && identity.id !== '*' ? [identity.id] : [],
  );
  return [...there, ...named];
}

/** What nobody asked for when a recording was made was taken for absent then. */
function unreadOn({ people }: AccessEngine): readonly (readonly [id: string, because: string])[] {
  return [...people].flatMap(([id, { exists }]) =>
    exists.known || exists.reason === 'not-asked' ? [] : [[id.toLowerCase(), exists.detail] as const],
  );
}
