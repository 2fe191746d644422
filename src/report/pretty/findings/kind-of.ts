import type { Finding } from '../../../core/finding.js';

/** The same for findings that are told together. */
export function kindOf(finding: Finding): string {
  const { rule, severity, certainty, inconclusive, together } = finding;
  const words = together === undefined ? [shapeOf(finding)] : [together.message, together.remedy];
  return JSON.stringify([rule, severity, certainty, inconclusive, ...words]);
}

/** What to do, without the engine, address and variable that it is said of: ten engines that are down are one outage. */
function shapeOf({ advice, remedy, engines, awaits = [] }: Finding): string {
  const own = new Set([...engines, ...awaits]);
  return (advice?.words ?? remedy).replaceAll(/"[^"]*"|https?:\/\/\S+|[\p{L}\p{N}_-]+/gu, (word) =>
    word.includes('://') || own.has(word.replaceAll('"', '')) ? '…' : word,
  );
}
