/** So many characters of a secret in a row give it away, or help much to guess it. */
const MOST = 8;

/** What gives a secret away: its text or a good part of it, in Base64 at any offset, or as addresses have it. */
export class Leaks {
  readonly #forms: readonly string[];

  constructor(secret: string) {
    const encoded = [0, 1, 2].map((offset) =>
      Buffer.from(' '.repeat(offset) + secret)
        .toString('base64')
        .replaceAll('=', '')
        // The first and last characters hold bits of the neighbours as well.
        .slice(offset === 0 ? 0 : offset + 1, -1),
    );
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...encoded];
    this.#forms = [...new Set([...forms, ...partsOf(secret)])];
  }

  /** The form or the part of the secret that a text holds, or null. */
  in(text: string): string | null {
    return this.#forms.find((form) => text.includes(form)) ?? null;
  }
}

/** Parts that are no words: those may stand in any text. */
function partsOf(secret: string): readonly string[] {
  const count = Math.max(secret.length - MOST + 1, 0);
  return Array.from({ length: count }, (_, start) => secret.slice(start, start + MOST)).filter((part) =>
    /\d|[a-z][A-Z]/.test(part),
  );
}
