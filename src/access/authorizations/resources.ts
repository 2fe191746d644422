/** Types of resources by the number that an engine gives them. */
export const RESOURCE_NAMES = [
  'application',
  'user',
  'group',
  'group-membership',
  'authorization',
  'filter',
  'process-definition',
  'task',
  'process-instance',
  'deployment',
  'decision-definition',
  'tenant',
  'tenant-membership',
  'batch',
  'decision-requirements-definition',
  'report',
  'dashboard',
  'operation-log-category',
  'optimize',
  'historic-task',
  'historic-process-instance',
  'system',
] as const;

/** A name for whatever number an engine sends, also one of a later version. */
export function resourceName(number: number): string {
  return RESOURCE_NAMES[number] ?? `resource-${number}`;
}

/** Names of permissions, all resources together; those for batches apart, which are many. */
const PERMISSIONS = new Set([
  'ALL',
  'READ',
  'UPDATE',
  'CREATE',
  'DELETE',
  'ACCESS',
  'READ_HISTORY',
  'DELETE_HISTORY',
  'UPDATE_HISTORY',
  'READ_INSTANCE',
  'CREATE_INSTANCE',
  'UPDATE_INSTANCE',
  'DELETE_INSTANCE',
  'MIGRATE_INSTANCE',
  'SUSPEND_INSTANCE',
  'SUSPEND',
  'RETRY_JOB',
  'READ_TASK',
  'UPDATE_TASK',
  'TASK_WORK',
  'TASK_ASSIGN',
  'READ_VARIABLE',
  'UPDATE_VARIABLE',
  'READ_INSTANCE_VARIABLE',
  'UPDATE_INSTANCE_VARIABLE',
  'READ_TASK_VARIABLE',
  'UPDATE_TASK_VARIABLE',
  'READ_HISTORY_VARIABLE',
  'SET',
]);

export function isPermission(name: string): boolean {
  return PERMISSIONS.has(name) || /^CREATE_BATCH_[A-Z_]+$/.test(name);
}

export const PERMISSION_NAMES: readonly string[] = [...PERMISSIONS];
