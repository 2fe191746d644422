import { compareText, escapeText, joined, quotedList } from '../core/text/text.js';
import type { Candidate, Member, Refusal } from './types.js';

/**
 * Why these engines must not go behind one balancer as they are. Optimize would talk to any node with one name, path, login and
 * default tenant: where entries differ in one of them, somebody has to decide which one holds.
 */
export function refusalsOf(candidate: Candidate): readonly Refusal[] {
  const { members } = candidate;
  const engines = members.map(({ alias }) => alias);
  if (members.length < 2) return [tooFew(engines)];
  const sharing = sharingRefusal(candidate, engines);
  // What differs between a database and its copy, or between engines that may have nothing in common, is no question yet.
  if (sharing !== null) return [sharing];
  const merging = candidate.sharing === 'same-node';
  const differences = DIFFERENCES.filter(({ matters }) => matters === 'always' || !merging);
  return [
    ...(merging ? [] : unusable(members)),
    ...differences.flatMap((difference) => differing(members, difference)),
  ];
}

function tooFew(engines: readonly string[]): Refusal {
  return {
    code: 'too-few',
    engines,
    because: `a group needs two engines; this one has ${engines.length === 0 ? 'none' : quotedList(engines)}`,
    decide: 'Name every engine that reads the database.',
  };
}

function sharingRefusal(
  { sharing, certainty, undecidedBecause }: Candidate,
  engines: readonly string[],
): Refusal | null {
  const names = quotedList(engines);
  if (sharing === 'cloned') {
    return {
      code: 'copied',
      engines,
      because: `${names} are a database and its copy, not one database: a balancer would mix both`,
      decide: 'Never import both into one Optimize: remove the entry of the copy.',
    };
  }
  if (sharing !== 'unknown' && (sharing === 'claimed' || certainty !== 'weak')) return null;
  const why = undecidedBecause === null ? '' : `: ${undecidedBecause}`;
  return {
    code: 'not-proven',
    engines,
    because: `it is not proven that ${names} share a database${why}`,
    decide: `Run doctor --watch until it is decided, or say so yourself with --group ${engines.join(',')}.`,
  };
}

function unusable(members: readonly Member[]): readonly Refusal[] {
  const without = members.filter(({ address }) => address === null).map(({ alias }) => alias);
  if (without.length === 0) return [];
  return [
    {
      code: 'address-unusable',
      engines: without,
      because: `the address of ${quotedList(without)} is not known, or holds what a balancer's configuration cannot`,
      decide: 'Give its placeholders a value (--variables, --define), or correct `rest`.',
    },
  ];
}

interface Difference {
  readonly code: Refusal['code'];
  /** What differs, as the subject of a sentence. */
  readonly what: string;
  /** Null where it is not known: then nothing can be said to differ. */
  readonly of: (member: Member) => string | null;
  /** Whether the values may be shown. */
  readonly shown: boolean;
  /** An entry that is only removed takes its address and login along, but what it kept apart in Optimize is still a question. */
  readonly matters: 'always' | 'behind-a-balancer';
  readonly decide: string;
}

const DIFFERENCES: readonly Difference[] = [
  {
    code: 'names-differ',
    what: 'the engine names',
    of: ({ name }) => name,
    shown: true,
    matters: 'behind-a-balancer',
    decide:
      'The name is a part of every request, so the nodes must agree: give them one engine name, or keep them as engines of their own.',
  },
  {
    code: 'paths-differ',
    what: 'the base paths',
    of: ({ address }) => address && (address.path === '' ? '/' : address.path),
    shown: true,
    matters: 'behind-a-balancer',
    decide:
      'The path is a part of every request, so the nodes must agree: deploy the REST API under one path.',
  },
  {
    code: 'schemes-differ',
    what: 'the schemes',
    of: ({ address }) => address?.scheme ?? null,
    shown: true,
    matters: 'behind-a-balancer',
    decide: 'Let all nodes speak https, or all http.',
  },
  {
    code: 'credentials-differ',
    what: 'the logins',
    of: ({ login }) => login,
    shown: false,
    matters: 'behind-a-balancer',
    decide:
      'One login has to work on every node: decide which, check that every node accepts it, and write it into every entry.',
  },
  {
    code: 'default-tenants-differ',
    what: 'the default tenants',
    of: ({ defaultTenant }) => defaultTenant ?? 'none',
    shown: true,
    matters: 'always',
    decide:
      'One database has one default tenant: decide which, and plan a full re-import where imported data has another.',
  },
  {
    code: 'excluded-tenants-differ',
    what: 'the excluded tenants',
    of: ({ excludedTenants }) => excludedTenants.toSorted(compareText).join(', ') || 'none',
    shown: true,
    matters: 'always',
    decide: 'Decide which tenants Optimize leaves out, and write the same list into every entry.',
  },
  {
    code: 'versions-differ',
    what: 'the versions',
    of: ({ version }) => version,
    shown: true,
    matters: 'behind-a-balancer',
    decide:
      'Finish the upgrade first; mixed versions are sound behind one balancer only while Optimize supports both.',
  },
];

function differing(
  members: readonly Member[],
  { code, what, of, shown, decide }: Difference,
): readonly Refusal[] {
  const known = members.flatMap((member) => {
    const value = of(member);
    return value === null ? [] : [{ alias: member.alias, value }];
  });
  if (new Set(known.map(({ value }) => value)).size < 2) return [];
  const engines = known.map(({ alias }) => alias);
  const values = shown
    ? known.map(({ alias, value }) => `"${alias}" has ${escapeText(value)}`)
    : [`those of ${quotedList(engines)} are not the same`];
  return [{ code, engines, because: `${what} differ: ${joined(values)}`, decide }];
}
