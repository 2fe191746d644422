import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { balancerText } from '../../src/advice/balancer.js';
import type { BalancerKind, Candidate } from '../../src/advice/types.js';
import { groupAt, NO_SETTINGS, plansOf, SHAPES } from './candidates.js';
import { notInReference } from './traefik/reference.js';
import { TRAEFIK_SCHEMA } from './traefik-schema.js';

type Fields = Readonly<Record<string, unknown>>;

function documents(kind: BalancerKind, candidates: readonly Candidate[]): readonly Fields[] {
  return parseAllDocuments(balancerText(plansOf(...candidates), kind, NO_SETTINGS)).map((document) => {
    expect(document.errors).toEqual([]);
    const value: unknown = document.toJS();
    if (!isFields(value)) throw new Error('a document that is no object');
    return value;
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object whose `validate` holds it against the schema that Kubernetes publishes for its kind. */
type Model = new (fields: Fields) => { validate(): void };

/** Not a plain import: the types of that package do not hold under this project's compiler options. */
async function modelOf(folder: string, kind: string): Promise<Model> {
  const name = `kubernetes-models/${folder}/${kind}`;
  const module: unknown = await import(/* @vite-ignore */ name);
  const model = isFields(module) ? module[kind] : undefined;
  if (!isModel(model)) throw new Error(`kubernetes-models has no ${kind}`);
  return model;
}

function isModel(value: unknown): value is Model {
  return typeof value === 'function';
}

const MODELS = new Map([
  ['v1 Service', await modelOf('v1', 'Service')],
  ['discovery.k8s.io/v1 EndpointSlice', await modelOf('discovery.k8s.io/v1', 'EndpointSlice')],
]);

/** Throws where the schema of its kind does not take the object. */
function validate(fields: Fields): unknown {
  const { apiVersion, kind } = fields;
  const Kind = MODELS.get(`${String(apiVersion)} ${String(kind)}`);
  if (Kind === undefined) throw new Error(`nobody asked for ${String(apiVersion)} ${String(kind)}`);
  new Kind(fields).validate();
  return kind;
}

describe('the Kubernetes objects', () => {
  test.each(SHAPES)('pass the schemas of Kubernetes: %s', (_, candidates) => {
    const kinds = documents('kubernetes', candidates).map(validate);
    expect(kinds.filter((kind) => kind === 'Service')).toHaveLength(candidates.length);
  });

  test('the schemas refuse what is wrong', () => {
    const [service = {}] = documents('kubernetes', [groupAt('http://a:1/x', 'http://b:1/x')]);
    expect(() => validate({ ...service, spec: { ports: [{ port: 'x' }] } })).toThrow(/must be integer/);
  });

  test.each<readonly [host: string | null, rests: readonly string[]]>([
    ['lb', ['lb', 'lb-2']],
    ['lb.engines.svc', ['lb.engines.svc', 'lb-2.engines.svc']],
    ['10.0.0.9', ['engine-rest-a', 'engine-rest-a-2']],
    [null, ['engine-rest-a', 'engine-rest-a-2']],
  ])('are named as Optimize is told to call them: %s', (host, expected) => {
    const group = groupAt('http://10.0.0.1:8080/x', 'http://10.0.0.2:8080/x');
    const plans = plansOf(group, group);
    const text = balancerText(plans, 'kubernetes', { ...NO_SETTINGS, host });
    const names = parseAllDocuments(text).map((document) => String(document.getIn(['metadata', 'name'])));
    const [first = '', second = ''] = expected.map((each) => each.replace(/\..*/, ''));
    expect(names).toEqual([first, `${first}-1`, second, `${second}-1`]);
    expect(text).toContain(`service-name: ${second}\n`);
    expect(text.match(/rest: http\S*(?=;)/g)).toEqual(expected.map((each) => `rest: http://${each}:8080/x`));
  });

  test('are a slice for each family and port, and no selector beside it', () => {
    const group = groupAt('http://10.0.0.1:8080/x', 'http://[fd00::1]:8080/x', 'http://10.0.0.2:8081/x');
    const [service, ...slices] = documents('kubernetes', [group]);
    expect(JSON.stringify(service)).not.toMatch(/"selector"|ClientIP/);
    expect(slices.map(({ addressType, ports }) => [addressType, ports])).toEqual([
      ['IPv4', [{ name: 'http', port: 8080, protocol: 'TCP' }]],
      ['IPv6', [{ name: 'http', port: 8080, protocol: 'TCP' }]],
      ['IPv4', [{ name: 'http', port: 8081, protocol: 'TCP' }]],
    ]);
  });

  test.each([
    'http://127.0.0.1:8080/x',
    'http://[::1]:8080/x',
    'http://169.254.1.1:8080/x',
    'http://node:8080/x',
  ])('select pods by a label where Kubernetes would take no address: %s', (address) => {
    const [service, ...slices] = documents('kubernetes', [groupAt(address, 'http://10.0.0.1:8080/x')]);
    expect(slices).toEqual([]);
    expect(service?.['spec']).toMatchObject({ selector: { 'engine-database': 'engine-rest-a' } });
  });
});

describe('the Traefik file', () => {
  const matches = new Ajv({ allErrors: true }).compile(TRAEFIK_SCHEMA);

  test.each(SHAPES)('has the shape of the file provider: %s', (_, candidates) => {
    const [file, ...others] = documents('traefik', candidates);
    expect(others).toEqual([]);
    matches(file);
    expect(matches.errors).toBeNull();
  });

  test.each(SHAPES)("has only fields of Traefik's own reference: %s", (_, candidates) => {
    expect(documents('traefik', candidates).flatMap(notInReference)).toEqual([]);
  });

  test('the reference refuses what is wrong', () => {
    const [file] = documents('traefik', SHAPES[0]?.[1] ?? []);
    const text = JSON.stringify(file);
    const changed = (from: string, to: string): unknown => {
      expect(text).toContain(from);
      return JSON.parse(text.replace(from, to));
    };
    expect(notInReference(changed('"healthCheck"', '"healthChecks"'))).toEqual([
      expect.stringMatching(/healthChecks is no field$/),
    ]);
    expect(notInReference(changed('"attempts":2', '"attempts":"2"'))).toEqual([
      expect.stringMatching(/attempts is no string$/),
    ]);
  });

  test('refers only to what it has', () => {
    const [file] = documents('traefik', SHAPES.find(([name]) => name === 'two groups')?.[1] ?? []);
    const http = isFields(file?.['http']) ? file['http'] : {};
    const names = (section: string) => Object.keys(isFields(http[section]) ? http[section] : {}).toSorted();
    expect(names('routers')).toEqual(names('services'));
    expect(names('serversTransports')).toEqual(names('services'));
    expect(names('middlewares')).toEqual(names('routers').map((name) => `${name}-retry`));
  });
});
