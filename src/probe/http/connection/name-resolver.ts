import { spawn, type ChildProcess } from 'node:child_process';
import { lookup as lookupHere, getDefaultResultOrder, type LookupAddress } from 'node:dns';
import { Socket, type LookupFunction } from 'node:net';

type Answer = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

interface Asked {
  readonly host: string;
  readonly answers: Answer[];
}

/**
 * Looks names up as everything on this machine does, with `getaddrinfo`, but in a process of its own. A look-up cannot be
 * cancelled: one that is never answered would hold this process for ten seconds, whatever the deadline says, and four of
 * them would keep all others waiting. A process can be ended.
 */
export class NameResolver {
  readonly #program: string;
  #helper: ChildProcess | null = null;
  #broken = false;
  #asked = new Map<string, Asked>();

  /** `program`: what the process runs, in JavaScript. */
  constructor(program = PROGRAM) {
    this.#program = program;
  }

  readonly lookup: LookupFunction = (host, { all = false }, callback) => {
    this.#addressesOf(host, (error, addresses) => {
      const [first] = addresses;
      if (error !== null) callback(error, []);
      else if (all) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family);
    });
  };

  close(): void {
    this.#broken = true;
    this.#asked.clear();
    this.#helper?.kill('SIGKILL');
    this.#helper = null;
  }

  #addressesOf(host: string, answer: Answer): void {
    // Known without a name server, and the usual case where there is only one machine.
    if (this.#broken || host === 'localhost') return here(host, answer);
    const asked = this.#asked.get(host);
    if (asked !== undefined) {
      asked.answers.push(answer);
      return;
    }
    this.#asked.set(host, { host, answers: [answer] });
    this.#start().stdin?.write(`${JSON.stringify(host)}\n`);
  }

  #start(): ChildProcess {
    if (this.#helper !== null) return this.#helper;
    const { NODE_OPTIONS: _, ...env } = process.env;
    const helper = spawn(process.execPath, ['-e', this.#program, getDefaultResultOrder()], {
      env: { ...env, UV_THREADPOOL_SIZE: '128' },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    let rest = '';
    helper.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#answered(line);
    });
    helper.stdin.on('error', () => undefined);
    // Nothing waits for it: what waits for a name has a clock of its own.
    helper.unref();
    for (const pipe of [helper.stdin, helper.stdout]) if (pipe instanceof Socket) pipe.unref();
    helper.once('error', () => this.#giveUp(helper));
    helper.once('exit', () => this.#giveUp(helper));
    this.#helper = helper;
    return helper;
  }

  #answered(line: string): void {
    const { host, code, addresses }: { host: string; code: string | null; addresses: LookupAddress[] } =
      JSON.parse(line);
    const asked = this.#asked.get(host);
    this.#asked.delete(host);
    const error = code === null ? null : Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code });
    for (const answer of asked?.answers ?? []) answer(error, addresses);
  }

  /** Where no process may be started, names are looked up in this one, as good as that is. */
  #giveUp(helper: ChildProcess): void {
    if (this.#helper !== helper) return;
    this.#helper = null;
    this.#broken = true;
    const open = [...this.#asked.values()];
    this.#asked.clear();
    for (const { host, answers } of open) for (const answer of answers) here(host, answer);
  }
}

function here(host: string, answer: Answer): void {
  lookupHere(host, { all: true, verbatim: getDefaultResultOrder() === 'verbatim' }, (error, addresses) =>
    answer(error, addresses),
  );
}

/** A name per line in, its addresses per line out. Ends with the process that started it. */
const PROGRAM = `
const { lookup } = require('node:dns');
const { writeSync } = require('node:fs');
const verbatim = process.argv[1] === 'verbatim';
let rest = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const host of lines.map((line) => JSON.parse(line)))
    lookup(host, { all: true, verbatim }, (error, addresses = []) =>
      writeSync(1, JSON.stringify({ host, code: error ? String(error.code) : null, addresses }) + '\\n'));
}).on('end', () => process.kill(process.pid, 'SIGKILL'));
`;
