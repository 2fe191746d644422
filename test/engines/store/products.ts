import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { maven } from '../harness/java.js';
import { projectDirectory } from '../harness/run-directory.js';

const sources = join(projectDirectory, 'test', 'engines', 'store');
const target = join(sources, 'target');

/** A search store that is started from its server jars. */
export interface Product {
  readonly title: string;
  readonly version: string;
  /** Of the pom: which jars. */
  readonly profile: 'opensearch' | 'elasticsearch-7' | 'elasticsearch-8';
}

export const PRODUCTS: readonly Product[] = [
  { title: 'OpenSearch', version: '2.19.6', profile: 'opensearch' },
  { title: 'Elasticsearch', version: '7.17.28', profile: 'elasticsearch-7' },
  { title: 'Elasticsearch', version: '8.17.0', profile: 'elasticsearch-8' },
];

/** What `java` needs to start a node with that home, before its home and its port. */
export async function launchOptions(product: Product, home: string): Promise<readonly string[]> {
  const jars = await jarsOf(product);
  mkdirSync(join(home, 'config'), { recursive: true });
  if (product.profile === 'elasticsearch-8') return modular(product, jars, home);
  return ['-cp', `${jars}/*`, sourceFor(product)];
}

/** Copied once; the name comes last, so that a copy that was cut short is made again. */
async function jarsOf({ profile, version }: Product): Promise<string> {
  const jars = join(target, `${profile}-${version}`);
  if (existsSync(jars)) return jars;
  const unfinished = `${jars}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const options = [`-P${profile}`, `-Dstore.version=${version}`, `-DoutputDirectory=${unfinished}`];
  await maven(sources, ...options, 'dependency:copy-dependencies');
  renameSync(unfinished, jars);
  return jars;
}

/** Elasticsearch 7 is started as OpenSearch, which was made of it, under its own package name. */
function sourceFor({ profile }: Product): string {
  const source = join(sources, 'StoreNode.java');
  if (profile === 'opensearch') return source;
  const renamed = join(target, `StoreNode-${profile}.java`);
  writeFileSync(renamed, readFileSync(source, 'utf8').replaceAll('org.opensearch', 'org.elasticsearch'));
  return renamed;
}

const TRANSPORT = /^(?:netty-|transport-netty4-)/u;

/** Version 8 takes its transport from a folder of modules alone, and itself from the module path. */
function modular({ version }: Product, jars: string, home: string): readonly string[] {
  const folder = join(home, 'modules', 'transport-netty4');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(home, 'plugins'), { recursive: true });
  const all = readdirSync(jars);
  for (const jar of all.filter((name) => TRANSPORT.test(name)))
    copyFileSync(join(jars, jar), join(folder, jar));
  writeFileSync(join(folder, 'plugin-descriptor.properties'), descriptorOf(version));
  const path = all.filter((name) => !TRANSPORT.test(name)).map((jar) => join(jars, jar));
  const modules = ['--module-path', path.join(':'), '--add-modules', 'ALL-MODULE-PATH'];
  return [...modules, join(sources, 'ModularNode.java')];
}

function descriptorOf(version: string): string {
  return `name=transport-netty4
description=HTTP
version=${version}
elasticsearch.version=${version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
modulename=org.elasticsearch.transport.netty4
`;
}
