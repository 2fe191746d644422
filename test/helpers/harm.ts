/** Each row of the plain list of process definitions makes the engine load a model: so many are harmless. */
const MOST_MODELS = 250;
const LARGEST_PAGE = 50;

/**
 * Requests that change or burden the engine which got them, of all that it got, in their order: what is not a GET, the check of
 * a password that can lock an account, and the list that loads every model.
 *
 * @param lines e.g. `GET /engine-rest/engine/default/tenant/count`
 */
export function harmIn(lines: readonly string[]): readonly string[] {
  return lines.filter(
    (line, index) =>
      !line.startsWith('GET ') ||
      line.includes('/identity/verify') ||
      (isPlainList(line) && !isFallback(line, lines.slice(0, index))),
  );
}

function isPlainList(line: string): boolean {
  return /\/process-definition\/?(\?|$)/u.test(line);
}

/** The first few rows, once they were counted and the statistics, which load no model, were not to be had. */
function isFallback(line: string, before: readonly string[]): boolean {
  const [list = '', query = ''] = line.split('?', 2);
  const asked = new Set(before.map((each) => each.split('?', 1)[0]));
  if (!asked.has(`${list}/count`) || !asked.has(`${list}/statistics`)) return false;
  const values = new URLSearchParams(query);
  const [first, rows] = ['firstResult', 'maxResults'].map((name) => Number(values.get(name) ?? Infinity));
  return rows !== undefined && rows <= LARGEST_PAGE && (first ?? Infinity) + rows <= MOST_MODELS;
}
