import type { BlankEnd } from '../../configuration/resolved/types.js';
import type { Configuration, ConfigurationFile, EntryView } from '../../configuration/types.js';
import type { Hit } from '../../core/rule.js';
import { configurationRule } from '../rule.js';
import { builtInVariables } from '../shared/configuration/built-in-variables.js';
import { enginesAt, settingAt } from '../shared/words.js';

interface Data {
  /** Null where the file itself has the value. */
  readonly variable: string | null;
  /** Null for a variable that sets up the built-in engine. */
  readonly pointer: string | null;
  readonly end: BlankEnd;
  /** The value is a block of lines. */
  readonly block: boolean;
}

export default configurationRule({
  code: 'C158',
  name: 'blank-around-value',
  severity: 'warning',
  *check({ configuration }) {
    for (const file of configuration.files) {
      yield* inPlaceholders(file);
      for (const entry of file.entries) if (!entry.builtIn) yield* inLogin(file, entry);
    }
    yield* inVariables(configuration);
  },
  message({ variable, pointer, end, block }: Data) {
    const what = end === 'line-break' ? 'ends with a line break' : 'begins or ends with a blank';
    if (variable === null)
      return `${settingAt(pointer ?? '')} ${block ? `is a block of lines, so it ${what}` : what}: the engine gets it with the login.`;
    const where = pointer === null ? "the address of Optimize's built-in engine" : settingAt(pointer);
    return `The value of ${variable} ${what}, which becomes a part of ${where}.`;
  },
  remedy({ variable, pointer, end, block }: Data) {
    if (block) return 'Write the value on the line of its key, in quotes, or begin the block with |-.';
    const isLogin = pointer !== null && LOGIN.some((path) => pointer.endsWith(`/${path}`));
    if (variable === null || end === 'blank')
      return isLogin
        ? 'Remove it. doctor does not send such a login: a few refusals lock the account.'
        : 'Remove it.';
    return `Create the value without it: "echo" appends a line break, "echo -n" and "printf %s" do not.${isLogin ? ' doctor does not send such a login.' : ''}`;
  },
});

const LOGIN = ['authentication/user', 'authentication/password'];

function* inPlaceholders({ document, substitutions }: ConfigurationFile): Iterable<Hit<Data>> {
  for (const { pointer, placeholders } of substitutions)
    for (const { name, blankEnd } of placeholders) {
      if (blankEnd === null) continue;
      yield {
        data: { variable: name, pointer, end: blankEnd, block: false },
        engines: enginesAt(pointer),
        at: [{ file: document.file.name, pointer, part: 'value' }],
        subject: `${pointer} ${name}`,
      };
    }
}

/** As the file has it: in quotes, or as a block, which ends with a line break unless it says otherwise. */
function* inLogin({ document }: ConfigurationFile, entry: EntryView): Iterable<Hit<Data>> {
  for (const path of LOGIN) {
    const node = entry.node(path);
    if (node?.kind !== 'scalar' || node.text === null || /\$\{[A-Za-z_]/u.test(node.text)) continue;
    if (node.text.trim() === '' || node.text === node.text.trim()) continue;
    const { pointer } = entry.setting(path);
    const end = /[\r\n]$/u.test(node.text) ? 'line-break' : 'blank';
    yield {
      data: { variable: null, pointer, end, block: node.style === 'block' },
      engines: enginesAt(pointer),
      at: [{ file: document.file.name, pointer, part: 'value' }],
      subject: pointer,
    };
  }
}

function* inVariables(configuration: Configuration): Iterable<Hit<Data>> {
  for (const { name, at, blankEnd } of builtInVariables(configuration)) {
    if (blankEnd === null) continue;
    yield {
      data: { variable: name, pointer: null, end: blankEnd, block: false },
      engines: [],
      at: [at],
      subject: name,
    };
  }
}
