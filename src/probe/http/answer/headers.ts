import type { AnswerHeaders } from '../transport.js';

/** Only what these headers are for: whoever answers can write anything into them. */
export function headersOf(
  { date = '', 'content-type': type = '' }: Readonly<Record<string, string>>,
  hide: (text: string) => string,
): AnswerHeaders {
  // Hidden before it is kept: what is a secret to one engine is none to the next.
  const contentType = type === 'application/json' ? type : hide(type);
  // Engines say the same again and again.
  if (date !== last.date || contentType !== last.contentType)
    last = { date, contentType, headers: readHeaders(date, contentType) };
  return last.headers;
}

let last: { date: string; contentType: string; headers: AnswerHeaders } = {
  date: '',
  contentType: '',
  headers: {},
};

function readHeaders(date: string, contentType: string): AnswerHeaders {
  const time = Date.parse(date);
  const type = /^([\w.+-]{1,60}\/[\w.+-]{1,60})(?:\s*;\s*charset="?([\w-]{1,20})"?\s*(?:;|$))?/iu.exec(
    contentType,
  );
  const [, media = '', charset] = type ?? [];
  return {
    ...(!Number.isNaN(time) && { date: new Date(time).toUTCString() }),
    ...(type !== null && { contentType: charset === undefined ? media : `${media};charset=${charset}` }),
  };
}
