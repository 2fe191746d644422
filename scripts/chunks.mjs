// Turns the chunks that the bundler makes, which are ES modules, into functions that src/start/chunks.ts runs: Node loads
// CommonJS five milliseconds faster than any ES module, and any number of chunks in one file faster than each in its own.
import path from 'node:path';
import { Script } from 'node:vm';
import { rearranged } from './source-map.mjs';

const HEADER = /^(?:import(?:\{[^}]*\}from)?"[^"]*";?)*/;
const IMPORT = /import(?:\{([^}]*)\}from)?"([^"]*)";?/g;
/** What stand-ins.mjs writes, which the bundler takes for a call of some function. */
const AT_ONCE = /\batOnce\(import\("([^"]*)"\)\)/g;
const LAZY = /(?<!\batOnce\()\bimport\("(?=\.\/)/g;
/** The bundler leaves these in regular expressions alone; Node keeps a text without them in half the memory. */
const BEYOND_ASCII = /[^\p{ASCII}]/gu;
const EXPORTS = /export\{([^}]*)\};?\s*$/g;

/** @returns {{name: string, code: string, map: object}[]} chunks; code: a function (exports, need, lazily, __dirname) */
export function chunksOf({ outputFiles, metafile }) {
  const textOf = (file) => outputFiles.find((each) => each.path.endsWith(path.sep + file)).text;
  return Object.entries(metafile.outputs).flatMap(([output, { imports }]) => {
    if (!output.endsWith('.js')) return [];
    const file = path.basename(output);
    const lazy = imports.filter(({ kind, external }) => kind === 'dynamic-import' && !external).length;
    const built = { code: textOf(file), map: JSON.parse(textOf(`${file}.map`)) };
    return [{ name: `./${file}`, ...asFunction(built, lazy, file) }];
  });
}

function asFunction(built, lazyImports, file) {
  const header = HEADER.exec(built.code)[0].length;
  const replaced = (pattern, text) =>
    Array.from(built.code.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: text(match[0], ...match.slice(1)),
    }));
  const atOnce = replaced(AT_ONCE, (_, name) => `need("${name}")`);
  const lazy = replaced(LAZY, () => 'lazily("');
  const all = [
    ...replaced(IMPORT, required).filter(({ end }) => end <= header),
    ...atOnce,
    ...lazy,
    ...replaced(BEYOND_ASCII, escaped),
    ...replaced(EXPORTS, (_, names) => names.split(',').map(exported).join('')),
  ];
  const chunk = rearranged(built, piecesOf(built.code, all));
  if (atOnce.length + lazy.length !== lazyImports || /^import\b|\bexport\{/m.test(chunk.code)) {
    throw new Error(`${file}: its imports and exports are not written as expected`);
  }
  return chunk;
}

function piecesOf(code, replaced) {
  let end = 0;
  const pieces = replaced
    .toSorted((a, b) => a.start - b.start)
    .flatMap((each) => {
      const before = [end, each.start];
      end = each.end;
      return [before, each.text];
    });
  return [...pieces, [end, code.length]];
}

/** A chunk that gives nothing is asked for by whoever needs what it does: no module does anything when it is loaded. */
function required(_, names, from) {
  return names === undefined ? '' : `var{${names.replaceAll(' as ', ':')}}=need("${from}");`;
}

function escaped(character) {
  return `\\u${character.codePointAt(0).toString(16).padStart(4, '0')}`;
}

/** No module of the program gives another value to what it exports; the linter sees to that. */
function exported(name) {
  const [own, given = own] = name.split(' as ');
  return `exports.${given}=${own};`;
}

/**
 * One file that evaluates to a table of chunks, and its map.
 * @param {Record<string, string>} elsewhere which other tables have which chunks
 * @returns {{text: string, map: object, starts: number[]}} starts: where the code of each chunk begins
 */
export function tableOf(chunks, elsewhere = {}) {
  const [sections, starts] = [[], []];
  let text = '(function(){"use strict";const require=process.getBuiltinModule;return{\n';
  for (const { name, code, map } of chunks) {
    text += `${JSON.stringify(name)}:(function(exports,need,lazily,__dirname){\n`;
    starts.push(text.length);
    sections.push({ offset: { line: text.split('\n').length - 1, column: 0 }, map });
    text += `${code.trimEnd()}\n}),\n`;
  }
  for (const entry of Object.entries(elsewhere))
    text += `${entry.map((each) => JSON.stringify(each)).join(':')},\n`;
  return { text: `${text}}})()\n`, map: { version: 3, sections }, starts };
}

/** Runs the program inside this process, and tells which chunks it takes. */
export async function chunksThat(chunks, folder, work) {
  const used = new Map();
  const need = (name) => {
    if (!used.has(name)) {
      const { [name]: run } = new Script(
        tableOf(chunks.filter((each) => each.name === name)).text,
      ).runInThisContext();
      const exports = {};
      used.set(name, exports);
      run(exports, need, (other) => Promise.resolve(other).then(need), folder);
    }
    return used.get(name);
  };
  await work(need);
  return chunks.filter(({ name }) => used.has(name));
}
