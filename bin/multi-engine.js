#!/usr/bin/env node
const { main, leave } = require('../dist/main.cjs');

main(process.argv.slice(2)).then(leave);
