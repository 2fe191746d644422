import { OutputError, UsageError } from '../../core/errors.js';
import { systemCode, writeProblem } from '../../core/system-errors.js';
import { escapeText } from '../../core/text/text.js';
import { createFile } from '../../run/replace-file.js';
import { toStandardOutput } from '../output/standard-output.js';

/** Everything that late Optimize 3.x needs, and nothing that it refuses. `validate --optimize 3.15` passes it clean. */
export const STARTER = `# yaml-language-server: $schema=./environment-config.schema.json
# (multi-engine schema > environment-config.schema.json gives your editor the settings)

# Every engine that Optimize imports from. As soon as this key is here, Optimize's own default entry is gone, and no
# setting of it is inherited: every entry has to be complete.
engines:
  # The alias is yours to choose. Optimize shows it and stores it with the data: do not rename it later.
  payment:
    # The engine's own name, as GET <rest>/engine lists it; mostly "default".
    name: default
    # The base of the REST interface, without /engine at the end.
    rest: https://payment.example.com/engine-rest
    # Left out, it means false: nothing would be imported.
    importEnabled: true
    eventImportEnabled: false
    authentication:
      enabled: true
      # Placeholders keep the password out of the file; give them as environment variables of Optimize.
      user: "\${PAYMENT_ENGINE_USER:optimize}"
      password: "\${PAYMENT_ENGINE_PASSWORD:}"
    # Keeps the definitions of this engine apart from those of the others. Changing it later needs a full re-import.
    defaultTenant:
      id: payment
      name: Payment
    # Where links to Cockpit lead.
    webapps:
      enabled: true
      endpoint: https://payment.example.com/camunda
  inventory:
    name: default
    rest: https://inventory.example.com/engine-rest
    importEnabled: true
    eventImportEnabled: false
    authentication:
      enabled: true
      user: "\${INVENTORY_ENGINE_USER:optimize}"
      password: "\${INVENTORY_ENGINE_PASSWORD:}"
    defaultTenant:
      id: inventory
      name: Inventory
    webapps:
      enabled: true
      endpoint: https://inventory.example.com/camunda

# Without these Optimize waits forever: one engine that hangs would block logins and imports of all. Milliseconds.
engine-commons:
  connection:
    timeout: 5000
  read:
    timeout: 600000
`;

/** The first of the names under which `validate` looks for a configuration. */
const STARTER_NAME = 'environment-config.yaml';

/** `init`: writes the starter file, never over another one. */
export async function initCommand([file = STARTER_NAME]: readonly string[]): Promise<number> {
  try {
    await createFile(file, STARTER);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      throw new UsageError(`${file} is there already`, 'name another file: multi-engine init FILE');
    }
    throw new OutputError(`${file}: ${writeProblem(error)}`, { cause: error });
  }
  await toStandardOutput(`Wrote ${escapeText(file)}. Next:\n  multi-engine validate ${escapeText(file)}\n`);
  return 0;
}
