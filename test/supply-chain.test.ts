import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/fixtures.js';

function read(name: string): string {
  return readFileSync(path.join(ROOT, name), 'utf8');
}

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const lock: { readonly lockfileVersion: number; readonly packages: Readonly<Record<string, Locked>> } =
  JSON.parse(read('package-lock.json'));
const manifest: {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: object;
} = JSON.parse(read('package.json'));

describe('the lock file', () => {
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');

  it('names no registry, so that everybody uses their own', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('has the hash of every package that is needed', () => {
    const without = packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/u.test(integrity ?? ''));
    // Other platforms' builds of the linter, which the registry at hand may not have.
    expect(without.filter(([name, { optional }]) => optional !== true || !name.includes('@oxlint'))).toEqual(
      [],
    );
  });

  it('agrees with the manifest, which pins every version and needs nothing at run time', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});

describe('the bill of materials', () => {
  const bill: Bill = JSON.parse(read('sbom.cdx.json'));

  it('lists what the notices list, by the names that vulnerability databases use', () => {
    const noticed = read('THIRD-PARTY-NOTICES.txt')
      .split('\n')
      .flatMap(
        (line) =>
          /^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \((.+)\)$/u.exec(line)?.slice(1, 4).join(' ') ?? [],
      );
    const listed = bill.components.map(
      ({ name, version, licenses }) =>
        `${name} ${version} ${licenses[0]?.license?.id ?? licenses[0]?.expression}`,
    );
    expect(listed.length).toBeGreaterThan(3);
    expect(listed.toSorted()).toEqual(noticed.toSorted());
    for (const { name, version, purl } of bill.components)
      expect(decodeURIComponent(purl)).toBe(`pkg:npm/${name}@${version}`);
  });

  it('has the fields that CycloneDX asks for, each reference once, and none that leads nowhere', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
    expect(bill.metadata.component).toMatchObject({
      type: 'application',
      name: 'multi-engine',
      version: manifest.version,
    });
    const refs = [bill.metadata.component, ...bill.components].map((each) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.map(({ ref }) => ref)).toEqual(refs);
    expect(bill.dependencies[0]?.dependsOn).toEqual(refs.slice(1));
    for (const { type, licenses } of bill.components) {
      expect(type).toBe('library');
      expect(licenses).toHaveLength(1);
    }
  });

  it('has the hashes by which npm knows the packages', () => {
    for (const { name, hashes = [] } of bill.components) {
      const [, base64 = ''] = (lock.packages[`node_modules/${name}`]?.integrity ?? '').split('-');
      expect(hashes).toEqual([{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }]);
    }
  });
});

describe('SECURITY.md', () => {
  it('names tests that are there', () => {
    const named = [...read('SECURITY.md').matchAll(/`(test\/[\w./-]+)`/gu)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });
});
