import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, it, vi } from 'vitest';
import { Judging } from '../../src/cli/lsp/judging.js';
import { OpenDocument } from '../../src/cli/lsp/open-documents.js';

class BrokenJudging extends Judging {
  constructor() {
    super([], {}, '0.0.0');
  }

  override judge(): never {
    throw new Error('broken');
  }
}

it('tells of a judgement that fails while nobody waits for it, and rejects nothing unheard', async () => {
  const document = TextDocument.create('untitled:x', 'yaml', 1, 'engines: {}\n');
  const [found, failed] = [vi.fn<() => void>(), vi.fn<(error: unknown) => void>()];
  const open = new OpenDocument(document, new BrokenJudging(), { found, failed });
  open.now();
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  open.change([{ range: null, text: '' }], 2);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2));
  await expect(open.current()).rejects.toThrow('broken');
  expect(found).not.toHaveBeenCalled();
});
