import type { CarriedNode, GivenVariables } from './types.js';

/** What tells which Optimize runs in a container. */
type Running = Pick<CarriedNode, 'image' | 'variables'>;

/** Why an Optimize does not look at engines of Camunda 7 at all, as the rest of a sentence; null where it does, or may. */
export function whyCamunda8({ image, variables }: Running): string | null {
  if (/(?:^|\/)optimize:8(?!\w)/u.test(image))
    return 'runs an image of Optimize 8, which imports from Camunda 8 only';
  const profiles = variables.get('SPRING_PROFILES_ACTIVE')?.value?.split(',') ?? [];
  return profiles.some((profile) => /^\s*(?:ccsm|cloud)\s*$/u.test(profile))
    ? 'has a Spring profile with which Optimize imports from Camunda 8 only'
    : null;
}

/** Said where the variables alone may be those of Optimize 8: up to 3.13, one could import from both. */
export function zeebeNote(what: string, { image, variables }: Running): readonly string[] {
  const name = switchedOn(variables);
  if (name === null || /(?:^|\/)optimize:\d+\.\d+/u.test(image)) return [];
  return [`${what} has ${name}: if it is Optimize 8, it imports from Camunda 8 only`];
}

function switchedOn(variables: GivenVariables): string | null {
  const names = ['CAMUNDA_OPTIMIZE_ZEEBE_ENABLED', 'OPTIMIZE_ZEEBE_ENABLED'];
  return names.find((name) => variables.get(name)?.value?.toLowerCase() === 'true') ?? null;
}
