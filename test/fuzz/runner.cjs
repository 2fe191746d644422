// Runs the built program many times in one process, as `bin/multi-engine.js` does, and hands back what it wrote. A fresh
// process for each run would spend nine tenths of the time on starting Node.
const fs = require('node:fs');
const path = require('node:path');
const { main } = require(path.join(process.env.FUZZED_ROOT, 'dist/main.cjs'));

const { writeSync } = fs;
let written = { 1: [], 2: [] };

fs.writeSync = (fd, data, ...rest) => {
  if (fd !== 1 && fd !== 2) return writeSync(fd, data, ...rest);
  const bytes = Buffer.from(data);
  written[fd].push(bytes);
  return bytes.length;
};

for (const fault of ['uncaughtException', 'unhandledRejection']) {
  process.on(fault, (error) => {
    process.send({ fault: `${fault}: ${error?.stack ?? error}` });
    process.exit(1);
  });
}

process.on('message', (situation) => void run(situation));

async function run({ args, cwd, env }) {
  const before = process.cpuUsage();
  written = { 1: [], 2: [] };
  process.chdir(cwd);
  Object.assign(process.env, env);
  const code = await main(args);
  const { user, system } = process.cpuUsage(before);
  const [stdout, stderr] = [1, 2].map((fd) => Buffer.concat(written[fd]).toString());
  process.send({ code, stdout, stderr, cpuMs: (user + system) / 1000 });
}
