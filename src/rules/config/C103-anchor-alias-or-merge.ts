import { keysOf, standsForEngines } from '../../core/text/pointer.js';
import type { Edit } from '../../core/edit.js';
import type { Place } from '../../core/rule.js';
import { shortened } from '../../core/text/text.js';
import type { SourceDocument, TextFault } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt, settingAt } from '../shared/words.js';

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
  unreadableOf: ({ kind, pointer }) => kind !== 'anchor' && standsForEngines(pointer),
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      const aliases = new Set(document.faults.filter(isAlias).map(({ name }) => name));
      const anchors = anchorsOf(document);
      for (const fault of document.faults) {
        const data = dataOf(fault, aliases);
        if (data === null) continue;
        const anchor = data.kind === 'alias' ? anchors.get(data.name) : undefined;
        const file = document.file.name;
        const at: Place[] = [{ file, span: fault.span }];
        if (anchor !== undefined) at.push({ file, span: anchor.span, note: 'the anchor' });
        yield {
          data,
          engines: enginesAt(data.pointer),
          at,
          edits: editsOf(data, file, fault, anchor),
          subject: `${data.pointer} ${data.name}`,
        };
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
    return 'Write the settings out in every place; a placeholder like ${NAME} can hold a value that is used often.';
  },
});

/** An anchor counts through its aliases, an alias behind `<<` through the merge key: one cause, one finding. */
function dataOf(fault: TextFault, aliases: ReadonlySet<string>): Data | null {
  if (fault.kind === 'merge') return { kind: 'merge', name: '', pointer: fault.pointer };
  if (isAlias(fault)) {
    const merged = keysOf(fault.pointer).includes('<<');
    return merged ? null : { kind: 'alias', name: fault.name, pointer: fault.pointer };
  }
  if (fault.kind !== 'anchor' || aliases.has(fault.name)) return null;
  return { kind: 'anchor', name: fault.name, pointer: '' };
}

function isAlias(fault: TextFault): fault is TextFault & { readonly kind: 'alias' } {
  return fault.kind === 'alias';
}

/** Of several anchors with one name, the first. */
function anchorsOf({ faults }: SourceDocument): ReadonlyMap<string, TextFault> {
  const anchors = new Map<string, TextFault>();
  for (const fault of faults)
    if (fault.kind === 'anchor' && !anchors.has(fault.name)) anchors.set(fault.name, fault);
  return anchors;
}

/** One value can be written out; a whole section, or what is merged into one, has to be laid out by people. */
function editsOf(
  { kind, pointer }: Data,
  file: string,
  { span }: TextFault,
  anchor: TextFault | undefined,
): readonly Edit[] {
  if (kind === 'anchor') return [{ kind: 'text', file, span, text: '' }];
  return kind === 'merge' || anchor === undefined
    ? []
    : [{ kind: 'copy', file, pointer, anchor: anchor.span }];
}
