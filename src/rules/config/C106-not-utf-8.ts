import { configurationRule } from '../rule.js';

interface Data {
  readonly byteOffset: number;
  /** E.g. `UTF-16 (little endian)`. */
  readonly seems: string;
}

export default configurationRule({
  code: 'C106',
  name: 'not-utf-8',
  severity: 'error',
  unreadable: true,
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        if (fault.kind !== 'encoding') continue;
        const { span, byteOffset, seems } = fault;
        const data: Data = { byteOffset, seems };
        yield { data, engines: [], at: [{ file: document.file.name, span }], subject: document.file.name };
      }
    }
  },
  message({ byteOffset, seems }: Data) {
    return `The file is not UTF-8 (byte ${byteOffset}; it seems to be ${seems}): Optimize cannot read it.`;
  },
  remedy() {
    return 'Save the file as UTF-8.';
  },
});
