import { shortened } from '../../core/text/text.js';
import { isTrue } from '../shared/configuration/imports.js';
import type { PlacedEntry } from '../shared/configuration/entries.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** Empty where the web applications are switched off. */
  readonly running: string;
  /** Null where it holds what is not shown. */
  readonly inFile: string | null;
}

export default optimizeRule({
  code: 'O706',
  name: 'webapps-differ',
  severity: 'warning',
  compares: true,
  needs: ['runningEngines'],
  *check({ facts, configuration }) {
    const inFiles = entriesByAlias(configuration);
    for (const { alias, endpoint } of facts.runningEngines.value) {
      const entries = inFiles.get(alias) ?? [];
      const [first] = entries;
      if (endpoint === null || first === undefined) continue;
      if (!entries.every((placed) => differs(placed, endpoint))) continue;
      const data: Data = { engine: alias, running: endpoint, inFile: shownEndpoint(first) };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, isOn(first) === false ? 'webapps/enabled' : 'webapps/endpoint'),
        evidence: facts.runningEngines.evidence,
        subject: 'webapps',
      };
    }
  },
  message({ engine, running, inFile }: Data) {
    return `Optimize runs engine ${named(engine)} with ${inWords(running)}; the file has ${inWords(inFile)}.`;
  },
  remedy() {
    return 'Restart Optimize with this file: links from its reports lead to the address that it was started with.';
  },
});

function inWords(endpoint: string | null): string {
  if (endpoint === null) return 'another address';
  return endpoint === ''
    ? 'its web applications switched off'
    : `its web applications at ${shortened(endpoint, 50)}`;
}

function isOn({ each }: PlacedEntry): boolean | null {
  const { state, text } = each.setting('webapps/enabled');
  return state === 'text' ? isTrue(text) : null;
}

/** What a file does not tell differs from nothing. */
function differs(placed: PlacedEntry, endpoint: string): boolean {
  const { hasWebapps, webappsEndpoint } = placed.entry;
  const on = isOn(placed);
  if (!hasWebapps || on === null) return false;
  if (!on) return endpoint !== '';
  return webappsEndpoint !== null && webappsEndpoint !== endpoint;
}

/** As the file shows it, unless a part of it is masked there. */
function shownEndpoint(placed: PlacedEntry): string | null {
  if (isOn(placed) === false) return '';
  const { text } = placed.each.setting('webapps/endpoint');
  const { webappsEndpoint } = placed.entry;
  const isShown =
    text !== null && webappsEndpoint !== null && webappsEndpoint.startsWith(text.replace(/\/$/u, ''));
  return isShown ? webappsEndpoint : null;
}
