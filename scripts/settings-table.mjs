// From the JSON schema to the table of settings that the program reads (src/optimize/settings.ts): what a setting is called, what it may be,
// whether it is secret, which releases read it. What only people read stays in the schema.

/** Annotation of the schema → field of the table. CONTRIBUTING.md says what each means. */
const FACTS = {
  'x-accepts': 'accepts',
  'x-secret': 'secret',
  'x-exact': 'exact',
  'x-first-release': 'first',
  'x-surely-missing-in': 'surelyMissingIn',
  'x-last-release': 'last',
  'x-needed-since': 'neededSince',
  'x-default-since': 'defaultSince',
  'x-refused-since': 'refusedSince',
  'x-unread-since': 'unreadSince',
  'x-replacement': 'replacement',
};

/** Annotations that are no facts about one setting in the table. */
const OTHERS = new Set(['x-past-settings', 'x-variable']);

/** The variables that Optimize's defaults ask for outside `engines`, each once, those of the past with what is known about their end. */
export function variablesOf(schema) {
  const [names, past] = [new Set(), []];
  JSON.stringify(schema.properties, (_, node) => {
    const name = node?.['x-variable'];
    if (name === undefined) return node;
    const since = node['x-refused-since'] ?? node['x-unread-since'];
    if (since === undefined) names.add(name);
    else past.push({ name, since, today: settingAt(schema, node['x-replacement'])?.['x-variable'] ?? null });
    return node;
  });
  return { names: [...names].toSorted(), past };
}

function settingAt(schema, name = '') {
  return name.split('.').reduce((node, key) => node?.properties?.[key], schema);
}

/** The variables that the engine asks for which Optimize brings along. */
export function engineVariablesOf({ settings: { engines } }) {
  return Array.from(JSON.stringify(engines.default).matchAll(/\$\{(\w+):/g), ([, name]) => name);
}

export function settingsTable(schema) {
  const settingOf = (node) => {
    const { $ref, ...own } = node;
    return $ref === undefined ? tableOf(own) : settingOf({ ...schema.definitions[nameIn($ref)], ...own });
  };

  function tableOf(node) {
    checkAnnotations(node);
    return withoutUndefined({
      // That a setting with settings is a mapping need not be said.
      kind: node.properties === undefined ? kindOf(node) : undefined,
      positive: node.exclusiveMinimum === 0 || undefined,
      ...Object.fromEntries(Object.entries(FACTS).map(([keyword, fact]) => [fact, node[keyword]])),
      // Of all defaults the program needs but the engines that Optimize brings along.
      default: kindOf(node) === 'mapping' ? node.default : undefined,
      settings: node.properties && mapped(node.properties, settingOf),
      items: node.items && settingOf(node.items),
      each: typeof node.additionalProperties === 'object' ? settingOf(node.additionalProperties) : undefined,
    });
  }

  return withPastSettings(settingOf(schema), schema['x-past-settings'] ?? {});
}

/** Settings that nobody shall be offered any more: only their names, by the last release that may have read them. */
function withPastSettings(table, byRelease) {
  for (const [last, names] of Object.entries(byRelease)) for (const name of names) addPast(table, name, last);
  return table;
}

function addPast(table, name, last) {
  let setting = table;
  for (const key of name.split('.')) {
    setting.settings ??= {};
    setting = setting.settings[key] ??= { last };
  }
}

/** The first type is the one that is meant; the others are what Optimize makes the same of, placeholders among them. */
function kindOf({ type, not }) {
  if (not !== undefined) return 'none';
  const [meant] = [type].flat();
  return { boolean: 'switch', number: 'number', string: 'text', array: 'list', object: 'mapping' }[meant];
}

function checkAnnotations(node) {
  for (const keyword of Object.keys(node))
    if (keyword.startsWith('x-') && !(keyword in FACTS) && !OTHERS.has(keyword))
      throw new Error(`"${keyword}" of "${node.title}" is no annotation that is known`);
}

/** Of a file only sections are known. */
export function sectionTexts({ settings, ...others }) {
  if (Object.keys(others).length > 0) throw new Error('the schema says something of the whole file');
  return mapped(settings, (section) => JSON.stringify(section));
}

/** Which settings outside `engines` have a fact that rules ask all of them for: going through the whole table takes longer than all these rules. */
export function settingsWith(table) {
  const facts = ['exact', 'secret', 'positive', 'refusedSince', 'unreadSince'];
  const all = settingsBelow(table);
  return Object.fromEntries(
    facts.map((fact) => [
      fact,
      all.flatMap(({ name, setting }) => (setting[fact] === undefined ? [] : [name])).join(' '),
    ]),
  );
}

/** As src/optimize/settings.ts has it. */
function settingsBelow({ settings = {} }, parent = '') {
  return Object.entries(settings).flatMap(([key, setting]) => [
    { name: parent + key, setting },
    ...settingsBelow(setting, `${parent}${key}.`),
    ...(setting.items === undefined ? [] : settingsBelow(setting.items, `${parent}${key}[].`)),
  ]);
}

function nameIn(reference) {
  return reference.slice('#/definitions/'.length);
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function withoutUndefined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
