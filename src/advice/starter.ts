/** Everything that late Optimize 3.x needs, and nothing that it refuses: a configuration to start from, for these aliases. */
export function starterFor(aliases: readonly string[]): string {
  const [first = '', ...others] = aliases;
  return [HEAD, firstEntry(first), ...others.map(entry), TAIL].join('');
}

const HEAD = `# Every engine that Optimize imports from. As soon as this key is here, Optimize's own default entry is gone, and no
# setting of it is inherited: every entry has to be complete.
engines:
`;

/** The first entry explains what the others repeat. */
function firstEntry(alias: string): string {
  return `  # The alias is yours to choose. Optimize shows it and stores it with the data: do not rename it later.
  ${alias}:
    # The engine's own name, as GET <rest>/engine lists it; usually "default".
    name: default
    # The base of the REST interface, without /engine at the end.
    rest: https://${hostOf(alias)}.example.com/engine-rest
    # Left out, it means false: nothing would be imported.
    importEnabled: true
    eventImportEnabled: false
    authentication:
      enabled: true
      # Placeholders keep the password out of the file. Optimize does not start until its environment has the variable.
      user: "\${${variableOf(alias)}_USER:optimize}"
      password: "\${${variableOf(alias)}_PASSWORD}"
    # Keeps the definitions of this engine apart from those of the others. Changing it later needs a full re-import.
    defaultTenant:
      id: ${alias}
      name: ${alias}
    # Where links to Cockpit lead.
    webapps:
      enabled: true
      endpoint: https://${hostOf(alias)}.example.com/camunda
`;
}

function entry(alias: string): string {
  return firstEntry(alias).replaceAll(/^ *#.*\n/gm, '');
}

/** What a host name can be made of. */
function hostOf(alias: string): string {
  return alias.toLowerCase().replaceAll('_', '-').replaceAll(/-+$/g, '');
}

function variableOf(alias: string): string {
  return `${alias.toUpperCase().replaceAll('-', '_')}_ENGINE`;
}

const TAIL = `
# Without these Optimize waits forever: one hanging engine would block logins and imports for all. Milliseconds.
engine-commons:
  connection:
    timeout: 5000
  read:
    timeout: 600000
`;
