// From the JSON schema to the table of settings that the program reads (src/optimize/settings.ts): what a setting is called, what it may be,
// whether it is secret, which releases read it. What only people read stays in the schema.

/** Annotation of the schema → field of the table. CONTRIBUTING.md says what each means. */
const FACTS = {
  'x-accepts': 'accepts',
  'x-secret': 'secret',
  'x-exact': 'exact',
  'x-variable': 'variable',
  'x-first-release': 'first',
  'x-surely-missing-in': 'surelyMissingIn',
  'x-last-release': 'last',
  'x-needed-since': 'neededSince',
  'x-default-since': 'defaultSince',
  'x-refused-since': 'refusedSince',
  'x-unread-since': 'unreadSince',
  'x-replacement': 'replacement',
};

export function settingsTable(schema) {
  const settingOf = (node) => {
    const { $ref, ...own } = node;
    return $ref === undefined ? tableOf(own) : settingOf({ ...schema.definitions[nameIn($ref)], ...own });
  };

  function tableOf(node) {
    checkAnnotations(node);
    return withoutUndefined({
      kind: kindOf(node),
      positive: node.exclusiveMinimum === 0 || undefined,
      ...Object.fromEntries(Object.entries(FACTS).map(([keyword, fact]) => [fact, node[keyword]])),
      // Of all defaults the program needs but the engines that Optimize brings along.
      default: kindOf(node) === 'mapping' ? node.default : undefined,
      settings: node.properties && mapped(node.properties, settingOf),
      items: node.items && settingOf(node.items),
      each: typeof node.additionalProperties === 'object' ? settingOf(node.additionalProperties) : undefined,
    });
  }

  return settingOf(schema);
}

/** The first type is the one that is meant; the others are what Optimize makes the same of, placeholders among them. */
function kindOf({ type, not }) {
  if (not !== undefined) return 'none';
  const [meant] = [type].flat();
  return { boolean: 'switch', number: 'number', string: 'text', array: 'list', object: 'mapping' }[meant];
}

function checkAnnotations(node) {
  for (const keyword of Object.keys(node))
    if (keyword.startsWith('x-') && !(keyword in FACTS))
      throw new Error(`"${keyword}" of "${node.title}" is no annotation that is known`);
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
