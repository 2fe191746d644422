import type { Embedded, SourceNode } from '../types.js';
import type { CarrierReader } from './carrier-tree.js';
import { isFileName, type Recognition } from './find-configurations.js';
import { namesInterpolated } from './text/compose-text.js';
import { composedIn, scalarIn, withoutMark } from './text/embedded.js';
import type { CarriedConfiguration, Interpolation, Interpolations } from './types.js';

/** Where a compose file has texts that its services get as files. */
const SECTIONS = ['configs', 'secrets'] as const;

/** A text that a service gets as a file. */
export interface Granted {
  readonly section: (typeof SECTIONS)[number];
  /** Its key there. */
  readonly source: string;
  /** What the file is called, in the folder of its section where it names none. */
  readonly target: string;
}

export function grantedTo(reader: CarrierReader, service: SourceNode): readonly Granted[] {
  return SECTIONS.flatMap((section) =>
    reader.items(reader.at(service, section)).map((item) => {
      const source = reader.text(item) ?? reader.text(reader.at(item, 'source')) ?? '';
      return { section, source, target: reader.text(reader.at(item, 'target')) ?? source };
    }),
  );
}

/** A compose file, and what is known of the shell that starts it. */
export interface ComposeFile {
  readonly reader: CarrierReader;
  readonly holder: Embedded;
  readonly root: SourceNode | null;
  readonly shell: () => ReadonlyMap<string, string>;
}

/** The configurations that stand in the file itself, by section and key. */
export class ComposeContents {
  readonly #found = new Map<string, CarriedConfiguration>();

  constructor({ reader, holder, root, shell }: ComposeFile, recognition: Recognition) {
    const named = new Set(
      [...reader.entries(reader.at(root, 'services')).values()]
        .flatMap(({ value }) => grantedTo(reader, value))
        .filter(({ target }) => isFileName(target))
        .map(placeOf),
    );
    for (const section of SECTIONS)
      for (const [source, { value }] of reader.entries(reader.at(root, section))) {
        const content = reader.scalar(reader.at(value, 'content'));
        if (content === null) continue;
        const place = placeOf({ section, source });
        const written = scalarIn(holder, content);
        const embedded = withoutMark(composedIn(written));
        if (!recognition.isConfiguration(embedded.text, isFileName(source) || named.has(place))) continue;
        this.#found.set(place, {
          name: `${section.slice(0, -1)}/${source}`,
          embedded,
          inSecret: section === 'secrets',
          interpolated: interpolationsIn(written.text, shell),
        });
      }
  }

  get(granted: Pick<Granted, 'section' | 'source'>): CarriedConfiguration | null {
    return this.#found.get(placeOf(granted)) ?? null;
  }

  get all(): readonly CarriedConfiguration[] {
    return [...this.#found.values()];
  }
}

function placeOf({ section, source }: Pick<Granted, 'section' | 'source'>): string {
  return `${section}/${source}`;
}

function interpolationsIn(text: string, shell: ComposeFile['shell']): Interpolations {
  const { replaced, refused } = namesInterpolated(text);
  const interpolations = new Map<string, Interpolation>();
  for (const name of replaced) interpolations.set(name, { value: shell().get(name) ?? null, by: 'compose' });
  for (const name of refused) interpolations.set(name, 'refused');
  return interpolations;
}
