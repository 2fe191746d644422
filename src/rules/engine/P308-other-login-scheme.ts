import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { hasRestFilter } from '../shared/configuration/plugins.js';
import { nearbyHint, schemesInWords } from '../shared/engines/refusals.js';

interface Data extends FailureData {
  /** A plugin of Optimize may add the login that is missing here. */
  readonly plugin: boolean;
  readonly withoutOptimize: boolean;
}

export default engineRule({
  code: 'P308',
  name: 'other-login-scheme',
  severity: 'error',
  needs: ['reach'],
  severityOf: (data: Data) => (isOpen(data) ? 'warning' : 'error'),
  inconclusiveOf: isOpen,
  *check(view) {
    const { entry, configuration } = view;
    for (const hit of brokenChain(view, ({ code }) => code === 'other-login', 'authentication')) {
      const data: Data = {
        ...hit.data,
        plugin: hasRestFilter(entry, configuration),
        withoutOptimize: configuration.target === 'none',
      };
      yield { ...hit, data };
    }
  },
  message({ engine, failure, plugin, withoutOptimize }: Data) {
    const wants = `"${engine}" accepts ${schemesInWords(failure)} only (${failure.status ?? 401})`;
    if (failure.given !== undefined)
      return `${wants}, so it could not be examined with the user and password from --credentials.`;
    if (plugin)
      return `${wants}. Optimize's plugin may add it; this tool has none, so the engine was not examined.`;
    if (withoutOptimize) return `${wants}, so it could not be examined with user and password.`;
    return `${wants}. Optimize can only send user and password (Basic), so it cannot import. No password was checked.`;
  },
  remedy(data: Data) {
    const hint = nearbyHint(data.failure);
    if (isOpen(data))
      return [...hint, 'Give this tool a token or headers of its own: --credentials FILE.'].join('\n');
    return [
      ...hint,
      'Let the server accept Basic on the paths of the REST interface as well.',
      'Or give Optimize a plugin that adds what is missing to each request (plugin.engineRestFilter.basePackages).',
      'To examine this engine now, give this tool a token of its own: --credentials FILE.',
    ].join('\n');
  },
});

function isOpen({ plugin, withoutOptimize, failure }: Data): boolean {
  return plugin || withoutOptimize || failure.given !== undefined;
}
