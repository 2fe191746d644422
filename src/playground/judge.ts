import { targetOf, type OptimizeTarget } from '../optimize/target.js';
import { InputError } from '../core/errors.js';
import type { Finding } from '../core/finding.js';
import { fixedState } from '../run/fix/fixed-state.js';
import { stateOf, type State } from '../run/fix/state.js';
import { textsAfter } from '../run/fix/texts-after.js';
import { maskedText } from '../run/masked-text.js';
import { plainRequest } from '../run/request/plain-request.js';
import type { CheckRequest, RunContext } from '../run/request/request.js';

/** The one text of the page has a name, as a file has. */
const NAME = 'environment-config.yaml';

const CONTEXT: RunContext = { version: '', interruptedBy: () => null };

/** What `multi-engine validate` says of a text. */
export interface Judged {
  readonly text: string;
  /** Null where the text cannot be judged, for the reason in `problem`. */
  readonly state: State | null;
  readonly request: CheckRequest;
  readonly problem: string | null;
}

/** `release`: the Optimize to judge for, empty for all of them. */
export async function judged(text: string, release: string): Promise<Judged> {
  const request = requestFor(release === '' ? null : targetOf(release));
  try {
    const state = await stateOf(request, CONTEXT, new Map([[NAME, text]]));
    return { text, state, request, problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { text, state: null, request, problem: [error.message, ...error.help].join('\n') };
  }
}

/** Whoever reads the page has the variables of no server. */
function requestFor(target: OptimizeTarget): CheckRequest {
  return { ...plainRequest([NAME]), stdinName: NAME, target };
}

/** The text after the edit of a finding; null where it has none that can be made. */
export function corrected({ state, request }: Judged, finding: Finding): string | null {
  return state === null ? null : (textsAfter(state, [finding], request).get(NAME) ?? null);
}

/** The text after every edit that cannot change what is imported. */
export async function allCorrected({ text, state, request }: Judged): Promise<string> {
  if (state === null) return text;
  const after = await fixedState(state, { request, context: CONTEXT, all: false });
  return after.texts.get(NAME) ?? text;
}

/** The text with `***` for each secret; null where it could not be read, so that nobody knows where its secrets are. */
export function withoutSecrets({ text, state }: Judged): string | null {
  if (state === null) return null;
  const { configuration, vault } = state.loaded.whole;
  const isCarrier = configuration.files.some(({ document }) => document.file.carried !== undefined);
  return maskedText({ name: NAME, isCarrier }, text, vault);
}
