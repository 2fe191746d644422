import { chmod, open, rename, rm, stat } from 'node:fs/promises';

/** Anybody may read a new file; one that is there keeps its rights. */
const NEW_FILE_MODE = 0o644;

/** Writes the text beside the file and puts it in its place in one step, so that nobody ever reads half of it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(draft, await modeOf(file));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function modeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).mode;
  } catch {
    return NEW_FILE_MODE;
  }
}
