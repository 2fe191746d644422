import { configurationRule } from '../rule.js';

interface Data {
  /** In plain words: what stands there. */
  readonly problem: string;
  readonly hint: string | null;
  readonly template?: true;
}

export default configurationRule({
  code: 'C101',
  name: 'yaml-syntax',
  severity: 'error',
  unreadable: true,
  *check({ configuration }) {
    const seen = new Map<string, number>();
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        if (fault.kind !== 'syntax') continue;
        const { span, problem, hint, template } = fault;
        const count = (seen.get(problem) ?? 0) + 1;
        seen.set(problem, count);
        const data: Data = { problem, hint, ...(template && { template }) };
        yield {
          data,
          engines: [],
          at: [{ file: document.file.name, span }],
          subject: `${problem} #${count}`,
        };
      }
    }
  },
  message({ problem, template }: Data) {
    if (template) return `Not rendered: ${problem}.`;
    return `Not readable as YAML: ${problem}.`;
  },
  remedy({ hint }: Data) {
    return hint ?? 'Look at this line and the one above: indentation, colons, quotes and brackets.';
  },
});
