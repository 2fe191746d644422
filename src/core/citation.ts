import type { Evidence } from './finding.js';

export type Citation = Pick<Evidence, 'request' | 'status'>;

/** The request that was answered, for evidence that says of a fact more than its own does. `kind` is how that one begins. */
export function citationOf(read: readonly Evidence[], kind = ''): Citation {
  const source = read.find((evidence) => evidence.kind.startsWith(kind));
  return {
    ...(source?.request !== undefined && { request: source.request }),
    ...(source?.status !== undefined && { status: source.status }),
  };
}

/** What two engines were asked alike: the path, since times behind the question mark are those of each. */
export function commonCitation(first: Citation, second: Citation): Citation {
  const path = pathOf(first);
  if (path === undefined || path !== pathOf(second)) return {};
  return { request: path, ...(first.status !== undefined && { status: first.status }) };
}

function pathOf({ request }: Citation): string | undefined {
  const question = request?.indexOf('?') ?? -1;
  return question < 0 ? request : request?.slice(0, question);
}
