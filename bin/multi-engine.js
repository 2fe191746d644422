#!/usr/bin/env node
let program;
try {
  program = require('../dist/main.cjs');
} catch {
  process.stderr.write('multi-engine is not whole: install it again, or run "npm run build" in a clone.\n');
  process.exitCode = 4;
}
program?.main(process.argv.slice(2)).then(program.leave);
