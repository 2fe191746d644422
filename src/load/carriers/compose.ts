import { posix } from 'node:path';
import { append } from '../../core/many.js';
import type { Embedded, MappingEntry, SourceNode, Span } from '../types.js';
import { whyCamunda8 } from './camunda-8.js';
import { CarrierReader, type CarrierDocument } from './carrier-tree.js';
import { ComposeContents, grantedTo } from './compose-contents.js';
import { scalarIn, spanOf, wholeDocument } from './text/embedded.js';
import { isBaseName, isFileName, type Recognition } from './find-configurations.js';
import { interpolated } from './text/compose-text.js';
import {
  bringsConfiguration,
  bringsVariables,
  engineOptions,
  isOptimize,
  NOTHING_KNOWN,
  otherOrigin,
  rewrittenNote,
  unknownNote,
  type Making,
} from './optimize-container.js';
import { LONGEST_VARIABLE, VARIABLES_TOGETHER } from './longest-variables.js';
import { hostsOf } from './compose-hosts.js';
import { mountOf } from './compose-mounts.js';
import { lastingServices, profileNote, workloadOf } from './compose-services.js';
import { configurationFileIn, isMisnamed, isReadAt, unreadNote, uppermost } from './read-place.js';
import type { Carried, CarriedConfiguration, CarriedNode, GivenVariable } from './types.js';

/** Reads a file that another one names, from where that one lies: variables as NAME=VALUE; null where it is not there. */
export type ReadVariables = (path: string) => ReadonlyMap<string, string> | null;

/** The services of a compose file that are Optimize. */
export function composeNodes(
  document: CarrierDocument,
  recognition: Recognition,
  readVariables: ReadVariables,
): Carried {
  return new Compose(document, recognition, readVariables).nodes();
}

/** What a service finds under a path. */
interface Given {
  readonly path: string;
  /** Where it is in the container. */
  readonly target: string;
  /** The mount that brings it: the file, or a folder above. */
  readonly mountedAt: string;
  readonly configuration: CarriedConfiguration | null;
  /** A file beside the compose file. */
  readonly besideFile: string | null;
  /** What holds it where neither is known, and what it lacks, in words. */
  readonly from: string;
}

/** What makes a service start, or look for its files, in a way that its image does not tell. */
const STEERING = ['build', 'command', 'entrypoint', 'extends', 'post_start', 'working_dir'];

/** What a service is made of besides its image, and what that may mean. */
const MAKING = [
  ['build', 'is built from what is not here, which may hold a configuration'],
  ['extends', 'extends another service, which may give it a configuration'],
  ['volumes_from', 'has the volumes of another container, which may hold a configuration'],
] as const;

const INCLUDES =
  'What the compose file includes is not read here: docker compose config | multi-engine validate - judges all of it';

class Compose {
  readonly #reader: CarrierReader;
  readonly #holder: Embedded;
  readonly #root: SourceNode | null;
  readonly #readVariables: ReadVariables;
  readonly #elsewhere: string[] = [];
  readonly #unread: string[] = [];
  #dotEnv: ReadonlyMap<string, string> | null = null;
  /** Characters that may still be put into values. */
  #left = VARIABLES_TOGETHER;
  /** Both are the same for each of many services. */
  readonly #contents: ComposeContents;
  readonly #hosts: readonly string[] | null;

