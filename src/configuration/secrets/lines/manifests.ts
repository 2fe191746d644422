/** Whether a key of a Kubernetes Secret holds its values. */
export function isDataKey(key: string): boolean {
  return key === 'data' || key === 'stringData';
}

/** Which documents of a text are Kubernetes Secrets, one after the other: each is looked at once. */
export class Manifests {
  readonly #text: string;
  #start = 0;
  #isSecret: boolean | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Tells where a line begins. */
  line(start: number): void {
    if (!this.#text.startsWith('---', start)) return;
    this.#start = start;
    this.#isSecret = null;
  }

  /** Whether the document of the last line is one. */
  isSecret(): boolean {
    if (this.#isSecret === null) {
      const end = this.#text.indexOf('\n---', this.#start);
      this.#isSecret = KIND.test(this.#text.slice(this.#start, end < 0 ? this.#text.length : end));
    }
    return this.#isSecret;
  }
}

const KIND =
  /(?:^[ \t\v\f\ufeff#]*|[{,]\s{0,20})["']?kind["']?\s{0,20}:\s{0,20}["']?(?:(?:Cluster)?External|Sealed)?Secret\b/m;
