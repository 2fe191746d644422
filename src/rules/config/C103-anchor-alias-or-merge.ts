import { keysOf } from '../../core/pointer.js';
import type { Place } from '../../core/rule.js';
import { shortened } from '../../core/text.js';
import type { SourceDocument, TextFault } from '../../topology/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt, settingAt } from './words.js';

interface Data {
  readonly kind: 'alias' | 'merge' | 'anchor';
  /** Name of the anchor; empty for a merge key. */
  readonly name: string;
  /** Where the alias or merge key stands; empty for an anchor. */
  readonly pointer: string;
}

export default configurationRule({
  code: 'C103',
  name: 'anchor-alias-or-merge',
  severity: 'error',
  // An anchor that nothing refers to does no harm.
  severityOf: ({ kind }) => (kind === 'anchor' ? 'info' : 'error'),
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        const data = dataOf(fault, document);
        if (data === null) continue;
        const at: Place[] = [{ file: document.file.name, span: fault.span }];
        if (data.kind === 'alias') at.push(...anchorsOf(data.name, document));
        yield { data, engines: enginesAt(data.pointer), at, subject: `${data.pointer} ${data.name}` };
      }
    }
  },
  message({ kind, name, pointer }: Data) {
    const anchor = shortened(name, 30);
    if (kind === 'anchor') return `The anchor "&${anchor}" has no effect: Optimize does not resolve anchors.`;
    const owner = settingAt(kind === 'merge' ? pointer.replace(/\/[^/]*$/u, '') : pointer);
    return kind === 'merge'
      ? `Optimize does not resolve "<<": nothing is merged into ${owner}, and "<<" counts as a setting of that name.`
      : `Optimize does not resolve aliases: "*${anchor}" gives ${owner} the text "${anchor}".`;
  },
  remedy({ kind }: Data) {
    if (kind === 'anchor') return 'Remove the anchor.';
    return 'Write the settings out in every place; a placeholder like ${NAME} can hold a value that is needed often.';
  },
});

/** An anchor counts through its aliases, an alias behind `<<` through the merge key: one cause, one finding. */
function dataOf(fault: TextFault, { faults }: SourceDocument): Data | null {
  if (fault.kind === 'merge') return { kind: 'merge', name: '', pointer: fault.pointer };
  if (fault.kind === 'alias') {
    const merged = keysOf(fault.pointer).includes('<<');
    return merged ? null : { kind: 'alias', name: fault.name, pointer: fault.pointer };
  }
  if (fault.kind !== 'anchor') return null;
  const used = faults.some((other) => other.kind === 'alias' && other.name === fault.name);
  return used ? null : { kind: 'anchor', name: fault.name, pointer: '' };
}

function anchorsOf(name: string, { file, faults }: SourceDocument): readonly Place[] {
  return faults
    .filter((fault) => fault.kind === 'anchor' && fault.name === name)
    .slice(0, 1)
    .map(({ span }) => ({ file: file.name, span, note: 'the anchor' }));
}
