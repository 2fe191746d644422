import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { hasRestFilter } from '../shared/configuration/plugins.js';
import { nearbyHint, schemesInWords } from '../shared/engines/refusals.js';

interface Data extends FailureData {
  /** A plugin of Optimize may add the login that is missing here. */
  readonly plugin: boolean;
  readonly withoutOptimize: boolean;
  /** The entry has no login that could have been tried. */
  readonly withoutLogin?: true;
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
        ...(entry.authentication?.enabled !== true && { withoutLogin: true as const }),
      };
      yield { ...hit, data };
    }
  },
  message({ engine, failure, plugin, withoutOptimize, withoutLogin }: Data) {
    const status = failure.status ?? 401;
    const wants = `"${engine}" accepts ${schemesInWords(failure)} only (${status})`;
    if (failure.given !== undefined)
      return `${wants}, so it could not be examined with the ${GIVEN[failure.given]} from --credentials.`;
    // Whoever sends nothing is asked for one scheme, and others may do as well.
    if (withoutLogin === true && !plugin && !withoutOptimize)
      return `"${engine}" asks for ${schemesInWords(failure)} (${status}), and its entry has no login. Optimize cannot import from it: it sends user and password (Basic) at most.`;
    if (plugin)
      return `${wants}. Optimize's plugin may add it; this tool has none, so the engine was not examined.`;
    if (withoutOptimize) return `${wants}, so it could not be examined with user and password.`;
    return `${wants}. Optimize can only send user and password (Basic), so it cannot import. No password was checked.`;
  },
  remedy(data: Data) {
    const hint = nearbyHint(data.failure);
    if (data.failure.given === 'token')
      return [...hint, 'Leave it out of --credentials, or give it a user and a password there.'].join('\n');
    if (isOpen(data))
      return [...hint, 'Give this tool a token or headers of its own: --credentials FILE.'].join('\n');
    return [
      ...hint,
      ...(data.withoutLogin === true
        ? ['If the server accepts user and password as well, set them under "authentication".']
        : []),
      'Let the server accept Basic on the paths of the REST interface as well.',
      'Or give Optimize a plugin that adds what is missing to each request (plugin.engineRestFilter.basePackages).',
      'To examine this engine now, give this tool a token of its own: --credentials FILE.',
    ].join('\n');
  },
});

const GIVEN = { password: 'user and password', token: 'token', headers: 'headers' } as const;

function isOpen({ plugin, withoutOptimize, failure }: Data): boolean {
  return plugin || withoutOptimize || failure.given !== undefined;
}
