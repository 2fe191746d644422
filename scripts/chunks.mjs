// Turns the chunks that the bundler makes, which are ES modules, into functions that src/start/chunks.ts runs: Node loads
// CommonJS five milliseconds faster than any ES module, and any number of chunks in one file faster than each in its own.
import path from 'node:path';
import { Script } from 'node:vm';

const HEADER = /^(?:import(?:\{[^}]*\}from)?"[^"]*";?)*/;
/** What stand-ins.mjs writes, which the bundler takes for a call of some function. */
const AT_ONCE = /\batOnce\(import\(("[^"]*")\)\)/g;
const EXPORTS = /export\{([^}]*)\};?\s*$/;

/**
 * Every replacement is as long as what it replaces, so that the source maps stay true.
 * @returns {{name: string, code: string, map: object}[]} code: a function (exports, need, lazily, __dirname)
 */
export function chunksOf({ outputFiles, metafile }) {
  const textOf = (file) => outputFiles.find((each) => each.path.endsWith(path.sep + file)).text;
  return Object.entries(metafile.outputs).flatMap(([output, { imports }]) => {
    if (!output.endsWith('.js')) return [];
    const file = path.basename(output);
    const lazy = imports.filter(({ kind, external }) => kind === 'dynamic-import' && !external).length;
    const code = functionBody(textOf(file), lazy, file);
    return [{ name: `./${file}`, code, map: JSON.parse(textOf(`${file}.map`)) }];
  });
}

function functionBody(text, lazyImports, file) {
  const header = HEADER.exec(text)[0];
  let lazy = 0;
  const body = text
    .slice(header.length)
    .replace(EXPORTS, (_, names) => names.split(',').map(exported).join(''))
    // The bundler leaves these in regular expressions alone; Node keeps a text without them in half the memory.
    .replaceAll(
      /[^\p{ASCII}]/gu,
      (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(AT_ONCE, (statement, chunk) => {
      lazy += 1;
      return `need(${chunk})`.padEnd(statement.length);
    })
    .replaceAll(/\bimport\("(?=\.\/)/g, () => {
      lazy += 1;
      return 'lazily("';
    });
  if (lazy !== lazyImports || /^import\b|\bexport\{/m.test(body)) {
    throw new Error(`${file}: its imports and exports are not written as expected`);
  }
  return header.replaceAll(/import(?:\{([^}]*)\}from)?"([^"]*)"/g, required) + body;
}

/** `import{a as b}from"./x.js"` has room for `var{a:b}=need("./x.js")`. */
function required(statement, names, from) {
  const taken = names === undefined ? '' : `var{${names.replaceAll(' as ', ':')}}=`;
  return `${taken}need("${from}")`.padEnd(statement.length);
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
