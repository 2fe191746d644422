/** The YAML of a sound configuration of that many engines. */
export function configuration(engines: number): string;
