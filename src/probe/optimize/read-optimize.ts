import { known, unknown, type Observed } from '../../core/observed.js';
import { counted } from '../../core/text/text.js';
import type { Answer } from '../http/transport.js';
import { observedOf, saidBy, unreadable, type ServiceSession } from '../services/service-session.js';
import { STATUS, statusIn } from './status.js';
import type { OptimizeContact, OptimizeReadings, OptimizeStatus, UiConfiguration } from './types.js';
import { isOfCamunda7, UI_CONFIGURATION, uiConfigurationIn } from './ui-configuration.js';

/** Whether Optimize counts itself as ready; its body is empty. */
const READYZ = { name: 'readyz', path: '/api/readyz', keep: () => null };

/**
 * Asks one node. `ui-configuration` comes first because it asks no engine: `status` asks every one of them, one after the other, and
 * hangs where one hangs. At most three requests; none of them carries a login.
 */
export async function readOptimize(session: ServiceSession, address: string): Promise<OptimizeReadings> {
  const uiAnswer = await session.ask(UI_CONFIGURATION);
  const ui = uiOf(session, uiAnswer);
  if (!uiAnswer.ok) return unreached(address, session, ui, uiAnswer);
  const statusAnswer = await session.ask(STATUS);
  const status = statusOf(session, statusAnswer, ui);
  const isOptimize = ui.known || status.known;
  const contact: OptimizeContact = {
    address,
    isOptimize,
    problem: isOptimize ? null : saidBy(uiAnswer, UI_CONFIGURATION).replace('GET ', `GET ${address}`),
    uiStatus: uiAnswer.status,
  };
  const ready = isOptimize
    ? readyOf(session, await session.ask(READYZ), ui)
    : unknown('not-asked', 'there is no Optimize at the address');
  return readingsOf(session, { contact, ui, status, ready });
}

function uiOf(session: ServiceSession, answer: Answer): Observed<UiConfiguration> {
  return observedOf(session, UI_CONFIGURATION, answer, uiConfigurationIn, ({ version, engines }) => {
    const aliases = (engines ?? []).map(({ alias }) => alias).join(', ');
    return `Optimize ${version}${aliases === '' ? '' : `, engines: ${aliases}`}`;
  });
}

/** Optimize 8 has no such resource: that nothing answers there says nothing about this one. */
function statusOf(
  session: ServiceSession,
  answer: Answer,
  ui: Observed<UiConfiguration>,
): Observed<OptimizeStatus> {
  const status = observedOf(session, STATUS, answer, statusIn, inWords);
  if (status.known || !ui.known || isOfCamunda7(ui.value.version)) return status;
  return unknown('absent', status.detail);
}

export function inWords({ engines }: OptimizeStatus): string {
  const states = engines.map(
    ({ alias, connected, importing }) =>
      `${alias} ${connected ? 'connected' : 'not connected'}${importing === true ? ', importing' : ''}`,
  );
  return states.length === 0 ? counted(0, 'engine') : states.join('; ');
}

/** A page with status 200 is what an unknown path gets: releases before 3.3 may have no such resource. */
function readyOf(session: ServiceSession, answer: Answer, ui: Observed<UiConfiguration>): Observed<boolean> {
  if (!answer.ok) return unknown('failed', answer.failure.detail);
  const { status, headers, refusal } = answer;
  const isPage = /html|json/u.test(headers.contentType ?? '') || refusal?.by === 'gateway';
  if (status === 200 && !isPage) return known(true, [session.evidence(READYZ, 'ready')]);
  if (status === 503 && refusal?.by !== 'gateway')
    return known(false, [{ ...session.evidence(READYZ, 'not ready'), status }]);
  const mayLackIt = !ui.known || /^(?:[12]|3\.[0-2])\./u.test(ui.value.version);
  return mayLackIt && (status === 200 || status === 404)
    ? unknown('absent', saidBy(answer, READYZ))
    : unreadable(answer, READYZ);
}

function unreached(
  address: string,
  session: ServiceSession,
  ui: Observed<UiConfiguration>,
  { failure }: Extract<Answer, { ok: false }>,
): OptimizeReadings {
  const contact = { address, isOptimize: false, problem: failure.detail, uiStatus: failure.status ?? null };
  const open = unknown('not-asked', failure.detail);
  return readingsOf(session, { contact, ui, status: open, ready: open });
}

function readingsOf(
  session: ServiceSession,
  {
    contact,
    ...facts
  }: Pick<OptimizeReadings, 'ui' | 'status' | 'ready'> & { readonly contact: OptimizeContact },
): OptimizeReadings {
  const { serverTime, requests } = session;
  const { uiStatus: status } = contact;
  const who = contact.isOptimize ? 'Optimize answers' : 'no answer of Optimize';
  const answered = session.evidence(UI_CONFIGURATION, who);
  const evidence = status === null ? [] : [{ ...answered, status }];
  return { contact: known(contact, evidence), ...facts, serverTime, samples: [], requests };
}
