// The licence texts of everything that ended up in the bundle, read from the bundler's own lists of inputs.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** @returns {Promise<string>} one section per licence text, with all packages that carry it, in alphabetical order */
export async function notices(root, metafiles) {
  const used = metafiles
    .flatMap((metafile) => Object.values(metafile.outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, input]) => input.bytesInOutput > 0)
    .flatMap(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const names = [...new Set(used)].toSorted();
  const byText = new Map();
  for (const name of names) {
    const { title, text } = await licenceOf(path.join(root, 'node_modules', name));
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const sections = [...byText].map(
    ([text, titles]) => `${'-'.repeat(78)}\n${titles.join('\n')}\n\n${text}\n`,
  );
  return `multi-engine contains these packages:\n\n${sections.join('\n')}`;
}

async function licenceOf(folder) {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? (await readFile(path.join(folder, file), 'utf8')).trim() : manifest.license;
  return { title: `${manifest.name} ${manifest.version} (${manifest.license})`, text };
}
