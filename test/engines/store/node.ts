import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../advice/programs.js';
import { openFront, type Front } from '../harness/front.js';
import { JAVA_SETTINGS } from '../harness/java.js';
import { workDirectory } from '../harness/run-directory.js';
import { launchOptions, type Product } from './products.js';

export interface StoreNode {
  /** Past the front, for setting things up. */
  readonly direct: string;
  /** Through the front, which counts. */
  readonly address: string;
  readonly front: Front;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 120_000;

/** One node on loopback, made of its server jars: no distribution, no login, a small heap. */
export async function startStore(product: Product): Promise<StoreNode> {
  const name = `${product.profile}-${product.version}`;
  const home = workDirectory(name);
  const port = await freePort();
  const logFile = join(workDirectory('logs'), `${name}-${port}.log`);
  const output = openSync(logFile, 'w');
  const options = ['-Xmx400m', ...JAVA_SETTINGS];
  const launch = await launchOptions(product, home);
  // Standard input stays open: the node ends by itself when this process is gone.
  const child = spawn('java', [...options, ...launch, home, String(port)], {
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  const direct = `http://127.0.0.1:${port}`;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stopChild = async (): Promise<void> => {
    child.stdin?.end();
    if (child.exitCode === null) await Promise.race([gone, sleep(20_000).then(() => child.kill('SIGKILL'))]);
  };
  const until = Date.now() + START_LIMIT_MS;
  while (!(await answers(direct))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stopChild();
      throw new Error(`${name} did not start\n${readFileSync(logFile, 'utf8').slice(-4_000)}`);
    }
    await sleep(250);
  }
  const front = await openFront(port);
  return {
    direct,
    address: `http://127.0.0.1:${front.port}`,
    front,
    async stop() {
      await front.close();
      await stopChild();
    },
  };
}

async function answers(direct: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(`${direct}/_cluster/health?wait_for_status=yellow&timeout=1s`);
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}
