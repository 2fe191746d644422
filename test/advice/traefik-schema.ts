/**
 * What is promised of the generated Traefik file beyond being one (that is held against Traefik's own reference, ./traefik/reference.ts):
 * nothing unknown, no path in an address, nothing that would pin a client to a node. By hand, because Traefik publishes no JSON schema
 * of its file provider.
 */
const DURATION = { type: 'string', pattern: '^\\d+(ms|s|m)$' };
const NAME = { type: 'string', pattern: '^[a-z][a-z0-9-]*$' };

function object(properties: Readonly<Record<string, object>>, required = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function named(value: object): object {
  return { type: 'object', additionalProperties: value, propertyNames: NAME, minProperties: 1 };
}

const ROUTER = object({
  entryPoints: { type: 'array', items: NAME, minItems: 1 },
  rule: { type: 'string', pattern: '^PathPrefix\\(`(/[A-Za-z0-9._~-]+)*/`\\)$' },
  middlewares: { type: 'array', items: NAME },
  service: NAME,
});

const SERVICE = object({
  loadBalancer: object({
    servers: {
      type: 'array',
      minItems: 2,
      // Traefik ignores a path here: the whole address would be misleading.
      items: object({ url: { type: 'string', pattern: '^https?://[^/]+:\\d+$' } }),
    },
    passHostHeader: { const: true },
    serversTransport: NAME,
    healthCheck: object({ path: { type: 'string', pattern: '^/' }, interval: DURATION, timeout: DURATION }),
  }),
});

const TRANSPORT = object(
  {
    maxIdleConnsPerHost: { type: 'integer' },
    forwardingTimeouts: object({
      dialTimeout: DURATION,
      responseHeaderTimeout: DURATION,
      idleConnTimeout: DURATION,
    }),
    insecureSkipVerify: { const: false },
    rootCAs: { type: 'array', items: { type: 'string' } },
  },
  ['forwardingTimeouts'],
);

export const TRAEFIK_SCHEMA = object({
  http: object({
    routers: named(ROUTER),
    middlewares: named(object({ retry: object({ attempts: { type: 'integer', minimum: 1 } }) })),
    services: named(SERVICE),
    serversTransports: named(TRANSPORT),
  }),
});
