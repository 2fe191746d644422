import { citationOf, type Citation } from '../../../core/citation.js';
import { DEFAULT_DATE_PATTERN, readsDate } from '../../../optimize/java-dates.js';
import type { EngineView } from '../../../topology/types.js';

/** How an engine writes dates, and whether Optimize reads them. */
export interface EngineDates {
  readonly alias: string;
  readonly file: string;
  readonly example: string;
  readonly pattern: string;
  /** The pattern is set in the file, not the default. */
  readonly isSet: boolean;
  /** Null where it cannot be told. */
  readonly readable: boolean | null;
  readonly citation: Citation;
}

const POINTER = '/serialization/engineDateFormat';

export function datesRead({ entry, facts, configuration }: EngineView<'dateForm'>): EngineDates {
  const { alias, file } = entry;
  const { example } = facts.dateForm.value;
  const citation = citationOf(facts.dateForm.evidence);
  const own = configuration.fileNamed(file);
  const { state, text } = own?.setting(POINTER) ?? { state: 'absent', text: null };
  const isSet = state !== 'absent' && state !== 'null';
  const pattern = isSet ? text : DEFAULT_DATE_PATTERN;
  const readable = pattern === null || pattern === '' ? null : readsDate(pattern, example);
  return { alias, file, example, pattern: pattern ?? '', isSet, readable, citation };
}
