/** A text with its commands as they are typed where the program was started in another way than as `multi-engine`. */
export function asTyped(text: string, invocation = 'multi-engine'): string {
  return text.replaceAll(/\bmulti-engine (?=[a-z-])/g, () => `${invocation} `);
}
