import type { Hit } from '../../core/rule.js';
import { shortened } from '../../core/text.js';
import type { EntryView } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { isFalse } from '../shared/configuration/logins.js';
import { isLocal, isLocalHost } from '../shared/configuration/addresses.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { shownText } from '../shared/configuration/substitutions.js';
import { someNames } from '../shared/words.js';

interface Data {
  readonly engines: readonly string[];
  readonly fault: 'missing' | 'local' | 'equal';
  readonly endpoint: string;
}

export default configurationRule({
  code: 'C145',
  name: 'webapps-endpoint',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration }) {
    const linked = new Map<string, PlacedEntry[]>();
    for (const placed of placedEntries(configuration)) {
      const { file, each, alias } = placed;
      const { state, text, blank } = each.setting('webapps/endpoint');
      if (each.node('webapps')?.kind !== 'mapping' || isSwitchedOff(each)) continue;
      if (state === 'absent' || state === 'null' || blank) {
        if (!each.partial && !isMisspelled(file, alias, 'webapps.endpoint')) yield hit('missing', [placed]);
      } else if (state === 'text' && isElsewhere(text ?? '', each)) yield hit('local', [placed]);
      else if (state === 'text') addTo(linked, linkOf(placed), placed);
    }
    for (const group of linked.values()) if (isSeveralEngines(group)) yield hit('equal', group);
  },
  message({ engines, fault, endpoint }: Data) {
    const shown = shortened(endpoint, 50);
    if (fault === 'missing')
      return `${someNames(engines)} has no "webapps.endpoint": links to Cockpit lead nowhere.`;
    return fault === 'local'
      ? `"webapps.endpoint" of ${someNames(engines)} is ${shown}, while the engine is on another machine: links to Cockpit lead to the user's own machine.`
      : `${someNames(engines)} have one "webapps.endpoint", ${shown}, and one engine name: links lead to the same Cockpit for both.`;
  },
  remedy({ fault }: Data) {
    return fault === 'equal'
      ? 'Give each engine the address of its own web applications, as browsers see it.'
      : 'Write the address as browsers see it, or switch the links off with "enabled: false":\n  webapps:\n    endpoint: https://engine.example.com/camunda\n    enabled: true';
  },
});

function hit(fault: Data['fault'], group: readonly PlacedEntry[]): Hit<Data> {
  const [first] = group;
  const engines = group.map(({ alias }) => alias);
  const endpoint = first === undefined ? '' : shownText(first.file, first.each.setting('webapps/endpoint'));
  return {
    data: { engines, fault, endpoint },
    engines,
    at: group.map(({ each, fileName }) => ({
      file: fileName,
      pointer: each.setting('webapps/endpoint').pointer,
      part: fault === 'missing' ? 'key' : 'value',
    })),
    subject: fault,
  };
}

/** Without links the address does not matter. */
function isSwitchedOff(each: EntryView): boolean {
  const { state, text } = each.setting('webapps/enabled');
  return state === 'null' || (state === 'text' && isFalse(text));
}

/** Where engine and web applications are both on this machine, the address of the engine says so already. */
function isElsewhere(endpoint: string, { entry }: EntryView): boolean {
  const host = /^https?:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/iu.exec(endpoint)?.[1] ?? '';
  return isLocalHost(host.toLowerCase()) && entry.base !== null && !isLocal(entry);
}

/** What a link is made of. Several files are nodes of one cluster: there, equal links are right. */
function linkOf({ fileName, each, entry }: PlacedEntry): string {
  const endpoint = each.setting('webapps/endpoint').text?.replace(/\/$/u, '');
  return JSON.stringify([fileName, endpoint, entry.name ?? entry.pointer]);
}

/** Several engines on one server share its web applications. */
function isSeveralEngines(group: readonly PlacedEntry[]): boolean {
  const bases = group.map(({ entry }) => entry.base);
  return !bases.includes(null) && new Set(bases).size > 1;
}

function addTo(groups: Map<string, PlacedEntry[]>, key: string, placed: PlacedEntry): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [placed]);
  else group.push(placed);
}
