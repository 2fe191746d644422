import { shortened } from '../../core/text/text.js';
import { someNames } from '../shared/words.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly prefix: string;
  readonly otherPrefixes: readonly string[];
}

export default optimizeRule({
  code: 'O722',
  name: 'data-empty',
  severity: 'warning',
  needs: ['storeContact', 'storeContent'],
  *check({ facts, configuration }) {
    const { empty, otherPrefixes } = facts.storeContent.value;
    if (!empty) return;
    const { prefix } = facts.storeContact.value;
    const data: Data = { prefix, otherPrefixes };
    yield { data, engines: [], at: optimizePlace(configuration), subject: prefix };
  },
  message({ prefix, otherPrefixes }: Data) {
    const others = otherPrefixes.length === 0 ? '' : ` There is data under ${someNames(otherPrefixes)}.`;
    return `Optimize has no data under the prefix "${shortened(prefix, 30)}": it never ran with it on this search store.${others}`;
  },
  remedy() {
    return 'Check es.settings.index.prefix (or opensearch.settings.index.prefix) and the address of the search store.';
  },
});
