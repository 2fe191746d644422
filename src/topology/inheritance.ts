import type { Inheritance } from './types.js';
import type { Candidate, Pair } from './verdict/pair.js';

/** Which ids two databases of one origin have in common. A template that was copied before its first deployment leaves none. */
export function inheritanceOf(pair: Pair): Inheritance {
  const { first, second } = pair;
  const recent = [first, second].map(recentOf);
  return {
    definitions: inCommon(definitionIds(first), definitionIds(second)),
    deployments: inCommon(...idsOf(recent, 'deployments')),
    instances: inCommon(...idsOf(recent, 'instances')),
    complete: pair.bothSeeEverything && [first, second].every(showsAllDefinitions),
  };
}

/** The same of several pairs. */
export function joinedInheritance(parts: readonly Inheritance[]): Inheritance {
  const all = (of: (part: Inheritance) => readonly string[]): readonly string[] => [
    ...new Set(parts.flatMap(of)),
  ];
  return {
    definitions: all(({ definitions }) => definitions),
    deployments: all(({ deployments }) => deployments),
    instances: all(({ instances }) => instances),
    complete: parts.every(({ complete }) => complete),
  };
}

/** Whether the lists are known to end: what they do not show is not there. */
function showsAllDefinitions({ facts: { processDefinitions, decisionDefinitions } }: Candidate): boolean {
  return [processDefinitions, decisionDefinitions].every((list) => list.known && list.gaps.length === 0);
}

const idsOfCandidates = new WeakMap<Candidate, ReadonlySet<string>>();

/** Remembered: of many copies, each is compared with all others. */
function definitionIds(candidate: Candidate): ReadonlySet<string> {
  const before = idsOfCandidates.get(candidate);
  if (before !== undefined) return before;
  const { processDefinitions, decisionDefinitions } = candidate.facts;
  const lists = [processDefinitions, decisionDefinitions].flatMap((list) => (list.known ? [list.value] : []));
  const groups = lists.flatMap((list) => list.groups);
  const ids = new Set(groups.flatMap(({ versions }) => versions.map(({ id }) => id)));
  idsOfCandidates.set(candidate, ids);
  return ids;
}

type Recent = Record<'instances' | 'deployments', ReadonlySet<string>>;

function recentOf({ again }: Candidate): Recent {
  const looks = (again?.recent ?? []).flatMap((look) => (look.known ? [look.value] : []));
  return {
    instances: new Set(looks.flatMap(({ instances }) => instances)),
    deployments: new Set(looks.flatMap(({ deployments }) => deployments)),
  };
}

function idsOf(
  recent: readonly Recent[],
  kind: keyof Recent,
): readonly [ReadonlySet<string>, ReadonlySet<string>] {
  return [recent[0]?.[kind] ?? new Set(), recent[1]?.[kind] ?? new Set()];
}

function inCommon(first: ReadonlySet<string>, second: ReadonlySet<string>): readonly string[] {
  return [...first].filter((id) => second.has(id));
}
