/** What gives a secret away: its text, in Base64 at any offset, or as addresses have it. */
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
    this.#forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...encoded];
  }

  /** The form of the secret that a text holds, or null. */
  in(text: string): string | null {
    return this.#forms.find((form) => text.includes(form)) ?? null;
  }
}
