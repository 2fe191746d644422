import type { AnyCommand, Handler } from '../command-types.js';
import { Judging } from '../lsp/judging.js';
import { serve } from '../lsp/server.js';
import { protocolOutput } from '../output/standard-output.js';
import type { RawOptions } from '../options/options.js';

/** `lsp`: what `validate` finds, while somebody types. Each document has the settings of its folder, as `validate` would. */
export function serving(commands: readonly AnyCommand[]): Handler<RawOptions & { readonly stdio?: boolean }> {
  return (_args, { stdio: _only, ...options }, version) => {
    const judging = new Judging(commands, options, version);
    return serve({ judging, version, input: process.stdin, output: protocolOutput() });
  };
}
