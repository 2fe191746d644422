// The licence texts of everything that ended up in the bundle, read from the bundler's own lists of inputs.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** @returns {Promise<string>} one section per bundled package, in alphabetical order */
export async function notices(root, metafiles) {
  const used = metafiles
    .flatMap((metafile) => Object.values(metafile.outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, input]) => input.bytesInOutput > 0)
    .flatMap(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const names = [...new Set(used)].toSorted();
  const sections = await Promise.all(names.map((name) => section(path.join(root, 'node_modules', name))));
  return `multi-engine contains these packages:\n\n${sections.join('\n')}`;
}

async function section(folder) {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? (await readFile(path.join(folder, file), 'utf8')).trim() : manifest.license;
  return `${'-'.repeat(78)}\n${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}
