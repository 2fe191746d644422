import { known, type MissingRight, type Observed } from '../core/observed.js';
import type { Caller } from '../probe/types.js';
import type { EngineReadings } from '../probe/readings.js';
import type { Visibility } from './types.js';

/** Lists from which an engine silently leaves out what the caller may not read. */
const FILTERED = [
  {
    list: 'processDefinitions',
    rows: 'process definitions',
    right: 'processDefinition',
    resource: 'Process Definition',
    type: 6,
  },
  {
    list: 'decisionDefinitions',
    rows: 'decision definitions',
    right: 'decisionDefinition',
    resource: 'Decision Definition',
    type: 10,
  },
  {
    list: 'decisionRequirements',
    rows: 'decision requirements definitions',
    right: 'decisionRequirementsDefinition',
    resource: 'Decision Requirements Definition',
    type: 14,
  },
  { list: 'tenants', rows: 'tenants', right: 'tenant', resource: 'Tenant', type: 11 },
] as const;

type Filtered = (typeof FILTERED)[number];

/** What the caller may not see of a list is a gap of it: that nothing was found there then says nothing. */
export function withHiddenRows(read: EngineReadings, visibility: Observed<Visibility>): EngineReadings {
  const { caller } = read;
  if (!caller.known) return caller.reason === 'not-asked' ? read : withUnknownCaller(read, caller.detail);
  if (!caller.value.loggedIn) return read;
  const { readAll } = caller.value;
  const lacking = FILTERED.filter(({ right }) => readAll[right] === false);
  const open = FILTERED.filter(({ right }) => readAll[right] === null);
  const seesPart = visibility.known && visibility.value === 'partial';
  const others = seesPart && !hidesByRight(readAll) ? OTHER_TENANTS : [];
  const lists = [
    ...lacking.map((each) => [each.list, withRight<unknown>(read[each.list], each)] as const),
    ...open.map((each) => [each.list, withOpenRight<unknown>(read[each.list], each)] as const),
    ...others.map((list) => [list, withGap<unknown>(read[list], TENANT_CHECK)] as const),
  ];
  return { ...read, ...Object.fromEntries(lists) };
}

/** Whether the lack of a right explains that only a part is visible. */
function hidesByRight({ processDefinition, decisionDefinition, tenant }: Caller['readAll']): boolean {
  return [processDefinition, decisionDefinition, tenant].includes(false);
}

const OTHER_TENANTS = ['processDefinitions', 'decisionDefinitions'] as const;
const TENANT_CHECK =
  'definitions of other tenants may be hidden from the probing user, who is neither administrator nor a member of all tenants';

/** Nobody said what may be hidden from whom, so everything may be. */
function withUnknownCaller(read: EngineReadings, because: string): EngineReadings {
  const lists = FILTERED.map(
    ({ list, rows }) =>
      [
        list,
        withGap<unknown>(read[list], `${rows} may be hidden from the probing user: ${because}`),
      ] as const,
  );
  return { ...read, ...Object.fromEntries(lists) };
}

function withOpenRight<T>(list: Observed<T>, { rows, resource }: Filtered): Observed<T> {
  return withGap(
    list,
    `${rows} may be hidden from the probing user: whether there is READ on ${resource} * could not be read`,
  );
}

function withRight<T>(list: Observed<T>, { rows, resource, type }: Filtered): Observed<T> {
  const gap = `${rows} may be hidden from the probing user, who lacks READ on ${resource} *`;
  return withGap(list, gap, { permission: 'READ', resource, type });
}

function withGap<T>(list: Observed<T>, gap: string, right?: MissingRight): Observed<T> {
  if (!list.known) return list;
  const closedBy = new Map([
    ...(list.closedBy ?? []),
    ...(right === undefined ? [] : [[gap, right] as const]),
  ]);
  return known(list.value, list.evidence, [...list.gaps, gap], closedBy);
}
