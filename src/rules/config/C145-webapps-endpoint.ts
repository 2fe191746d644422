import type { Hit } from '../../core/rule.js';
import { withoutTrailingSlash } from '../../core/text/url.js';
import { shortened } from '../../core/text/text.js';
import type { EntryView } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { isFalse } from '../shared/configuration/logins.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { endpointFault, type EndpointFault } from '../shared/configuration/webapps.js';
import { shownText, variableBehind, writtenOrRead } from '../shared/configuration/substitutions.js';
import { someNames } from '../shared/words.js';

interface Data {
  readonly engines: readonly string[];
  readonly fault: Fault;
  readonly endpoint: string;
  /** Engine name, for the link. */
  readonly name: string;
  /** The variable that the value comes from. */
  readonly variable: string | null;
}

type Fault = 'missing' | 'empty' | 'equal' | EndpointFault;

export default configurationRule({
  code: 'C145',
  name: 'webapps-endpoint',
  severity: 'warning',
  needsOptimize: true,
  goesWithOneEntry: ({ fault }: Data) => fault === 'equal',
  *check({ configuration }) {
    const linked = new Map<string, PlacedEntry[]>();
    for (const placed of placedEntries(configuration)) {
      const { file, each, alias } = placed;
      const { state, text, blank } = each.setting('webapps/endpoint');
      if (each.node('webapps')?.kind !== 'mapping' || isSwitchedOff(each)) continue;
      const isMissing = state === 'absent' || state === 'null';
      if (isMissing || blank) {
        if (!each.partial && !isMisspelled(file, alias, 'webapps.endpoint'))
          yield hit(isMissing ? 'missing' : 'empty', [placed]);
      } else if (state === 'text') {
        const fault = endpointFault(text ?? '', placed);
        if (fault === null) addTo(linked, linkOf(placed), placed);
        else yield hit(fault, [placed]);
      } else if (state === 'unresolved') addTo(linked, linkOf(placed), placed);
    }
    for (const group of linked.values()) if (isSeveralEngines(group)) yield hit('equal', group);
  },
  message({ engines, fault, endpoint, name }: Data) {
    const who = someNames(engines);
    if (fault === 'missing') return `${who} has no "webapps.endpoint": links to Cockpit lead nowhere.`;
    const shown = shortened(endpoint, 50);
    if (fault === 'equal')
      return `${who} have the same "webapps.endpoint", ${shown}, and the same engine name: links lead to the same Cockpit for both.`;
    const link = `${shortened(withoutTrailingSlash(endpoint), 60)}/app/cockpit/${shortened(name, 20)}/#/…`;
    return `"webapps.endpoint" of ${who} ${wrong(fault, shown, link)}`;
  },
  remedy({ fault, variable }: Data) {
    if (fault === 'equal')
      return 'Give each engine the address of its own web applications, as browsers see it.';
    if (variable !== null)
      return `Set ${variable} to the address as browsers see it, up to /camunda, e.g. https://engine.example.com/camunda.`;
    return 'Write the address as browsers see it, up to /camunda, or switch the links off with "enabled: false":\n  webapps:\n    endpoint: https://engine.example.com/camunda\n    enabled: true';
  },
});

/** What is wrong with the address of one engine. */
function wrong(fault: Exclude<Fault, 'missing' | 'equal'>, shown: string, link: string): string {
  const faults = {
    empty: 'is empty: links to Cockpit lead nowhere.',
    local: `is ${shown}, while the engine is on another machine: links to Cockpit lead to the user's own machine.`,
    internal: `is ${shown}, a host name that only machines on its own network know: links to Cockpit do not open elsewhere.`,
    scheme: `does not begin with http:// or https://: Optimize will link to ${link}`,
    page: `is a page, not the base of the web applications: Optimize will link to ${link}`,
    rest: `is the address of the REST API: Optimize will link to ${link}`,
  };
  return faults[fault];
}

function hit(fault: Fault, group: readonly PlacedEntry[]): Hit<Data> {
  const [first] = group;
  const engines = group.map(({ alias }) => alias);
  const setting = first?.each.setting('webapps/endpoint');
  const endpoint = first === undefined || setting === undefined ? '' : shownText(first.file, setting);
  const name = first?.entry.name ?? 'default';
  const variable = first === undefined || setting === undefined ? null : variableFor(first, setting.pointer);
  return {
    data: { engines, fault, endpoint, name, variable },
    engines,
    at: group.map(({ each, fileName }) => ({
      file: fileName,
      pointer: each.setting('webapps/endpoint').pointer,
      part: fault === 'missing' ? 'key' : 'value',
    })),
    subject: fault,
  };
}

/** The engine that Optimize brings along has no entry in a file: its address is that of a variable, given or not. */
function variableFor({ file, each }: PlacedEntry, pointer: string): string | null {
  return each.builtIn ? 'OPTIMIZE_CAMUNDABPM_WEBAPPS_URL' : variableBehind(file, pointer);
}

/** Without links the address does not matter. */
function isSwitchedOff(each: EntryView): boolean {
  const { state, text } = each.setting('webapps/enabled');
  return state === 'null' || (state === 'text' && isFalse(text));
}

/** What a link is made of. Several files are nodes of one cluster: there, equal links are right. */
function linkOf({ file, fileName, each, entry }: PlacedEntry): string {
  const endpoint = withoutTrailingSlash(
    writtenOrRead(file, each.setting('webapps/endpoint')) ?? entry.pointer,
  );
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
