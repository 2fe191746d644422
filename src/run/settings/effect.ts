import type { SettingsEffect } from '../../core/report/report.js';
import { counted, joined } from '../../core/text/text.js';
import type { Judgement } from '../judge/judge.js';
import { offIn } from '../judge/select.js';
import type { CheckRequest } from '../request/request.js';

/** What the settings of a team had a say in; null where there are none. */
export function settingsEffect(
  { findings, leftOut }: Pick<Judgement, 'findings' | 'leftOut'>,
  { policy, only, skip }: Pick<CheckRequest, 'policy' | 'only' | 'skip'>,
): SettingsEffect | null {
  if (policy === undefined) return null;
  const off = offIn(policy, only).filter(
    (rule) => !skip.includes(rule) && (only.length === 0 || only.includes(rule)),
  );
  const changed = findings.filter(({ usualSeverity }) => usualSeverity !== undefined).length;
  return { file: policy.source.name, off, changed, left: leftOut };
}

/** The same in words; nothing where the settings only say what a command line could have said as well. */
export function settingsNotes(
  { file, off, changed, left }: SettingsEffect,
  { policy }: Pick<CheckRequest, 'policy'>,
): readonly string[] {
  const parts = [
    off.length === 0 ? '' : `off: ${joined(off)}`,
    changed === 0 ? '' : `severity changed: ${counted(changed, 'finding')}`,
    left === 0 ? '' : `left out: ${counted(left, 'finding')}`,
    ...(policy?.lenient ?? []),
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [`By ${file}: ${parts.join('; ')}.`];
}
