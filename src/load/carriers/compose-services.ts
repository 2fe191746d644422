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

function isUpgrade(reader: CarrierReader, service: SourceNode): boolean {
  return ['command', 'entrypoint'].some((name) => {
    const command = reader.at(service, name);
    const texts = [command, ...reader.items(command)].flatMap((node) => reader.text(node) ?? []);
    return texts.some((text) => /(?:^|[\s/])upgrade\.sh\b/u.test(text));
  });
}
