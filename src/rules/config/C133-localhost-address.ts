import { shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { isLocal, isSampleEntry } from '../shared/configuration/addresses.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { restLine } from '../shared/configuration/rest-line.js';
import { shownAddress } from '../shared/configuration/substitutions.js';
import { someNames } from '../shared/words.js';

interface Data {
  readonly engines: readonly string[];
  /** The address of the first. */
  readonly rest: string;
  readonly withoutOptimize?: true;
  /** The address comes from the variable of the engine that Optimize brings along. */
  readonly byVariable?: true;
}

export default configurationRule({
  code: 'C133',
  name: 'localhost-address',
  severity: 'info',
  *check({ configuration }) {
    // Where no variable sets its address, the built-in entry and the shipped one beside others have findings of their own.
    const local = [...placedEntries(configuration)].filter(
      ({ file, each, entry }) =>
        isLocal(entry) &&
        (!each.builtIn || file.node.byVariables) &&
        !(file.entries.length > 1 && isSampleEntry(entry)),
    );
    for (const { document } of configuration.files) {
      const here = local.filter(({ fileName }) => fileName === document.file.name);
      const [first] = here;
      if (first === undefined) continue;
      const engines = here.map(({ alias }) => alias);
      const withoutOptimize = configuration.target === 'none';
      const data: Data = {
        engines,
        rest: shownAddress(first.file, first.each),
        ...(withoutOptimize && { withoutOptimize }),
        ...(first.each.builtIn && { byVariable: true }),
      };
      yield {
        data,
        engines,
        at: here.map(({ each, fileName }) => ({
          file: fileName,
          pointer: each.setting('rest').pointer,
          part: 'value',
        })),
        subject: 'rest',
      };
    }
  },
  message({ engines, rest }: Data) {
    return `${someNames(engines)} ${engines.length === 1 ? 'points' : 'point'} to localhost (${shortened(rest, 50)}): inside a container, that is the container itself.`;
  },
  remedy({ withoutOptimize }: Data) {
    const who = withoutOptimize === true ? 'what reads this file' : 'Optimize';
    return `Where ${who} runs in a container or on another machine, use the engine's service or host name:`;
  },
  sample({ rest, byVariable }: Data) {
    return restLine(
      byVariable,
      rest.replace(/(https?:\/\/)(?:[^@/]*@)?(?:\[[^\]]*\]|[^/:]*)/iu, '$1ENGINE-HOST'),
    );
  },
});
