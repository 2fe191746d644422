import { urlEncoded } from '../../../../core/text/url-encoded.js';
import { known, unknown, type Observed } from '../../../../core/observed.js';
import { keepFields, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { isContinued } from '../../lists/cut-lists.js';
import { unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { Caller, Telemetry } from '../../../types.js';
import { authorizationCheck, authorizedIn, saysNobodyIsLoggedIn } from './authorization-check.js';
import { versionWithoutLogin } from '../version.js';

type ReadAll = Caller['readAll'];
type Rights = Pick<Caller, 'readAll' | 'untold'>;

const NOTHING_KNOWN: ReadAll = {
  processDefinition: null,
  decisionDefinition: null,
  decisionRequirementsDefinition: null,
  deployment: null,
  tenant: null,
  authorization: null,
  user: null,
  group: null,
};
const NOBODY: Caller = {
  loggedIn: false,
  user: null,
  admin: null,
  readAll: NOTHING_KNOWN,
  memberOfTenants: null,
};
const MAX_ROWS = 1_000;

/** What the caller may read of all resources; null where nobody is logged in. */
export async function readRights(session: EngineSession): Promise<Observed<Rights | null>> {
  const check = authorizationCheck('READ', 'authorization');
  const answer = await session.ask(check);
  if (saysNobodyIsLoggedIn(answer)) {
    return known(null, [
      {
        ...session.evidence(check, 'took the request without a login, and said that nobody is logged in'),
        status: 401,
      },
    ]);
  }
  const authorization = authorizedIn(answer);
  if (authorization === null) return unreadable(answer, check);
  const evidence = session.evidence(check, `READ on all authorizations: ${authorization ? 'yes' : 'no'}`);
  const { readAll, untold } = await readOtherRights(session);
  return known({ readAll: { ...readAll, authorization }, ...(untold.length > 0 && { untold }) }, [evidence]);
}

interface OtherRights {
  readonly readAll: Omit<ReadAll, 'authorization'>;
  readonly untold: readonly (keyof ReadAll)[];
}

async function readOtherRights(session: EngineSession): Promise<OtherRights> {
  const untold: (keyof ReadAll)[] = [];
  const reads = (type: keyof ReadAll) => async () => {
    const check = authorizationCheck('READ', type);
    const answer = await session.ask(check);
    const told = authorizedIn(answer);
    if (told === null && unreadable(answer, check).reason !== 'not-asked') untold.push(type);
    return told;
  };
  const [processDefinition, decisionDefinition, decisionRequirementsDefinition, ...others] =
    await session.all(
      reads('processDefinition'),
      reads('decisionDefinition'),
      reads('decisionRequirementsDefinition'),
      reads('deployment'),
      reads('tenant'),
      reads('user'),
      reads('group'),
    );
  const [deployment, tenant, user, group] = others;
  const definitions = { processDefinition, decisionDefinition, decisionRequirementsDefinition };
  return { readAll: { ...definitions, deployment, tenant, user, group }, untold };
}

/** Who asks, and what of the engine's lists that caller may see. */
export async function readCaller(
  session: EngineSession,
  user: string | null,
  rights: Observed<Rights | null>,
  telemetry: Observed<Telemetry>,
  version: string | null,
): Promise<Observed<Caller>> {
  if (!rights.known) return rights;
  const { value, evidence } = rights;
  if (value === null) {
    return known({ ...NOBODY, ...((await isGuarded(session)) && { guarded: true as const }) }, evidence);
  }
  const admin = await readAdmin(session, user, telemetry, version, value.readAll.group);
  // Administrators see every tenant, whatever they are members of.
  const membersOnly = user !== null && admin !== true;
  const memberOfTenants = membersOnly ? await readMembership(session, user) : null;
  if (session.broken !== null) return unknown('failed', session.broken.detail);
  return known({ loggedIn: true, user, admin, ...value, memberOfTenants }, evidence);
}

/** An engine that nobody is logged in to may be open, or stand behind somebody who asks for the login and keeps it. */
async function isGuarded(session: EngineSession): Promise<boolean> {
  if (session.credentials === null) return false;
  if (session.guarded !== null) return session.guarded;
  const answer = await session.ask(versionWithoutLogin, { credentials: null });
  return answer.ok && (answer.status === 401 || answer.status === 403);
}

/**
 * Member of the product's own admin group? Not being in the list means something only where all groups are visible. An
 * administrator may always read telemetry, so a refusal there says no.
 */
async function readAdmin(
  session: EngineSession,
  user: string | null,
  telemetry: Observed<Telemetry>,
  version: string | null,
  readsGroups: boolean | null,
): Promise<boolean | null> {
  if (!telemetry.known && telemetry.reason === 'refused') return false;
  if (user === null) return null;
  const read = await readIds(session, (most) => groupsOf(user, most));
  if (read === null) return null;
  const { ids: groups } = read;
  const { certain, possible } = adminGroups(telemetry.known ? telemetry.value : null, version);
  if (groups.some((group) => certain.includes(group))) return true;
  if (groups.some((group) => possible.includes(group))) return null;
  return readsGroups === true && (await read.isWhole()) ? false : null;
}

/**
 * Each fork renamed the group but CIB seven. Fluxnova, EximeeBPMS and CIB seven 1.x cannot be told apart by their answers:
 * the group that may be the wrong one for them decides nothing.
 */
function adminGroups(
  telemetry: Telemetry | null,
  version: string | null,
): { readonly certain: readonly string[]; readonly possible: readonly string[] } {
  const product = telemetry?.productName ?? '';
  if (product.startsWith('Operaton')) return { certain: ['operaton-admin'], possible: [] };
  if (product.startsWith('CIB seven') || version?.startsWith('7.') === true) {
    return { certain: ['camunda-admin'], possible: [] };
  }
  const forks = ['fluxnova-admin', 'eximeebpms-admin'];
  if (telemetry === null) return { certain: [...forks, 'operaton-admin'], possible: ['camunda-admin'] };
  return { certain: forks, possible: ['camunda-admin'] };
}

async function readMembership(session: EngineSession, user: string): Promise<readonly string[] | null> {
  const read = await readIds(session, (most) => tenantsOf(user, most));
  // A list that is cut does not tell of which tenants the user is no member.
  return read !== null && (await read.isWhole()) ? read.ids : null;
}

interface Ids {
  readonly ids: readonly string[];
  /** Asked only where something follows from what is not there. */
  isWhole(): Promise<boolean>;
}

async function readIds(
  session: EngineSession,
  resourceFor: (maxResults: number) => Resource,
): Promise<Ids | null> {
  const most = Math.min(MAX_ROWS, session.resultLimit);
  const resource = resourceFor(most);
  const answer = await session.ask(resource);
  if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return null;
  const rows = rowsOf(answer.json);
  const ids = rows.flatMap((row) => textOf(row, 'id') ?? []);
  // Of what the others are, nobody can tell that something is not among them.
  if (ids.length < rows.length) return null;
  return {
    ids,
    isWhole: async () => {
      if (rows.length >= most) return false;
      const more = await isContinued(session, resource, rows);
      return more.known && !more.value;
    },
  };
}

function groupsOf(user: string, maxResults: number): Resource {
  return {
    name: 'groups-of-caller',
    path: `/group?member=${urlEncoded(user)}&maxResults=${maxResults}`,
    shown: `/group?member=…&maxResults=${maxResults}`,
    keep: keepFields('id'),
  };
}

function tenantsOf(user: string, maxResults: number): Resource {
  const including = `&includingGroupsOfUser=true&maxResults=${maxResults}`;
  return {
    name: 'tenants-of-caller',
    path: `/tenant?userMember=${urlEncoded(user)}${including}`,
    shown: `/tenant?userMember=…${including}`,
    keep: keepFields('id'),
  };
}
