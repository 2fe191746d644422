import type { SourceNode } from '../types.js';
import type { CarrierReader } from './carrier-tree.js';

/** What a service has mounted. */
interface ComposeMount {
  /** As it is written. */
  readonly source: string;
  /** Where it is in the container. */
  readonly target: string;
  /** Whether the source is a path of the machine, not the name of a volume. */
  readonly isPath: boolean;
}

export function mountOf(reader: CarrierReader, item: SourceNode): ComposeMount {
  const short = reader.text(item);
  const text = (key: string): string => reader.text(reader.at(item, key)) ?? '';
  const [source, target] = short === null ? [text('source'), text('target')] : parted(short);
  return { source, target, isPath: /^[./~]/u.test(source) || DRIVE.test(source) };
}

/** Of Windows, with a colon of its own. */
const DRIVE = /^[A-Za-z]:[\\/]/u;
/** The same where a target follows: a volume may have a name of one letter. */
const DRIVE_BEFORE = /^[A-Za-z]:(?=[\\/][^:]*:[/$])/u;

function parted(short: string): readonly [source: string, target: string] {
  const drive = DRIVE_BEFORE.exec(short)?.[0] ?? '';
  // `${NAME:-default}` has a colon of its own as well.
  const end = short.lastIndexOf('}') + 1;
  const closed = short.slice(drive.length, end).replace(/\$\{[^}]*\}/gu, hidden);
  const [source = '', target = ''] = (closed + short.slice(Math.max(end, drive.length))).split(':');
  return [drive + source, target];
}

function hidden(placeholder: string): string {
  return placeholder.replaceAll(':', '');
}
