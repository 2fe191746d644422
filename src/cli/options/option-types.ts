/** An option as commander reads its flags: `--name`, `--no-name`, `--name <value>` or `--name [value]`. */
export interface OptionDefinition {
  readonly flags: string;
  /** One letter that means the same, e.g. `-q`. */
  readonly short?: `-${string}`;
  readonly help: string;
  /** Given several times, its values are collected; whether commas separate is for the option to say. */
  readonly repeat?: boolean;
  readonly default?: string;
  /** A settings file may have a default for it; of a `path`, from where that file is. What is not marked is for people to type. */
  readonly inSettings?: 'value' | 'path';
}

/** Options that belong together, as `--help` shows them. */
export interface OptionGroup {
  readonly heading: string;
  readonly options: readonly OptionDefinition[];
}

/** What a command is handed for its options: text, not yet checked. Derived from their flags, so that nothing can drift. */
export type OptionsOf<Groups extends readonly OptionGroup[]> = {
  readonly [Each in Groups[number]['options'][number] as NameOf<Each['flags']>]?: ValueOf<Each>;
};

type NameOf<Flags extends string> = Flags extends `--no-${infer Name}`
  ? CamelCased<Name>
  : Flags extends `--${infer Name} ${string}`
    ? CamelCased<Name>
    : Flags extends `--${infer Name}`
      ? CamelCased<Name>
      : never;

type CamelCased<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCased<Tail>>}`
  : Text;

type ValueOf<Option extends OptionDefinition> = Option extends { readonly repeat: true }
  ? readonly string[]
  : Option['flags'] extends `${string} <${string}>`
    ? string
    : Option['flags'] extends `${string} [${string}]`
      ? string | true
      : boolean;
