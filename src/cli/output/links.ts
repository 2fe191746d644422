import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { terminal } from './standard-output.js';

/** Variables by which terminals that follow links (OSC 8) are known. */
const KNOWN_BY = ['WT_SESSION', 'KONSOLE_VERSION', 'DOMTERM', 'KITTY_WINDOW_ID'];
const KNOWN_PROGRAMS = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio|Tabby|mintty)$/;
const KNOWN_TERMINALS = /kitty|alacritty|foot|ghostty|contour/;
/** From this version on, the terminal library of GNOME shows links and not their addresses. */
const OLDEST_VTE = 5000;

/** The address of the pages of this package, where standard output is a terminal that follows links; undefined elsewhere. */
export function linkedPages(): string | undefined {
  if (terminal() === null || !followsLinks(process.env)) return undefined;
  return pathToFileURL(path.join(import.meta.dirname, '../docs/')).href;
}

/** `FORCE_HYPERLINK` decides where it is set, as for other programs. */
export function followsLinks(env: NodeJS.ProcessEnv): boolean {
  const forced = env['FORCE_HYPERLINK'] ?? '';
  if (forced !== '') return forced !== '0';
  if ((env['CI'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return (
    KNOWN_BY.some((name) => (env[name] ?? '') !== '') ||
    KNOWN_PROGRAMS.test(env['TERM_PROGRAM'] ?? '') ||
    KNOWN_TERMINALS.test(env['TERM'] ?? '') ||
    Number(env['VTE_VERSION'] ?? 0) >= OLDEST_VTE
  );
}
