import type { Report } from '../../core/report/report.js';
import { countsOf } from '../../core/grouped.js';
import { withMark, type ChangedFile } from '../changed-files.js';
import { check } from '../check.js';
import { maskedText } from '../masked-text.js';
import { nameAsked } from '../request/inputs.js';
import type { CheckRequest, RunContext } from '../request/request.js';
import { fixedState } from './fixed-state.js';
import { stateOf, type State } from './state.js';

/** What `--fix` made of the files of a request. */
export interface Fixed {
  /** The files that change. */
  readonly files: readonly ChangedFile[];
  /** Standard input where it stays as it is; null where none was read. */
  readonly input: ChangedFile | null;
  /** How many findings are gone. */
  readonly gone: number;
  /** What is found in the files as they will be. */
  readonly report: Report;
  /** A text of a file without its secrets, for printing. */
  readonly masked: (file: ChangedFile, text: string) => string;
}

/**
 * Makes the edits of what is found, and judges the files again. Without `all` only those that leave everything as it is that Optimize imports:
 * engines, their names, addresses, logins and tenants, and what a variable has to say.
 */
export async function fix(request: CheckRequest, context: RunContext, all: boolean): Promise<Fixed> {
  const before = await stateOf(request, context, new Map());
  const now = await fixedState(before, { request, context, all });
  const left = countsOf(now.keys);
  return {
    files: filesBetween(before, now, request),
    input: standardInput(before, request),
    gone: [...countsOf(before.keys)].reduce(
      (sum, [key, count]) => sum + Math.max(0, count - (left.get(key) ?? 0)),
      0,
    ),
    report: await check(request, context, now.loaded),
    masked: (file, text) => maskedText(file, text, now.loaded.whole.vault),
  };
}

/** From the first state to the last. */
function filesBetween(before: State, after: State, request: CheckRequest): readonly ChangedFile[] {
  return [...after.texts].flatMap(([asked, text]) => {
    const file = fileNamed(asked, before, request);
    return file === null || file.before === text ? [] : withMark({ ...file, after: text }, asked === '-');
  });
}

function standardInput(before: State, request: CheckRequest): ChangedFile | null {
  return request.files.includes('-') ? fileNamed('-', before, request) : null;
}

/** A file that was asked for, as it was read. */
function fileNamed(asked: string, { loaded }: State, request: CheckRequest): ChangedFile | null {
  for (const { file } of loaded.whole.configuration.documents()) {
    const { name, text } = file.carried?.file ?? file;
    if (nameAsked(name, request) !== asked) continue;
    const isCarrier = file.carried !== undefined;
    return { name, before: text, after: text, isCarrier, inPlace: true };
  }
  return null;
}
