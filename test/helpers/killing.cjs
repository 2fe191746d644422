// Loaded before the program: kills it at the step with the number KILL_AT of what it does with files, half of a text written.
const fs = require('node:fs');
const path = require('node:path');

const at = Number(process.env.KILL_AT);
let count = 0;

function isLast() {
  count += 1;
  return count === at;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way.
  for (;;);
}

const { promises } = fs;
const { open } = promises;

for (const name of ['copyFile', 'rename', 'rm', 'writeFile', 'mkdir']) {
  const real = promises[name];
  promises[name] = async (...args) => {
    if (isLast()) {
      if (name === 'writeFile')
        fs.writeFileSync(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
      if (name === 'copyFile') fs.writeFileSync(args[1], fs.readFileSync(args[0]).subarray(0, 10));
      die();
    }
    return real.apply(promises, args);
  };
}

promises.open = async (...args) => {
  if (isLast()) die();
  const handle = await open.apply(promises, args);
  for (const name of ['writeFile', 'sync', 'chmod', 'chown', 'close']) {
    const real = handle[name].bind(handle);
    handle[name] = async (...rest) => {
      if (isLast()) {
        if (name === 'writeFile')
          fs.writeSync(handle.fd, String(rest[0]).slice(0, String(rest[0]).length / 2));
        die();
      }
      return real(...rest);
    };
  }
  return handle;
};

process.on('exit', () => fs.writeFileSync(path.join(process.env.KILL_NOTES, 'steps'), String(count)));
