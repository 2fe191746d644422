// What is in the bundle, for programs that look for vulnerable or unlicensed parts: a bill of materials as CycloneDX 1.5 describes it.
// Without a date and a random number, so that the same sources give the same bytes.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} root the folder of the repository
 * @param {{ name: string, version: string, license: string }[]} packages what is bundled
 * @returns {Promise<string>}
 */
export async function sbom(root, packages) {
  const own = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const components = packages.map((each) => component(each, 'library', hashesIn(lock, each)));
  const application = component(own, 'application');
  // Programs read it: without the spaces that would take a third of it.
  return `${JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: application },
    components,
    dependencies: [
      { ref: application['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) },
      ...components.map((each) => ({ ref: each['bom-ref'] })),
    ],
  })}\n`;
}

function component({ name, version, license }, type, hashes = []) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    licenses: [/ (?:OR|AND|WITH) /.test(license) ? { expression: license } : { license: { id: license } }],
    purl,
    ...(hashes.length > 0 && { hashes }),
  };
}

/** The registry's hash of the package, by which `npm ci` knows it. */
function hashesIn(lock, { name, version }) {
  const entry = lock.packages[`node_modules/${name}`];
  if (entry?.version !== version) throw new Error(`package-lock.json has no ${name} ${version}`);
  const [algorithm, base64] = entry.integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`${name}: ${algorithm} is not the hash that is expected`);
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}
