// docs/speed.md: what `npm run bench -- --table` measured, in words that other machines can be compared with.
import { cpus, release, totalmem, type } from 'node:os';
import { format } from 'prettier';
import { READS_CERTIFICATES } from './measure.mjs';

/**
 * @param {{peers: object[], installs: object[], phases: object[], rounds: number, lines: string}} measured `peers` and `installs` as
 *   bench-peers.mjs gives them; `lines`: everything else, as it is printed
 * @returns {Promise<string>}
 */
export async function speedPage({ peers, installs, phases, rounds, lines }) {
  const sizes = peers[0].times.map(({ engines }) => engines);
  const page = [
    '# How fast it is',
    '',
    '<!-- Written by `npm run bench -- --table`. -->',
    '',
    `Measured on ${machine()}: medians of ${rounds} runs, all in turn in one run of the bench. Milliseconds belong to that machine; ratios travel.${certificates()}`,
    '',
    '## Beside other tools',
    '',
    "Whole processes, from start to end. Each tool reads a sound file of its own kind and of the same size in bytes, with its usual rules. × is the ratio to Node's own start.",
    '',
    ...table(
      [
        '',
        ...sizes.map((engines) => `${engines.toLocaleString('en')} engine${engines === 1 ? '' : 's'}`),
        'memory',
        '',
      ],
      peers.map(({ name, says, times, mebibytes }) => [
        `\`${name}\``,
        ...times.map(({ milliseconds, ratio }) => `${milliseconds.toFixed(0)} ms (${ratio.toFixed(2)} ×)`),
        `${mebibytes.toFixed(0)} MiB`,
        says,
      ]),
    ),
    '',
    `Memory is the peak with the largest file.`,
    '',
    '## Installing',
    '',
    "With npm's cache warm, without scripts of packages.",
    '',
    ...table(
      ['', 'packages', 'size', 'time'],
      installs.map(({ name, packages, mebibytes, seconds }) => [
        name,
        String(packages),
        `${mebibytes.toFixed(1)} MiB`,
        `${seconds.toFixed(1)} s`,
      ]),
    ),
    '',
    '## Where the time of a short run goes',
    '',
    '`validate` of ten engines, with kept code:',
    '',
    ...table(
      ['', 'ms'],
      phases.map(({ phase, milliseconds }) => [phase, milliseconds.toFixed(1)]),
    ),
    '',
    'A usual run is two files: a small one, which knows how to load the other; and one with all that it needs. What Node',
    "compiled of the second is kept from the second run on in the user's cache folder (`XDG_CACHE_HOME`, `NODE_DISABLE_COMPILE_CACHE=1` switches it off), which",
    "halves what it adds to Node's own start. Everything else, such as the client that asks engines, the readers of other formats and the parser for command lines with mistakes, is",
    'loaded when it is needed. With thousands of engines, two thirds of the time are reading the configuration, with its placeholders, secrets and schema, and one third are the rules.',
    '',
    'In `doctor`, most of the time is waiting for engines that take a while to answer; with many definitions, it is reading them. [Requests](requests.md) says in which order and how many at once.',
    '',
    '## All figures',
    '',
    '```text',
    lines,
    '```',
    '',
  ];
  return format(page.join('\n'), { parser: 'markdown', printWidth: 110 });
}

/** What makes Node's own start look long. */
function certificates() {
  if (!READS_CERTIFICATES) return '';
  return " But for those to Node's own start: here, `NODE_EXTRA_CA_CERTS` is set, and Node 20 reads all certificates that it names at every start. Without it, everything takes as much less as the last lines about the start say, and the ratios are higher.";
}

function table(head, rows) {
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)];
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}

function machine() {
  const [first] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() || 'an unknown processor'}, ${gibibytes} GiB, ${type()} ${release().split('-')[0]}, Node ${process.version.slice(1)}`;
}
