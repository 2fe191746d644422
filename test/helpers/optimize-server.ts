import { startEngineServer, type Answering, type EngineServer, type Reply } from './engine-server.js';

/** An engine as a stand-in for Optimize knows it. */
export interface StandInEngine {
  readonly engineName?: string;
  readonly endpoint?: string;
  readonly connected?: boolean;
  readonly importing?: boolean;
}

export interface StandIn {
  readonly version?: string;
  readonly engines?: Readonly<Record<string, StandInEngine>>;
  readonly ready?: boolean;
  /** The shape of releases up to about 3.3. */
  readonly old?: boolean;
  /** Answers to single paths, in place of the usual ones. */
  readonly instead?: Answering;
}

const HTML = '<!DOCTYPE html><html><head><title>Optimize</title></head><body></body></html>';

/**
 * Speaks as the source of Optimize says, of releases up to 3.13. Written from source, not seen: no Optimize can be had here. Unknown paths get
 * the start page, as there.
 */
export function startOptimize(standIn: StandIn = {}): Promise<EngineServer> {
  const answering: Answering = (path, request, earlier) => {
    const own = standIn.instead?.(path, request, earlier);
    if (own !== undefined) return own;
    if (path === '/api/ui-configuration') return { json: uiConfigurationOf(standIn) };
    if (path === '/api/status') return { json: statusOf(standIn) };
    if (path === '/api/readyz') return readyzOf(standIn);
    return { text: HTML };
  };
  return startEngineServer(answering, { base: '' });
}

export const startPage: Reply = { text: HTML };

function readyzOf({ ready = true }: StandIn): Reply {
  return { status: ready ? 200 : 503 };
}

export function uiConfigurationOf({ version = '3.13.0', engines = {} }: StandIn): object {
  return {
    emailEnabled: false,
    sharingEnabled: true,
    tenantsAvailable: false,
    optimizeVersion: version,
    enterpriseMode: true,
    optimizeProfile: 'platform',
    webappsEndpoints: Object.fromEntries(
      Object.entries(engines).map(([alias, { engineName = 'default', endpoint = '' }]) => [
        alias,
        { endpoint, engineName },
      ]),
    ),
    webhooks: ['a-hook'],
    logoutHidden: false,
    exportCsvLimit: 1000,
    metadataTelemetryEnabled: false,
    settingsManuallyConfirmed: false,
    mixpanel: { enabled: false, token: 'token-of-mixpanel', organizationId: 'organization' },
    onboarding: { enabled: false },
  };
}

export function statusOf({ engines = {}, old = false }: StandIn): object {
  const perAlias = <T>(value: (engine: StandInEngine) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(engines).map(([alias, engine]) => [alias, value(engine)]));
  if (old)
    return {
      connectionStatus: {
        connectedToElasticsearch: true,
        engineConnections: perAlias(({ connected = true }) => connected),
      },
      isImporting: perAlias(({ importing = false }) => importing),
    };
  return {
    engineStatus: perAlias(({ connected = true, importing = false }) => ({
      isConnected: connected,
      isImporting: importing,
    })),
    connectedToElasticsearch: true,
  };
}
