import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngineServer } from '../helpers/engine-server.js';
import { ROOT } from '../helpers/fixtures.js';
import { imageOf, packedFiles, startIn, unpacked, whyNoRoot } from '../helpers/root-file-system.js';

const IMAGE = imageOf(readFileSync(path.join(ROOT, 'Containerfile'), 'utf8'));

function configuration(rest: string): string {
  return `engines:
  payment:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: {enabled: false, user: "", password: ""}
    webapps: {enabled: true, endpoint: http://payment.example/camunda}
`;
}

/** A folder that the user of the image may read, as a ConfigMap is mounted. */
function mountedWith(rest: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-mounted-'));
  writeFileSync(path.join(folder, 'environment-config.yaml'), configuration(rest));
  chmodSync(folder, 0o755);
  return folder;
}

describe('the Containerfile', () => {
  it('makes an image without root, with labels, on a base that has no shell', () => {
    expect(IMAGE.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(IMAGE.base).toMatch(/^gcr\.io\/distroless\/nodejs\d+-/);
    expect(IMAGE.labels.map((label) => label.split('=')[0])).toEqual([
      'org.opencontainers.image.title',
      'org.opencontainers.image.description',
      'org.opencontainers.image.licenses',
    ]);
    expect(IMAGE.labels.join('\n')).toContain('Apache-2.0');
  });

  it('starts a file that the package has, and adds less than 80 MB', () => {
    const files = packedFiles();
    const names = files.map((file) => path.posix.join(IMAGE.app, file.path));
    expect(names).toContain(IMAGE.entrypoint[1]);
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(80_000_000);
  });
});

const WHY_NOT = whyNoRoot();

describe.skipIf(WHY_NOT !== null)(`unpacked${WHY_NOT === null ? '' : ` (skipped: ${WHY_NOT})`}`, () => {
  let root = '';
  beforeAll(() => {
    root = unpacked(IMAGE);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }

  function run(
    args: readonly string[],
    mounted: string,
    onStart?: (kill: () => void) => void,
  ): Promise<Ended> {
    const child = startIn(root, IMAGE, mounted, args);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
    onStart?.(() => child.kill('SIGTERM'));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  }

  it('has no shell', () => {
    expect(existsSync(path.join(root, 'bin/sh'))).toBe(false);
    expect(readdirSync(path.join(root, path.dirname(IMAGE.entrypoint[0] ?? '')))).toEqual(['node']);
  });

  it('tells its version', async () => {
    const { code, stdout, stderr } = await run(['--version'], mountedWith('http://a.example/engine-rest'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^multi-engine \d+\.\d+\.\d+\n$/);
  });

  it('validates what is mounted, and writes nothing', async () => {
    const mounted = mountedWith('http://a.example/engine-rest');
    const file = path.posix.join(IMAGE.folder, 'environment-config.yaml');
    const { code, stdout, stderr } = await run(['validate', file], mounted);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(file);
    const written = await run(['init', path.posix.join(IMAGE.folder, 'new.yaml')], mounted);
    expect([written.code, written.stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
  });

  it('explains rules, by pages that the package has', async () => {
    const { code, stdout } = await run(['explain', 'T401'], mountedWith('http://a.example/engine-rest'));
    expect(code).toBe(0);
    expect(stdout).toContain('duplicate-definition');
  });

  it('ends with 143 when it is told to, with what is known so far', async () => {
    let onAsked: (() => void) | undefined;
    const server = await startEngineServer(() => {
      onAsked?.();
      return { fault: 'silent' };
    });
    try {
      const file = path.posix.join(IMAGE.folder, 'environment-config.yaml');
      const { code, stdout } = await run(
        ['doctor', file, '--format', 'json'],
        mountedWith(server.rest),
        (kill) => {
          onAsked = kill;
        },
      );
      expect(code).toBe(143);
      expect(JSON.parse(stdout)).toMatchObject({ incomplete: true, engines: [{ alias: 'payment' }] });
    } finally {
      await server.close();
    }
  });
});
