/** How an address is written: the engine that Optimize brings along has no entry in a file, but a variable. */
export function restLine(byVariable: boolean | undefined, address: string): string {
  return (byVariable === true ? 'OPTIMIZE_CAMUNDABPM_REST_URL=' : 'rest: ') + address;
}
