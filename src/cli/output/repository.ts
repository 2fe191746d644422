import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { ReportOptions, RepositoryPlace } from '../../core/report/report.js';

/** Where GitHub and GitLab put the repository, by the variables that tell. */
const ROOTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'];

/** How files are named here. */
export function placesHere(): Pick<ReportOptions, 'repository' | 'backslashes'> {
  const repository = repositoryPlace();
  return { ...(repository && { repository }), backslashes: path.sep === '\\' };
}

/** The folder of the run below the repository of a CI; undefined elsewhere. */
function repositoryPlace(): RepositoryPlace | undefined {
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