  constructor(document: CarrierDocument, recognition: Recognition, readVariables: ReadVariables) {
    this.#reader = new CarrierReader(document);
    this.#holder = wholeDocument(document);
    this.#root = document.root;
    this.#readVariables = readVariables;
    const shell = (): ReadonlyMap<string, string> => this.#shell();
    const file = { reader: this.#reader, holder: this.#holder, root: this.#root, shell };
    this.#contents = new ComposeContents(file, recognition);
    this.#hosts = hostsOf(this.#reader, this.#root);
  }

  nodes(): Carried {
    const services = [...this.#reader.entries(this.#reader.at(this.#root, 'services')).values()];
    const lasting = lastingServices(this.#reader, services);
    const nodes = (lasting.length > 0 ? lasting : services).flatMap((entry) => this.#node(entry) ?? []);
    const run = new Set(nodes.map(({ workload }) => workload));
    append(
      this.#unread,
      profileNote(
        this.#reader,
        services.filter(({ key }) => run.has(workloadOf(key))),
      ),
    );
    if (nodes.length > 0 && this.#reader.at(this.#root, 'include') !== null) this.#unread.push(INCLUDES);
    const used = new Set(nodes.map(({ configuration }) => configuration?.name));
    const unused = this.#contents.all.filter(({ name }) => !used.has(name));
    const alone = unused.map((configuration) => this.#alone(configuration));
    return { nodes: [...nodes, ...alone], elsewhere: this.#elsewhere, unread: this.#unread };
  }

  /** A service that gets a configuration, or that is Optimize by its image or its variables. */
  #node({ key: name, keySpan, value: service }: MappingEntry): CarriedNode | null {
    const { variables, complete } = this.#variables(service);
    const given = [...this.#configs(service), ...this.#volumes(service)];
    const written = this.#reader.text(this.#reader.at(service, 'image')) ?? '';
    const image = this.#interpolated(written) ?? written;
    const steered = STEERING.some((key) => this.#reader.at(service, key) !== null);
    const named = given.filter(({ path }) => isFileName(path));
    const read = uppermost(named.filter(({ target }) => isReadAt(target, image)));
    const own = read !== undefined && (isThere(read) || !steered) ? read : (named.find(isThere) ?? named[0]);
    const base = given.find(({ path }) => isBaseName(path));
    const workload = workloadOf(name);
    const reading = { image, variables, complete, steered };
    if (own === undefined) {
      if (!isOptimize(image, variables) && !this.#isBuiltAsOptimize(name, service)) return null;
      const origin = otherOrigin({ image, variables, ...this.#makingOf(service) });
      if (origin !== null) {
        this.#elsewhere.push(`${workload} ${origin}`);
        return null;
      }
      append(this.#unread, unknownNote(workload, { variables, complete }));
      for (const { target, besideFile } of given.filter((each) => isMisnamed(each.target)))
        append(this.#unread, unreadNote(`${workload}: ${besideFile ?? 'a file'}`, target, reading));
    }
    if (own !== undefined && !isThere(own)) {
      this.#elsewhere.push(
        `${workload} ${whyCamunda8({ image, variables }) ?? `takes its configuration from ${own.from}`}`,
      );
      return null;
    }
    if (own !== undefined) {
      const what = own.configuration?.name ?? own.besideFile ?? '';
      append(this.#unread, unreadNote(`${workload}: ${what}`, own.target, reading));
      append(this.#unread, rewrittenNote(`${workload}: ${what}`, this.#toldTo(service)));
    }
    return {
      configuration: own?.configuration ?? null,
      besideFile: own?.besideFile ?? null,
      base: base?.configuration ?? null,
      workload,
      containerAt: spanOf(this.#holder, keySpan),
      namespace: null,
      image,
      variables,
      complete,
      ...this.#copies(service),
      hosts: this.#asksElsewhere(service) ? null : this.#hosts,
    };
  }

  /** An image that is made here has no name: that of its service tells what it is. */
  #isBuiltAsOptimize(name: string, service: SourceNode): boolean {
    const isBuilt = this.#reader.at(service, 'image') === null && this.#reader.at(service, 'build') !== null;
    return isBuilt && /(?:^|[-_])optimize[-_]?\d*$/iu.test(name);
  }

  #makingOf(service: SourceNode): Pick<Making, 'bringsOwn' | 'madeOf'> {
    const madeOf = MAKING.find(([key]) => this.#reader.at(service, key) !== null);
    return { bringsOwn: bringsConfiguration(this.#toldTo(service)), madeOf: madeOf?.[1] ?? null };
  }

  /** Every text of what steers how it starts. */
  #toldTo(service: SourceNode): readonly string[] {
    return STEERING.flatMap((key) => this.#reader.texts(this.#reader.at(service, key)));
  }

  #alone(configuration: CarriedConfiguration): CarriedNode {
    return { ...NOTHING_KNOWN, configuration, hosts: this.#hosts };
  }

  /** What compose puts into the texts of its file, as far as it is at hand. No container gets it from there. */
  #shell(): ReadonlyMap<string, string> {
    this.#dotEnv ??= this.#readVariables('.env') ?? new Map<string, string>();
    return this.#dotEnv;
  }

  #configs(service: SourceNode): readonly Given[] {
    return grantedTo(this.#reader, service).map((granted) => {
      const { section, source, target } = granted;
      const text = (key: string): string | null =>
        this.#reader.text(this.#reader.at(this.#root, section, source, key));
      const configuration = this.#contents.get(granted);
      // A text that is a configuration is meant as one, whatever the file is called in the end.
      const path = configuration === null ? target : asFile(target);
      const lack = text('content') === null ? 'is not here' : 'holds none that can be read';
      const from = `the ${section.slice(0, -1)} "${source}", which ${lack}`;
      const folder = section === 'secrets' ? '/run/secrets' : '/';
      const at = posix.resolve(folder, target);
      return { path, target: at, mountedAt: at, configuration, besideFile: text('file'), from };
    });
  }

  /** Files of the machine that are mounted into a service, and folders in which the configuration is looked for. */
  #volumes(service: SourceNode): readonly Given[] {
    return this.#reader.items(this.#reader.at(service, 'volumes')).flatMap((item) => {
      const { source, target, isPath } = mountOf(this.#reader, item);
      const folder = target.replace(/\/$/u, '');
      const path = configurationFileIn(folder) ?? target;
      const file = path === target ? source : source.replace(/\/$/u, '') + path.slice(folder.length);
      const from = `the volume "${source}", which is not here`;
      const besideFile = isPath ? file : null;
      return [{ path, target: path, mountedAt: target, configuration: null, besideFile, from }];
    });
  }

  /** `environment` counts more than `env_file`. */
  #variables(service: SourceNode): Pick<CarriedNode, 'variables' | 'complete'> {
    const variables = new Map<string, GivenVariable>();
    let complete = true;
    for (const path of this.#variableFiles(service)) {
      const read = this.#readVariables(path);
      complete &&= read !== null;
      for (const [name, value] of read ?? []) variables.set(name, { value, span: null });
    }
    const told = this.#toldTo(service);
    complete &&= !bringsVariables(told);
    for (const [name, option] of engineOptions(told)) variables.set(name, option);
    const environment = this.#reader.at(service, 'environment');
    for (const item of this.#reader.items(environment)) this.#addLine(variables, item);
    for (const [name, { value }] of this.#reader.entries(environment)) {
      const scalar = this.#reader.scalar(value);
      if (scalar === null) continue;
      const span = spanOf(this.#holder, scalar.span);
      const text = this.#reader.text(scalar);
      const given = text === null ? this.#fromShell(name, span) : { value: this.#interpolated(text), span };
      variables.set(name, given);
    }
    return { variables, complete };
  }

  /** `NAME=VALUE`; a name alone is taken from the shell. */
  #addLine(variables: Map<string, GivenVariable>, item: SourceNode): void {
    const scalar = this.#reader.scalar(item);
    if (scalar === null) return;
    const line = scalarIn(this.#holder, scalar);
    const at = line.text.indexOf('=');
    if (at < 0) variables.set(line.text, this.#fromShell(line.text, spanOf(this.#holder, scalar.span)));
    else
      variables.set(line.text.slice(0, at), {
        value: this.#interpolated(line.text.slice(at + 1)),
        span: spanOf(line, { start: at + 1, end: line.text.length }),
      });
  }

  /** A name without a value is handed on from the shell that starts compose, or from its `.env`. */
  #fromShell(name: string, span: Span): GivenVariable {
    return { value: this.#shell().get(name) ?? null, span };
  }

  #interpolated(text: string): string | null {
    const longest = Math.min(LONGEST_VARIABLE, this.#left);
    const value = interpolated(text, (name) => this.#shell().get(name) ?? null, longest);
    this.#left -= Math.max(0, (value?.length ?? 0) - text.length);
    return value;
  }

  #variableFiles(service: SourceNode): readonly string[] {
    const files = this.#reader.at(service, 'env_file');
    const single = this.#reader.text(files);
    if (single !== null) return [single];
    return this.#reader.items(files).flatMap((item) => {
      const path = this.#reader.text(item) ?? this.#reader.text(this.#reader.at(item, 'path'));
      return path === null ? [] : [path];
    });
  }

  #copies(service: SourceNode): Pick<CarriedNode, 'copies' | 'copiesAt'> {
    const count = this.#reader.at(service, 'deploy', 'replicas') ?? this.#reader.at(service, 'scale');
    const scalar = this.#reader.scalar(count);
    const text = this.#reader.text(count);
    if (scalar === null || text === null || !/^\d{1,6}$/u.test(text)) return { copies: 1, copiesAt: null };
    return { copies: Number(text), copiesAt: spanOf(this.#holder, scalar.span) };
  }

  /** Names are looked up in the network of the machine or of another container, or by another name server. */
  #asksElsewhere(service: SourceNode): boolean {
    return ['network_mode', 'dns', 'dns_search'].some((key) => this.#reader.at(service, key) !== null);
  }
}

function isThere({ configuration, besideFile }: Given): boolean {
  return configuration !== null || besideFile !== null;
}

function asFile(target: string): string {
  return isFileName(target) || isBaseName(target) ? target : `${target}/environment-config.yaml`;
}
