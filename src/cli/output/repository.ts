import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryPlace } from '../../core/report/report.js';

/** Where GitHub and GitLab put the repository, by the variables that tell. */
const ROOTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'];

/** The folder of the run below the repository of a CI; undefined elsewhere. */
export function repositoryPlace(): RepositoryPlace | undefined {
  for (const variable of ROOTS) {
    const root = process.env[variable] ?? '';
    const folder = root === '' ? null : below(root);
    if (folder !== null) return { root, folder: folder.split(path.sep).join('/') };
  }
  return undefined;
}

function below(root: string): string | null {
  try {
    const folder = path.relative(realpathSync(root), process.cwd());
    return folder.startsWith('..') || path.isAbsolute(folder) ? null : folder;
  } catch {
    // A variable that some other program left.
    return null;
  }
}
