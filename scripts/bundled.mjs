import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The packages of which something ended up in the bundle, by the bundler's own lists of inputs.
 *
 * @returns {Promise<{ name: string, version: string, license: string, folder: string }[]>} in alphabetical order
 */
export async function bundledPackages(root, metafiles) {
  const used = metafiles
    .flatMap((metafile) => Object.values(metafile.outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, input]) => input.bytesInOutput > 0)
    .flatMap(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return Promise.all(
    [...new Set(used)].toSorted().map(async (directory) => {
      const folder = path.join(root, 'node_modules', directory);
      const { name, version, license } = JSON.parse(
        await readFile(path.join(folder, 'package.json'), 'utf8'),
      );
      return { name, version, license, folder };
    }),
  );
}
