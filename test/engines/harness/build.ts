import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { JAVA_SETTINGS, maven } from './java.js';
import { projectDirectory } from './run-directory.js';

interface Build {
  /** Version of the artifacts; where the engine is CIB seven, of the Camunda that lends it REST and Spring. */
  readonly engine: string;
  readonly springBoot: string;
  readonly h2: string;
  /** The plugin that packs the jar, where that of the same Spring Boot does not run on Java 17. */
  readonly plugin?: string;
  /** Class files that the Spring of that time can read. */
  readonly release?: string;
  readonly operaton?: boolean;
  /** With Spring Security in front, set up in several ways at as many ports. */
  readonly springSecurity?: boolean;
  /** Version of the engine, where it is CIB seven. */
  readonly cibSeven?: string;
}

/** What has to be built together for an engine version. */
const engineVersions = {
  '7.24.0': { engine: '7.24.0', springBoot: '3.5.5', h2: '2.3.232' },
  '7.22.0': { engine: '7.22.0', springBoot: '3.3.3', h2: '2.2.224' },
  '7.18.0': { engine: '7.18.0', springBoot: '2.7.3', h2: '2.1.214' },
  '7.16.0': { engine: '7.16.0', springBoot: '2.5.4', h2: '1.4.200' },
  '7.13.0': {
    engine: '7.13.0',
    springBoot: '2.3.12.RELEASE',
    h2: '1.4.200',
    plugin: '2.7.18',
    release: '11',
  },
  'operaton-1.0.3': { engine: '1.0.3', springBoot: '3.5.7', h2: '2.3.232', operaton: true },
  'spring-security-7.24.0': {
    engine: '7.24.0',
    springBoot: '3.5.5',
    h2: '2.3.232',
    springSecurity: true,
  },
  'cibseven-1.1.0': { engine: '7.22.0', springBoot: '3.3.3', h2: '2.3.232', cibSeven: '1.1.0' },
  'cibseven-2.0.0': { engine: '7.22.0', springBoot: '3.3.3', h2: '2.3.232', cibSeven: '2.0.0' },
} as const satisfies Readonly<Record<string, Build>>;

export type EngineVersion = keyof typeof engineVersions;

const run = promisify(execFile);
const app = join(projectDirectory, 'test', 'engines', 'app');

/** The version that most engines are of: made ready to start in half the time. */
const USUAL = '7.24.0';

const START_LIMIT_MS = 120_000;
const STARTED = 'Started EngineApplication';
const target = join(app, 'target');
const unpacked = join(target, 'unpacked');
const loadedClasses = join(unpacked, 'classes.jsa');

/** What `java` needs to start an engine of that version. */
export function launchOptions(version: EngineVersion): readonly string[] {
  if (version !== USUAL) return [...JAVA_SETTINGS, '-jar', join(target, jarOf(version))];
  return [...JAVA_SETTINGS, `-XX:SharedArchiveFile=${loadedClasses}`, '-jar', join(unpacked, jarOf(version))];
}

function jarOf(version: EngineVersion): string {
  return `engine-${version}.jar`;
}

export function productOf(version: EngineVersion): string {
  const build: Build = engineVersions[version];
  if (build.cibSeven !== undefined) return 'CIB seven';
  return build.operaton === true ? 'Operaton' : 'Camunda';
}

/** For example `Camunda 7.24.0`. */
export function titleOf(version: EngineVersion): string {
  return `${productOf(version)} ${version.replace(/^.*-/, '')}`;
}

/** Settings are called after the product, by all but CIB seven. */
export function settingPrefix(version: EngineVersion): string {
  return productOf(version) === 'Operaton' ? 'operaton.bpm' : 'camunda.bpm';
}

const builds = new Map<EngineVersion, Promise<void>>();

/** Builds the engine with Maven unless the jar is younger than its sources. */
export function buildEngine(version: EngineVersion): Promise<void> {
  const build = builds.get(version) ?? buildOnce(version);
  builds.set(version, build);
  return build;
}

