// How soon an editor sees findings: from the start of the language server to the first ones, and from a change of one line to those after it.
import { spawn } from 'node:child_process';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';
import { median } from './measure.mjs';

const CHANGES = 20;

/** @returns {Promise<string>} a line of what ten engines take, and the bars */
export async function benchLsp(bin, text, folder, rounds) {
  const starts = [];
  const changes = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const server = spawn(process.execPath, [bin, 'lsp'], { cwd: folder });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    let seen;
    connection.onNotification('textDocument/publishDiagnostics', () => seen?.());
    const published = () => new Promise((resolve) => (seen = resolve));
    connection.listen();
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    const uri = 'untitled:environment-config.yaml';
    const first = published();
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await first;
    starts.push(performance.now() - started);
    for (let version = 2; version < CHANGES + 2; version += 1) changes.push(await changed(version));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    connection.dispose();

    async function changed(version) {
      const begin = performance.now();
      const next = published();
      const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: `engines: # ${version}\n` }],
      });
      await next;
      return performance.now() - begin;
    }
  }
  return [
    `lsp, 10 engines: ${median(starts).toFixed(0)} ms from the start to the first findings (bar: 150)`,
    `                 ${median(changes).toFixed(1)} ms from a change of one line to its findings (bar: 20)`,
  ].join('\n');
}
