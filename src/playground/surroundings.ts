/** Globals of Node that the code of `validate` uses, as far as it does. */

class Bytes extends Uint8Array {
  override toString(encoding = 'utf8'): string {
    if (encoding === 'base64') return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
  }

  swap16(): Uint8Array {
    return this.map((_, index) => this[index ^ 1] ?? 0);
  }
}

export const Buffer = {
  byteLength: (text: string): number => new TextEncoder().encode(text).length,
  from: (data: string | Uint8Array | ArrayBuffer, how: string | number = 'utf8', length?: number): Bytes => {
    if (data instanceof ArrayBuffer) return new Bytes(data, Number(how), length);
    if (typeof data !== 'string') return new Bytes(data);
    return how === 'base64' ? decoded(data) : new Bytes(new TextEncoder().encode(data));
  },
};

/** The bytes behind Base64. Like Node's, it passes over what is no letter of it. */
function decoded(text: string): Bytes {
  const [letters = ''] = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/=]/g, '')
    .split('=');
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  return new Bytes(Array.from(atob(whole), (letter) => letter.charCodeAt(0)));
}

export function setImmediate(act: () => void): void {
  setTimeout(act, 0);
}
