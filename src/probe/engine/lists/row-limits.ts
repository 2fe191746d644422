import { textOf } from '../../http/answer/kept-fields.js';
import type { Answer, Call } from '../../http/transport.js';

/** An engine that hands out more than it was asked for is not listened to. */
export function maxRowsOf({
  path,
  maxRows,
}: {
  readonly path: string;
  readonly maxRows?: number;
}): Pick<Call, 'maxRows'> {
  if (maxRows !== undefined) return { maxRows };
  const asked = /[?&]maxResults=(\d+)/.exec(path)?.[1];
  return asked === undefined ? {} : { maxRows: Number(asked) };
}

/** The limit that an engine names when more than it allows was asked for. */
export function limitIn(answer: Answer): number | null {
  if (!answer.ok || answer.status !== 400) return null;
  const limit = /^Max results limit of (\d+) exceeded!$/.exec(textOf(answer.json, 'message') ?? '');
  return limit === null ? null : Number(limit[1]);
}
