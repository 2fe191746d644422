import type { Embedded, ScalarNode, Span } from '../../types.js';
import { decodedBase64 } from './base64.js';
import type { CarrierDocument } from '../carrier-tree.js';
import { allAt, shiftedBy, spanIn, through } from './places.js';
import { scalarText } from './scalar-text.js';
import { withoutDollars } from './compose-text.js';

/** The whole text of a document. */
export function wholeDocument({ text, offset }: CarrierDocument): Embedded {
  return {
    text,
    places: shiftedBy(offset),
    levels: [{ kind: 'document', offset, holder: null }],
    form: 'lines',
  };
}

/** The text of a scalar inside a text. */
export function scalarIn(holder: Embedded, node: ScalarNode): Embedded {
  const { text, places, lines } = scalarText(holder.text, node);
  return {
    text,
    places: through(places, holder.places),
    levels: [...holder.levels, { kind: 'scalar', source: holder.text, node }],
    form: lines && holder.form === 'lines' ? 'lines' : holder.form === 'base64' ? 'base64' : 'text',
  };
}

/** What Base64 stands for; null where it is none. */
export function decodedIn(holder: Embedded): Embedded | null {
  const decoded = decodedBase64(holder.text);
  if (decoded === null) return null;
  return {
    ...decoded,
    places: allAt(spanIn(holder.places, { start: 0, end: holder.text.length })),
    levels: [...holder.levels, { kind: 'base64', source: holder.text }],
    form: 'base64',
  };
}

/** What is left after compose has read a text. */
export function composedIn(holder: Embedded): Embedded {
  const mapped = withoutDollars(holder.text);
  if (mapped.text === holder.text) return holder;
  return {
    ...holder,
    text: mapped.text,
    places: through(mapped, holder.places),
    levels: [...holder.levels, { kind: 'dollars', source: holder.text }],
  };
}

/** As a file is read: a byte order mark is no part of its text. */
export function withoutMark(embedded: Embedded): Embedded {
  const { text, places, levels } = embedded;
  if (!text.startsWith('\ufeff')) return embedded;
  return {
    ...embedded,
    text: text.slice(1),
    places: through(shiftedBy(1), places),
    levels: [...levels, { kind: 'mark' }],
  };
}

/** Where a part of a text stands in the file. */
export function spanOf({ places }: Embedded, span: Span): Span {
  return spanIn(places, span);
}
