import {
  StreamMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-jsonrpc/node.js';

/** What comes in, message by message. A text between its header and the next one that is no message is left out: later ones may be some. */
export class MessageReader extends StreamMessageReader {
  constructor(input: NodeJS.ReadableStream) {
    super(input, { contentTypeDecoder: { name: 'application/json', decode } });
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      if (isCarriedOut(message)) callback(message);
    });
  }
}

const NOTHING: Message = { jsonrpc: '2.0' };

async function decode(bytes: Uint8Array): Promise<Message> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return NOTHING;
  }
}

/** The connection takes these for granted, and breaks without. */
function isCarriedOut(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  if (!('method' in message)) return 'id' in message;
  if (message.method !== '$/cancelRequest') return true;
  const params = 'params' in message ? message.params : null;
  return (
    typeof params === 'object' &&
    params !== null &&
    'id' in params &&
    params.id !== null &&
    params.id !== undefined
  );
}
