import { UsageError } from '../../core/errors.js';
import { ACCESS_FORMAT_NAMES } from '../../report/access/index.js';
import { FORMAT_NAMES } from '../../report/index.js';
import { wantsColor } from '../output/output.js';
import { targetOf } from '../../optimize/target.js';
import { liveRequestOf } from '../live-request.js';
import { requestOf } from '../request.js';

/** Throws UsageError where the option of that name does not take the value; what it says is what the command line says of it. */
export function checkValue(name: string, text: string): void {
  if (name === 'format') checkFormat(text);
  else if (name === 'color') wantsColor(text);
  else if (name === 'optimize') targetOf(text);
  else if (name === 'define') requestOf('validate', [], { define: [text] }, null);
  else {
    const key = name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    requestOf('validate', [], { [key]: text }, null);
    liveRequestOf({ [key]: text }, new AbortController().signal, () => undefined);
  }
}

/** What writes a file, and which, is for the person who starts the run. */
function checkFormat(text: string): void {
  if (text.includes('='))
    throw new UsageError(
      `--format ${text.split('=', 1)[0] ?? ''} with a file can only be given on the command line`,
    );
  const known: readonly string[] = [...new Set<string>([...FORMAT_NAMES, ...ACCESS_FORMAT_NAMES])];
  if (!known.includes(text))
    throw new UsageError(`there is no format "${text}" here`, `there are ${known.join(', ')}`);
}
