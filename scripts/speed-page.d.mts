/** A tool in the table: medians in milliseconds, ratios to Node's own start, and the peak of memory with the largest file. */
interface Peer {
  readonly name: string;
  readonly says: string;
  readonly times: readonly {
    readonly engines: number;
    readonly milliseconds: number;
    readonly ratio: number;
  }[];
  readonly mebibytes: number;
}

interface Install {
  readonly name: string;
  readonly packages: number;
  readonly mebibytes: number;
  readonly seconds: number;
}

/** docs/speed.md in Markdown. `lines`: all other figures, as the bench prints them. */
export function speedPage(measured: {
  readonly peers: readonly Peer[];
  readonly installs: readonly Install[];
  readonly phases: readonly { readonly phase: string; readonly milliseconds: number }[];
  readonly rounds: number;
  readonly lines: string;
}): Promise<string>;
