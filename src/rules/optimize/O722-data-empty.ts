import { shortened } from '../../core/text/text.js';
import { someNames } from '../shared/words.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly prefix: string;
  /** At most twenty of them. */
  readonly otherPrefixes: readonly string[];
  /** How many there are beyond these, where there are. */
  readonly furtherPrefixes?: number;
}

/** A store of many teams may have thousands. */
const MOST = 20;

export default optimizeRule({
  code: 'O722',
  name: 'data-empty',
  severity: 'warning',
  needs: ['storeContact', 'storeContent'],
  *check({ facts, configuration }) {
    const { empty, otherPrefixes } = facts.storeContent.value;
    if (!empty) return;
    const { prefix } = facts.storeContact.value;
    const further = otherPrefixes.length - MOST;
    const data: Data = {
      prefix,
      otherPrefixes: otherPrefixes.slice(0, MOST),
      ...(further > 0 && { furtherPrefixes: further }),
    };
    const { evidence } = facts.storeContent;
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: prefix };
  },
  message({ prefix, otherPrefixes, furtherPrefixes = 0 }: Data) {
    const others =
      otherPrefixes.length === 0 ? '' : ` There is data under ${someNames(otherPrefixes, furtherPrefixes)}.`;
    return `Optimize has no data under the prefix "${shortened(prefix, 30)}": no Optimize has ever run with it on this search store.${others}`;
  },
  remedy() {
    return 'Check es.settings.index.prefix (or opensearch.settings.index.prefix) and the address of the search store.';
  },
});
