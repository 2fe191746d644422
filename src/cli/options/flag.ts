/** The flag of an option as it is typed, without its dashes: `failOn` is `fail-on`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
