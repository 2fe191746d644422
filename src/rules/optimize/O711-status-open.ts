import { counted } from '../../core/text/text.js';
import { isLocalHost } from '../../core/text/url.js';
import { hostOf } from '../shared/configuration/addresses.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly host: string;
  readonly engines: number;
}

export default optimizeRule({
  code: 'O711',
  name: 'status-open',
  severity: 'info',
  needs: ['contact', 'status'],
  *check({ facts, configuration }) {
    const host = hostOf(facts.contact.value.address);
    if (isLocalHost(host)) return;
    const data: Data = { host, engines: facts.status.value.engines.length };
    const { evidence } = facts.status;
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: host };
  },
  message({ host, engines }: Data) {
    return `Optimize at ${host} tells its ${counted(engines, 'engine')}, their names and their state to everyone who reaches the port, without a login.`;
  },
  remedy() {
    return 'Let only the users of Optimize reach the port. Optimize has no setting that closes /api/status and /api/ui-configuration.';
  },
});
