import { withoutTrailing } from '../core/text/text.js';

/** What of an engine is known before somebody writes it down. */
export interface StarterEngine {
  /** Letters, digits, `-` and `_`. */
  readonly alias: string;
  readonly name?: string;
  /** Its REST address, without a login. */
  readonly rest?: string;
}

/** Everything that late Optimize 3.x needs, and nothing that it refuses: a configuration to start from, for these engines. */
export function starterFor(engines: readonly StarterEngine[]): string {
  const [first = { alias: '' }, ...others] = engines;
  return [HEAD, firstEntry(first), ...others.map(entry), TAIL].join('');
}

const HEAD = `# Every engine that Optimize imports from. As soon as this key is here, Optimize's own default entry is gone, and no
# setting of it is inherited: every entry has to be complete.
engines:
`;

/** The first entry explains what the others repeat. */
function firstEntry({ alias, name = 'default', rest }: StarterEngine): string {
  const origin = rest === undefined ? `https://${hostOf(alias)}.example.com` : new URL(rest).origin;
  return `  # The alias is yours to choose. Optimize shows it and stores it with the data: do not rename it later.
  ${alias}:
    # The engine's own name, as GET <rest>/engine lists it; usually "default".
    name: ${name}
    # The base of the REST interface, without /engine at the end.
    rest: ${rest ?? `${origin}/engine-rest`}
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
      endpoint: ${origin}/camunda
`;
}

function entry(engine: StarterEngine): string {
  return firstEntry(engine).replaceAll(/^ *#.*\n/gm, '');
}

/** What a host name can be made of. */
function hostOf(alias: string): string {
  return withoutTrailing(alias.toLowerCase().replaceAll('_', '-'), '-');
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
