import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestModule } from 'vitest/node';

type Errors = readonly { readonly message: string }[];

/** Ends a run with what failed, a line each, and with the plain line `N passed, N failed`: CI reads and repeats both. */
export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: Errors): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const skipped = tests.filter((test) => test.result().state === 'skipped').length;
    const failures = [
      ...tests
        .filter((test) => !['passed', 'skipped'].includes(test.result().state))
        .map((test) => failure(`${test.module.relativeModuleId} > ${test.fullName}`, test.result().errors)),
      ...modules
        .filter((module) => module.errors().length > 0)
        .map((module) => failure(module.relativeModuleId, module.errors())),
      ...errors.map((error) => failure('outside of all tests', [error])),
    ];
    const counts = `${passed} passed, ${failures.length} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    process.stdout.write([...failures, counts, ''].join('\n'));
  }
}

function failure(name: string, errors: Errors = []): string {
  const said = stripVTControlCharacters(errors[0]?.message ?? 'was not run').replace(/\s+/gu, ' ');
  return `FAILED: ${name}: ${said.slice(0, 500)}`;
}
