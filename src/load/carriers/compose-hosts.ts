import type { SourceNode } from '../types.js';
import type { CarrierReader } from './carrier-tree.js';

/** Every name under which a service can be reached; null where other services can be reached as well. */
export function hostsOf(reader: CarrierReader, root: SourceNode | null): readonly string[] | null {
  const networks = [...reader.entries(reader.at(root, 'networks')).values()];
  if (networks.some(({ value }) => isExternal(reader, value))) return null;
  const services = reader.entries(reader.at(root, 'services'));
  return [...services].flatMap(([name, { value }]) => [name, ...otherNames(reader, value)]);
}

function otherNames(reader: CarrierReader, service: SourceNode): readonly string[] {
  const single = ['container_name', 'hostname'].flatMap((key) => reader.text(reader.at(service, key)) ?? []);
  const aliases = [...reader.entries(reader.at(service, 'networks')).values()].flatMap(({ value }) =>
    reader.items(reader.at(value, 'aliases')),
  );
  const lines = ['links', 'external_links', 'extra_hosts'].flatMap((key) =>
    reader.items(reader.at(service, key)),
  );
  const listed = [...aliases, ...lines].flatMap((item) => reader.text(item)?.split(/[:=]/u) ?? []);
  return [...single, ...listed, ...reader.entries(reader.at(service, 'extra_hosts')).keys()];
}

function isExternal(reader: CarrierReader, network: SourceNode): boolean {
  const external = reader.at(network, 'external');
  return external !== null && reader.text(external) !== 'false';
}
