import type { ConfigurationFile, EngineEntry } from '../../configuration/types.js';
import type { Certainty, Finding, Location, Severity } from '../../core/finding.js';
import type { Place } from '../../core/rule.js';
import { compareText } from '../../core/text/text.js';
import { locate } from '../../load/locate.js';
import { standing } from '../../load/standing.js';
import type { SourceDocument, Span } from '../../load/types.js';
import type { Offer, OfferEdits } from './edits/offers.js';
import type { NamedRule, RuleHit } from './runner.js';

/** Where hits point, by name. */
export interface Index {
  /** Several nodes have a text in common. */
  readonly layered: boolean;
  readonly files: ReadonlyMap<string, ConfigurationFile>;
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly entries: ReadonlyMap<string, EngineEntry>;
}

/** A hit as a finding: its words, its places, its key. Throws where a rule cannot put it into words. */
export function findingOf({ rule, hit }: RuleHit, index: Index, show: OfferEdits): Finding {
  const certainty = hit.certainty ?? 'proven';
  const edits = hit.edits ?? [];
  const offer = edits.length === 0 ? null : show(edits);
  const locations = locationsOf(hit.at, index);
  const fix = offer?.fixFor(locations);
  const advice = adviceOf({ rule, hit }, offer);
  const isUnreadable = rule.unreadableOf?.(hit.data) ?? rule.unreadable ?? false;
  return {
    rule: rule.code,
    name: rule.name,
    severity: severityOf(rule, hit.data, certainty),
    certainty,
    message: rule.message(hit.data),
    engines: hit.engines,
    data: { ...hit.data },
    locations,
    evidence: hit.evidence ?? [],
    remedy: [advice.words, ...advice.lines].join('\n'),
    advice,
    ...(rule.together && { together: rule.together(hit.data) }),
    ...(fix && { fix }),
    ...(offer && { edits, ...(offer.awaits.length > 0 && { awaits: offer.awaits }) }),
    url: documentationOf(rule),
    key: keyOf(rule, hit.engines, hit.subject),
    inconclusive: rule.inconclusiveOf?.(hit.data) ?? rule.inconclusive ?? false,
    ...(isUnreadable && { unreadable: true }),
    ...((rule.leads ?? isUnreadable) && { leads: true }),
  };
}

/** What to do, and below it the edit or, where there is none, what to write. */
function adviceOf({ rule, hit: { data } }: RuleHit, offer: Offer | null): NonNullable<Finding['advice']> {
  const words = rule.remedy(data);
  if (offer !== null) return { words: offer.told(words), lines: offer.lines };
  const sample = rule.sample?.(data)?.split('\n') ?? [];
  return { words, lines: sample.map((line) => `  ${line}`) };
}

/** What is only guessed never fails a run by itself: below `strong`, an error becomes a warning. */
function severityOf(rule: NamedRule, data: unknown, certainty: Certainty): Severity {
  const severity: Severity = rule.severityOf?.(data) ?? rule.severity;
  return severity === 'error' && certainty === 'weak' ? 'warning' : severity;
}

/** Nodes over one base may all mean one place in it: each place once. */
function locationsOf(places: readonly Place[], index: Index): readonly Location[] {
  const locations = places.map((place, position) => locationOf(place, position, index));
  if (!index.layered || locations.length < 2) return locations;
  return [...new Map(locations.toReversed().map((each) => [placeText(each), each])).values()].toReversed();
}

function locationOf(place: Place, position: number, index: Index): Location {
  const target = resolve(place, index.entries);
  const document = holderOf(target, index);
  const role = position === 0 ? 'primary' : 'related';
  const note = place.note ?? null;
  const words = { pointer: target.pointer, role, note } as const;
  if (document === undefined) return { file: target.file, ...NOWHERE, ...words };
  const variable = index.files.get(target.file)?.variableAt(target.pointer ?? '') ?? null;
  const origin = variable === null ? undefined : index.documents.get(variable.file);
  if (variable !== null && origin !== undefined) return { ...placeOf(origin, variable.span), ...words };
  return { ...placeOf(document, spanOf(target, document)), ...words };
}

/** A place as people find it: in the file that they have. */
function placeOf({ file }: SourceDocument, span: Span): Omit<Location, 'pointer' | 'role' | 'note'> {
  const { carried, ...place } = standing(file, span);
  if (carried === null) return place;
  const shownFrom = carried.form === 'lines' ? null : carried.name;
  const configuration = file.carried?.part ?? carried.name;
  return { ...place, embedded: { configuration, ...carried.range, shownFrom } };
}

/** Spans are of the file that is named; a pointer may lead into the base below it. */
function holderOf({ file, pointer, span }: Target, { files, documents }: Index): SourceDocument | undefined {
  return span === undefined ? files.get(file)?.holderOf(pointer ?? '') : documents.get(file);
}

const NOWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1 };

interface Target {
  readonly file: string;
  readonly pointer: string | null;
  readonly span?: Span;
  readonly part: 'key' | 'value' | 'entry';
  /** Shown where the pointer has no value of its own. */
  readonly fallback?: string;
}

function resolve(place: Place, entries: ReadonlyMap<string, EngineEntry>): Target {
  if ('span' in place) {
    return { file: place.file, pointer: place.pointer ?? null, span: place.span, part: 'value' };
  }
  if ('pointer' in place) return place;
  const entry = entries.get(place.engine);
  if (entry === undefined) throw new Error(`a hit points at "${place.engine}", which no file has`);
  if (place.setting === undefined) return { file: entry.file, pointer: entry.pointer, part: 'key' };
  const pointer = `${entry.pointer}/${place.setting}`;
  return { file: entry.file, pointer, part: 'value', fallback: entry.pointer };
}

function spanOf(target: Target, document: SourceDocument): Span {
  if (target.span !== undefined) return target.span;
  return (
    locate(document, target.pointer ?? '', target.part) ??
    locate(document, target.fallback ?? '', 'key') ?? { start: 0, end: 0 }
  );
}

/** The same for places that people cannot tell apart. */
export function placeText({ file, line, column, endLine, endColumn, embedded }: Location): string {
  return JSON.stringify([file, line, column, endLine, endColumn, embedded?.line, embedded?.column]);
}

/** The page of a rule in the documentation of this project. */
export function documentationOf(rule: { readonly code: string; readonly name: string }): string {
  return `docs/rules/${rule.code}-${rule.name}.md`;
}

/** Stays the same when lines move, and can be read in a baseline: rule, engines, subject. */
export function keyOf(rule: NamedRule, engines: readonly string[], subject: string): string {
  return `${rule.code}:${engines.toSorted(compareText).join(',')}:${subject}`;
}
