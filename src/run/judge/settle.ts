import type { Configuration } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import type { SourceDocument } from '../../load/types.js';
import type { Finding } from '../../core/finding.js';
import { compareFindings } from '../../core/order.js';
import type { SourceFile } from '../../load/types.js';
import type { OfferEdits } from './edits/offers.js';
import { atOnce, type Steps } from '../../core/steps.js';
import { findingOf, placeText, type Index } from './finding-of.js';
import { defectOf, type RuleHit } from './runner.js';

export interface Settled {
  readonly findings: readonly Finding[];
  /** A hit whose words could not be made is the tool's defect; the other findings stand. */
  readonly defects: readonly string[];
}

/** Loads what makes edits, which few runs need. */
export async function editorFor(
  hits: readonly RuleHit[],
  configuration: Configuration,
  vault: Pick<Vault, 'hide'>,
): Promise<OfferEdits> {
  if (!hits.some(({ hit }) => (hit.edits?.length ?? 0) > 0)) return () => null;
  const { offers } = await import('./edits/offers.js');
  return offers(configuration, vault);
}

/** Turns hits into findings: positions, severity, remedy, key and order. The only place that knows these policies. */
export function settle(
  hits: readonly RuleHit[],
  configuration: Configuration,
  show: OfferEdits,
  further: readonly SourceFile[],
  adjust: (finding: Finding) => Finding,
): Settled {
  return atOnce(settleSteps(hits, configuration, show, further, adjust));
}

/** The same, hit by hit; what is left off is not reported. */
export function* settleSteps(
  hits: readonly RuleHit[],
  configuration: Configuration,
  show: OfferEdits,
  further: readonly SourceFile[],
  adjust: (finding: Finding) => Finding,
): Steps<Settled> {
  const index: Index = {
    layered: haveTextsInCommon(configuration),
    files: new Map(configuration.files.map((file) => [file.document.file.name, file])),
    documents: new Map([
      ...[...further, ...configuration.variablesFiles()].map(
        (file) => [file.name, withoutTree(file)] as const,
      ),
      ...configuration.documents().map((document) => [document.file.name, document] as const),
    ]),
    entries: new Map(configuration.engines.toReversed().map((entry) => [entry.alias, entry])),
  };
  const findings: Finding[] = [];
  const defects: string[] = [];
  for (const each of hits) {
    try {
      findings.push(adjust(findingOf(each, index, show)));
    } catch (error) {
      defects.push(defectOf(each.rule, error));
    }
    if (yield) break;
  }
  const kept = index.layered ? distinct(findings) : findings;
  return { findings: kept.toSorted(compareFindings), defects };
}

/** A base below several nodes, and a text of which several workloads make nodes. */
function haveTextsInCommon({ files }: Configuration): boolean {
  return files.some(({ documents, document }) => documents.length > 1 || document.file.carried !== undefined);
}

/** What stands in a base is a fault once, however many nodes it lies below. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map<string, Finding>();
  for (const finding of findings) {
    const text = JSON.stringify([finding.rule, finding.message, ...finding.locations.map(placeText)]);
    if (!byText.has(text)) byText.set(text, finding);
  }
  return [...byText.values()];
}

/** A file that is no configuration: only places given by their span can be found in it. */
export function withoutTree(file: SourceFile): SourceDocument {
  return { file, root: null, faults: [], damaged: [] };
}
