/** The sections of a configuration of Optimize, of any release. */

/** Hardly any other file has a key of this name. */
export const OWN_SECTIONS: ReadonlySet<string> = new Set([
  'engines',
  'engine-commons',
  'eventBasedProcess',
  'externalVariable',
  'historyCleanup',
  'webhookAlerting',
  'dataArchive',
]);

/** Words that other files use, too: one of them proves little. */
export const SHARED_SECTIONS: ReadonlySet<string> = new Set([
  'alerting',
  'analytics',
  'api',
  'auth',
  'caches',
  'container',
  'database',
  'digest',
  'elasticsearch',
  'email',
  'entity',
  'es',
  'export',
  'import',
  'locales',
  'm2mClient',
  'multitenancy',
  'onboarding',
  'opensearch',
  'panelNotification',
  'plugin',
  'security',
  'serialization',
  'sharing',
  'telemetry',
  'ui',
  'users',
  'zeebe',
]);
