import { joined } from '../../core/text/text.js';
import type { MappingEntry, SourceNode } from '../types.js';
import type { CarrierReader } from './carrier-tree.js';

/** Services of a compose file without those that run to their end, as an upgrade does: they import nothing. */
export function lastingServices(
  reader: CarrierReader,
  services: readonly MappingEntry[],
): readonly MappingEntry[] {
  const awaited = new Set(services.flatMap(({ value }) => awaitedBy(reader, value)));
  return services.filter(({ key, value }) => !awaited.has(key) && !isUpgrade(reader, value));
}

/** Services that have to have ended well before this one starts. */
function awaitedBy(reader: CarrierReader, service: SourceNode): readonly string[] {
  const others = [...reader.entries(reader.at(service, 'depends_on')).values()];
  return others.flatMap(({ key, value }) =>
    reader.text(reader.at(value, 'condition')) === 'service_completed_successfully' ? [key] : [],
  );
}

/** What a node is called that a service runs. */
export function workloadOf(service: string): string {
  return `service/${service}`;
}

/** Said of nodes that no profile starts together: which of them run is decided on the command line. */
export function profileNote(reader: CarrierReader, nodes: readonly MappingEntry[]): readonly string[] {
  const withProfiles = nodes.flatMap(({ key, value }) => {
    const profiles = reader.items(reader.at(value, 'profiles')).flatMap((item) => reader.text(item) ?? []);
    return profiles.length > 0 ? [{ key, profiles: new Set(profiles) }] : [];
  });
  const [first, ...others] = withProfiles;
  if (first === undefined || others.length === 0) return [];
  const isShared = (name: string): boolean => others.every(({ profiles }) => profiles.has(name));
  if ([...first.profiles].some(isShared)) return [];
  const names = joined(withProfiles.map(({ key }) => workloadOf(key)));
  return [`${names} have different profiles and are judged as if started together`];
}

function isUpgrade(reader: CarrierReader, service: SourceNode): boolean {
  return ['command', 'entrypoint'].some((name) => {
    const command = reader.at(service, name);
    const texts = [command, ...reader.items(command)].flatMap((node) => reader.text(node) ?? []);
    return texts.some((text) => /(?:^|[\s/])upgrade\.sh\b/u.test(text));
  });
}