async function buildOnce(version: EngineVersion): Promise<void> {
  const jar = join(target, jarOf(version));
  if (isUpToDate(version === USUAL ? loadedClasses : jar)) return;
  const build: Build = engineVersions[version];
  const directory = version === USUAL ? app : adapted(version, build);
  const options = [
    ...(build.cibSeven === undefined ? [] : ['-Pcibseven', `-Dcibseven.version=${build.cibSeven}`]),
    ...(build.springSecurity === true ? ['-Psecurity'] : []),
    `-Djar.name=${basename(jar, '.jar')}`,
    `-Dcamunda.version=${build.engine}`,
    `-Dspring-boot.version=${build.springBoot}`,
    `-Dspring-boot-plugin.version=${build.plugin ?? build.springBoot}`,
    `-Dh2.version=${build.h2}`,
    `-Dmaven.compiler.release=${build.release ?? '17'}`,
  ];
  await maven(directory, ...options, 'package');
  if (version === USUAL) await makeReady(jar);
  else copyFileSync(join(directory, 'target', jarOf(version)), jar);
}

/** What a first engine is asked before it ends, so that what answers is kept too. */
const FIRST_REQUESTS = [
  '/engine',
  '/version',
  '/engine/default/authorization',
  '/engine/default/history/process-instance?maxResults=1',
  '/engine/default/process-definition/count',
  '/engine/default/telemetry/data',
];

/** Unpacks the jars within the jar, and keeps the classes that a first engine has loaded, for the settings that all starts have. */
async function makeReady(jar: string): Promise<void> {
  rmSync(unpacked, { recursive: true, force: true });
  await run('java', ['-Djarmode=tools', '-jar', jar, 'extract', '--destination', unpacked]);
  const keep = `-XX:ArchiveClassesAtExit=${loadedClasses}`;
  const options = [...JAVA_SETTINGS, keep, '-Dserver.port=0', '-jar', join(unpacked, basename(jar))];
  const first = run('java', options, { timeout: START_LIMIT_MS });
  // Like every engine it stops when its standard input ends.
  let log = '';
  first.child.stdout?.on('data', (text: string) => {
    const isStarted = log.includes(STARTED);
    log += text;
    if (!isStarted && log.includes(STARTED)) void askFirst(log).finally(() => first.child.stdin?.end());
  });
  await first;
}

async function askFirst(log: string): Promise<void> {
  const port = portIn(log);
  for (const request of FIRST_REQUESTS) {
    const answer = await fetch(`http://127.0.0.1:${port}/engine-rest${request}`);
    await answer.text();
  }
}

/** The port that an engine has written it listens at. */
export function portIn(log: string): number | undefined {
  const port = /Tomcat started on ports?(?:\(s\):)? (\d+)/.exec(log)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** The same application for another version or product: without what only the usual one has, and with the names of the fork. */
function adapted(
  version: EngineVersion,
  { operaton = false, springSecurity = false, springBoot }: Build,
): string {
  const directory = join(target, `sources-${version}`);
  rmSync(directory, { recursive: true, force: true });
  cpSync(join(app, 'src'), join(directory, 'src'), { recursive: true });
  copyFileSync(join(app, 'pom.xml'), join(directory, 'pom.xml'));
  rmSync(join(directory, 'src/main/java/multiengine/ManyVersions.java'));
  if (springSecurity) {
    const [sources, main] = ['src/security/java', 'src/main/java'].map((part) => join(directory, part));
    cpSync(sources ?? '', main ?? '', { recursive: true });
  }
  if (operaton) filesIn(directory).forEach(renameProduct);
  if (springBoot.startsWith('2.')) filesIn(directory).forEach(renameServlets);
  return directory;
}

/** Spring Boot 3 came with the new name of what it builds on. */
function renameServlets(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('jakarta.servlet', 'javax.servlet'));
}

function renameProduct(file: string): void {
  const text = readFileSync(file, 'utf8')
    .replaceAll('org.camunda.bpm', 'org.operaton.bpm')
    .replaceAll('camunda-bpm-spring', 'operaton-bpm-spring');
  writeFileSync(file, file.endsWith('.yaml') ? text.replace(/^camunda:/m, 'operaton:') : text);
}

function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isUpToDate(made: string): boolean {
  if (!existsSync(made)) return false;
  const built = statSync(made).mtimeMs;
  const files = [join(app, 'pom.xml'), ...filesIn(join(app, 'src'))];
  return files.every((file) => statSync(file).mtimeMs < built);
}
