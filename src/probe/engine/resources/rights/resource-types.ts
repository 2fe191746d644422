/** The engine's own numbers for the types of resources. */
export const RESOURCE_TYPES = {
  user: { number: 1, title: 'User' },
  group: { number: 2, title: 'Group' },
  authorization: { number: 4, title: 'Authorization' },
  processDefinition: { number: 6, title: 'Process Definition' },
  deployment: { number: 9, title: 'Deployment' },
  decisionDefinition: { number: 10, title: 'Decision Definition' },
  tenant: { number: 11, title: 'Tenant' },
  decisionRequirementsDefinition: { number: 14, title: 'Decision Requirements Definition' },
  system: { number: 21, title: 'System' },
} as const;

export type ResourceType = keyof typeof RESOURCE_TYPES;
