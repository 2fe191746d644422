// Packs the package, installs the tarball into an empty folder and runs it there; installs it as the README says. Size, contents and scripts are checked.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';

/** What is promised: 2 MB unpacked, without docs. */
const LARGEST_BYTES = 2_000_000;
const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-package-'));
const npm = (args, cwd) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
let passed = 0;

try {
  const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root));
  const tarball = path.join(folder, packed.filename);
  expect(statSync(tarball).size <= LARGEST_BYTES, `tarball of ${statSync(tarball).size} bytes`);
  const program = packed.files.filter(({ path: file }) => !file.startsWith('docs/'));
  const unpacked = program.reduce((sum, { size }) => sum + size, 0);
  expect(unpacked <= LARGEST_BYTES, `unpacked ${unpacked} bytes without docs`);
  for (const file of ['SECURITY.md', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'])
    expect(
      packed.files.some((each) => each.path === file),
      `contains ${file}`,
    );
  npm(['init', '-y'], folder);
  npm(['install', '--no-audit', '--no-fund', tarball], folder);
  const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
  const installed = Object.keys(lock.packages).filter((name) => name !== '');
  expect(installed.length === 1, `installs itself and nothing else (${installed.join(', ')})`);
  const manifest = JSON.parse(
    readFileSync(path.join(folder, 'node_modules/multi-engine/package.json'), 'utf8'),
  );
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter(
    (name) => name in manifest.scripts,
  );
  expect(hooks.length === 0, 'no install scripts');
  const version = npm(['exec', '--no-install', '--', 'multi-engine', '--version'], folder).trim();
  expect(version === `multi-engine ${manifest.version}`, `runs there: ${version}`);
  const demo = npm(['exec', '--no-install', '--', 'multi-engine', 'demo', '--color', 'never'], folder);
  expect(
    ['T401', 'T403', 'T411'].every((code) => demo.includes(code)),
    'the demo shows its three findings there',
  );
  installAsTheReadmeSays(packed.filename);
  const { messages } = await publint({ pkgDir: root, level: 'warning' });
  expect(messages.length === 0, `publint: ${messages.length === 0 ? 'clean' : JSON.stringify(messages)}`);
  console.log(`package: ${passed} checks`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Each way of the README to put the program on the path, in a place of its own. */
function installAsTheReadmeSays(tarball) {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const [section] = readme.slice(readme.indexOf('\n## Install it\n') + 1).split(/^## (?!Install it)/m);
  const commands = Array.from(section.matchAll(/`npm (install --global ([^`]+))`/g));
  const wanted = ['.', tarball].join();
  expect(commands.map(([, , what]) => what).join() === wanted, `the README installs ${wanted}`);
  for (const [index, [, command, what]] of commands.entries()) {
    const prefix = path.join(folder, `installed-${index}`);
    const args = [...command.split(' '), '--prefix', prefix, '--no-audit', '--no-fund'];
    npm(args, what === '.' ? root : folder);
    const manual = path.join(prefix, 'share/man/man1/multi-engine.1');
    expect(existsSync(manual), `npm ${command} installs the manual`);
    typeWhatIsHinted(prefix, `npm ${command}`);
  }
}

/** The commands that the demo names, typed by somebody who is in a folder of their own. */
function typeWhatIsHinted(prefix, how) {
  const cwd = path.join(prefix, 'work');
  mkdirSync(cwd);
  const env = { ...process.env, PATH: `${path.join(prefix, 'bin')}:${process.env.PATH}` };
  const typed = (line) => spawnSync(line, { shell: true, cwd, env, encoding: 'utf8' });
  const hints = typed('multi-engine demo --color never').stdout.match(/(?<=^ +)multi-engine .*$/gm) ?? [];
  const lines = hints
    .filter((line) => !line.includes('--keep'))
    .map((line) => line.replace('HOST', 'engines'));
  const failed = lines.filter((line) => {
    const { status, stderr } = typed(line);
    return ![0, 1].includes(status) || stderr.startsWith('multi-engine:');
  });
  expect(
    lines.length > 4 && failed.length === 0,
    `${how}: ${lines.length} hints of the demo work ${failed.join()}`.trim(),
  );
}

function expect(condition, what) {
  console.log(`${condition ? 'ok  ' : 'FAIL'} ${what}`);
  if (condition) passed += 1;
  else process.exitCode = 1;
}
