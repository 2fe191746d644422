import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { manualPage } from '../../src/cli/manual.js';
import { ROOT } from '../helpers/fixtures.js';
import { isInstalled } from '../helpers/shell.js';

const PAGE = manualPage(COMMANDS, '1.2.3');

describe('the manual page', () => {
  it('is what the build ships, named by the package', () => {
    const manifest: { man: readonly string[]; version: string } = JSON.parse(
      readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
    );
    // A list: npm links no page that is named by a text.
    expect(manifest.man).toEqual(['dist/multi-engine.1']);
    const page = readFileSync(path.join(ROOT, 'dist/multi-engine.1'), 'utf8');
    expect(page).toBe(manualPage(COMMANDS, manifest.version));
  });

  it('leaves out what is not for people', () => {
    expect(PAGE).not.toMatch(/^\.SS (?:complete|manual)/m);
  });

  describe.runIf(isInstalled('mandoc'))('as mandoc reads it', () => {
    it('has no fault', () => {
      const { status, stdout, stderr } = spawnSync('mandoc', ['-Tlint', '-Wwarning'], {
        input: PAGE,
        encoding: 'utf8',
      });
      expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
    });

    it('names every command and every option, with its help', () => {
      const { stdout } = spawnSync('mandoc', ['-Tascii', '-Owidth=400'], { input: PAGE, encoding: 'utf8' });
      // oxlint-disable-next-line no-control-regex -- bold letters are written twice
      const shown = stdout.replaceAll(/.\u0008/g, '').replaceAll(/\s+/g, ' ');
      for (const { name, summary, options } of COMMANDS.filter(({ internal }) => internal !== true)) {
        expect(shown).toContain(`multi-engine ${name} `);
        expect(shown).toContain(summary.slice(1));
        for (const { flags, help } of options.flatMap((group) => group.options)) {
          expect(shown).toContain(flags.replaceAll('…', '...'));
          expect(shown).toContain(help.replaceAll('…', '...'));
        }
      }
    });
  });
});
