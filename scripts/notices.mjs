// The licence texts of everything that ended up in the bundle.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {{ name: string, version: string, license: string, folder: string }[]} packages
 * @returns {Promise<string>} one section per licence text, with all packages that carry it, in alphabetical order
 */
export async function notices(packages) {
  const byText = new Map();
  for (const { name, version, license, folder } of packages) {
    const title = `${name} ${version} (${license})`;
    const text = await licenceIn(folder, license);
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const sections = [...byText].map(
    ([text, titles]) => `${'-'.repeat(78)}\n${titles.join('\n')}\n\n${text}\n`,
  );
  return `multi-engine contains these packages:\n\n${sections.join('\n')}`;
}

async function licenceIn(folder, license) {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  return file ? (await readFile(path.join(folder, file), 'utf8')).trim() : license;
}
