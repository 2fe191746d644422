import { urlEncoded } from '../../../../core/text/url-encoded.js';
import { known, unknown, type Observed, type Unknown } from '../../../../core/observed.js';
import { isObject, keepFields, textOf } from '../../../http/answer/kept-fields.js';
import type { Answer } from '../../../http/transport.js';
import type { Ok } from '../../answered.js';
import { saysNotFound, unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import { authorizedIn, saysNobodyIsLoggedIn } from '../rights/authorization-check.js';
import { notRead, readWhole } from './lists.js';
import type { PersonReading, Who } from './types.js';

const NOT_ASKED: PersonReading = {
  exists: unknown('not-asked', 'the user was not asked for'),
  groups: unknown('not-asked', 'the user was not asked for'),
};
const ABSENT: PersonReading = { exists: known(false), groups: known([]) };

interface People {
  readonly people: ReadonlyMap<string, PersonReading>;
  readonly stranger: PersonReading;
}

/** Users and their groups. No password is ever sent: whether a user is there is all that is asked. */
export async function readPeople(session: EngineSession, who: Who): Promise<People> {
  const rights = {
    users: await readsAll(session, 1, 'User'),
    groups: await readsAll(session, 2, 'Group'),
  };
  if (who.all) return everybody(session, rights, who.names);
  const people = new Map<string, PersonReading>();
  for (const user of who.users) people.set(user, await person(session, user, rights, who.names));
  for (const user of who.users) await lookForSpellings(session, user, people);
  return { people, stranger: NOT_ASKED };
}

/** An engine finds a user by the exact id only: of one that it does not have, other spellings are asked for. */
async function lookForSpellings(
  session: EngineSession,
  user: string,
  people: Map<string, PersonReading>,
): Promise<void> {
  if (people.get(user) !== ABSENT) return;
  for (const spelling of spellingsOf(user)) {
    if (people.has(spelling)) continue;
    const profile = profileOf(spelling, session.replays);
    const answer = await session.ask(profile);
    if (isProfile(answer)) people.set(spelling, { ...NOT_ASKED, exists: known(true) });
    else if (!answer.ok || !saysNoSuchUser(answer))
      people.set(spelling, { ...NOT_ASKED, exists: notRead(answer, profile) });
  }
}

/** As people are named: `scooter`, `SCOOTER`, `Scooter`. */
function spellingsOf(user: string): readonly string[] {
  const small = user.toLowerCase();
  const all = [small, user.toUpperCase(), small.charAt(0).toUpperCase() + small.slice(1)];
  return [...new Set(all)].filter((spelling) => spelling !== user);
}

interface Rights {
  readonly users: boolean;
  readonly groups: boolean;
}

/** Whether no user or group can be hidden from the caller: without a login nothing is. */
async function readsAll(session: EngineSession, type: number, title: string): Promise<boolean> {
  const answer = await session.ask({
    name: `authorization-check-READ-${type}`,
    path: `/authorization/check?permissionName=READ&resourceName=${title}&resourceType=${type}&resourceId=*`,
    keep: keepFields('permissionName', 'resourceId', 'authorized', 'isAuthorized'),
  });
  return saysNobodyIsLoggedIn(answer) || authorizedIn(answer) === true;
}

async function person(
  session: EngineSession,
  user: string,
  rights: Rights,
  names: boolean,
): Promise<PersonReading> {
  const profile = profileOf(user, session.replays, names);
  const answer = await session.ask(profile);
  if (isProfile(answer)) {
    const name = names ? nameIn(answer.json) : null;
    const groups = await groupsOf(session, user, rights);
    const exists = known(true, [session.evidence(profile, 'the user is there')]);
    return { exists, groups, ...(name !== null && { name }) };
  }
  if (!answer.ok || !saysNoSuchUser(answer)) {
    const unread = answer.ok ? unreadable(answer, profile) : notRead(answer, profile);
    return { exists: unread, groups: unread };
  }
  if (rights.users) return ABSENT;
  // A profile that may not be read looks like one that is not there.
  const exists = unknown(
    'refused',
    `GET ${profile.shown} answered 404: the user is not there, or hidden from the probing user (no READ on User *)`,
  );
  return { exists, groups: await groupsOf(session, user, rights) };
}

/** The resource has the user's id in its name, so that a recording finds the answer whatever is asked before it. */
function profileOf(user: string, isRecorded: boolean, names = false): Resource & { readonly shown: string } {
  return {
    name: `user-profile ${user}`,
    path: `/user/${urlEncoded(user)}/profile`,
    shown: '/user/…/profile',
    keep: (body) => (isOfUser(body, isRecorded) ? keepName(names ? body : {}) : null),
  };
}

const keepName = keepFields('firstName', 'lastName');

/** An engine's answer has an id, and one that was recorded the name at most. */
function isOfUser(body: unknown, isRecorded: boolean): boolean {
  if (isRecorded) return isObject(body) && Object.keys(body).every((key) => NAME.has(key));
  return (textOf(body, 'id') ?? '') !== '';
}

const NAME: ReadonlySet<string> = new Set(['firstName', 'lastName']);

/** What an engine says of a user whom it does not have. Of a path that it does not have it says something else. */
function saysNoSuchUser(answer: Ok): boolean {
  return saysNotFound(answer) && textOf(answer.json, 'type') === 'InvalidRequestException';
}

function isProfile(answer: Answer): answer is Ok {
  return answer.ok && answer.status === 200 && isObject(answer.json);
}

function nameIn(json: unknown): string | null {
  const name = [textOf(json, 'firstName'), textOf(json, 'lastName')]
    .filter((part) => part !== null)
    .join(' ');
  return name === '' ? null : name;
}

async function groupsOf(
  session: EngineSession,
  user: string,
  rights: Rights,
): Promise<Observed<readonly string[]>> {
  const read = await readWhole(session, {
    name: `groups-of-user ${user}`,
    row: 'group',
    path: '/group',
    query: `member=${urlEncoded(user)}`,
    shownQuery: 'member=…',
    keep: keepFields('id'),
  });
  const ids = allIdsIn(read, 'the list of the groups of a user');
  return ids.known ? known(ids.value, ids.evidence, groupGaps(rights)) : ids;
}

function groupGaps({ groups }: Rights): readonly string[] {
  return groups ? [] : ['groups may be hidden from the probing user (no READ on Group *), from Optimize too'];
}

/** Every user of the engine, and the members of every group: fewer requests than asking for each user. */
async function everybody(session: EngineSession, rights: Rights, names: boolean): Promise<People> {
  const users = await readWhole(session, {
    name: 'users',
    path: '/user',
    query: '',
    keep: keepFields('id', ...(names ? ['firstName', 'lastName'] : [])),
  });
  if (!users.known) return nobodyKnown(users);
  const ids = idsIn(users, 'the list of users');
  if (!ids.known) return nobodyKnown(ids);
  const members = membersAmong(users, await memberships(session, rights));
  const people = users.value.map((row): [string, PersonReading] => {
    const id = textOf(row, 'id') ?? '';
    const name = names ? nameIn(row) : null;
    const groups = members.known ? known(members.value.get(id) ?? [], [], members.gaps) : members;
    return [id, { exists: known(true, users.evidence), groups, ...(name !== null && { name }) }];
  });
  const hidden = unknown(
    'refused',
    'GET /user: users may be hidden from the probing user (no READ on User *)',
  );
  const [stopped] = users.gaps;
  const missed = stopped === undefined ? hidden : unknown('failed', stopped);
  const stranger = rights.users && stopped === undefined ? ABSENT : { exists: missed, groups: missed };
  return { people: new Map(people), stranger };
}

function nobodyKnown(because: Unknown): People {
  return { people: new Map(), stranger: { exists: because, groups: because } };
}

type Memberships = Observed<ReadonlyMap<string, readonly string[]>>;

/** Where a member is no user, one of both lists is wrong: nobody can tell of whom else the groups are missing. */
function membersAmong(users: Observed<readonly unknown[]>, members: Memberships): Memberships {
  if (!members.known || !users.known || users.gaps.length > 0) return members;
  const there = new Set(users.value.map((row) => textOf(row, 'id')));
  const isStrange = [...members.value.keys()].some((id) => !there.has(id));
  return isStrange ? unknown('changing', 'a group has a member who is not in the list of users') : members;
}

async function memberships(session: EngineSession, rights: Rights): Promise<Memberships> {
  const groups = await readWhole(session, {
    name: 'groups',
    path: '/group',
    query: '',
    keep: keepFields('id'),
  });
  const ids = allIdsIn(groups, 'the list of groups');
  if (!ids.known) return ids;
  const members = new Map<string, string[]>();
  for (const group of ids.value) {
    const users = await readWhole(session, {
      name: `members-of-group ${group}`,
      row: 'member of a group',
      path: '/user',
      query: `memberOfGroup=${urlEncoded(group)}`,
      keep: keepFields('id'),
    });
    const listed = allIdsIn(users, 'the list of the members of a group');
    if (!listed.known) return listed;
    for (const user of listed.value) members.set(user, [...(members.get(user) ?? []), group]);
  }
  return known(members, ids.evidence, groupGaps(rights));
}

/** Of a list with a row whose id cannot be read, nobody can tell who is not in it. */
function idsIn(rows: Observed<readonly unknown[]>, what: string): Observed<readonly string[]> {
  if (!rows.known) return rows;
  const ids = rows.value.flatMap((row) => textOf(row, 'id') || []);
  if (ids.length < rows.value.length) return unknown('failed', `${what} holds a row without id`);
  return known(ids, rows.evidence, rows.gaps);
}

/** A group that was not read may be the one that takes a right away, or gives it: a part of them says nothing. */
function allIdsIn(rows: Observed<readonly unknown[]>, what: string): Observed<readonly string[]> {
  const ids = idsIn(rows, what);
  const [gap] = ids.known ? ids.gaps : [];
  return gap === undefined ? ids : unknown('failed', gap);
}
