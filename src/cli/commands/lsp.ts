import type { AnyCommand, Handler } from '../command-types.js';
import { BoundedInput } from '../lsp/bounded-input.js';
import { Judging } from '../lsp/judging.js';
import { serve } from '../lsp/server.js';
import { protocolOutput } from '../output/standard-output.js';
import type { RawOptions } from '../options/options.js';

/** `lsp`: what `validate` finds, while somebody types. Each document has the settings of its folder, as `validate` would. */
export function serving(commands: readonly AnyCommand[]): Handler<RawOptions & { readonly stdio?: boolean }> {
  return (_args, { stdio: _only, ...options }, version) => {
    const judging = new Judging(commands, options, version);
    return serve({ judging, version, input: boundedInput(), output: protocolOutput() });
  };
}

/** Who is done with it is done with standard input: an open pipe would keep the process. */
function boundedInput(): BoundedInput {
  const input = process.stdin.pipe(new BoundedInput());
  return input.on('close', () => process.stdin.destroy());
}
