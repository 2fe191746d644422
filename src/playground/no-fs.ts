/** What the code of `validate` asks of a file system, where there is none. */

export function existsSync(): boolean {
  return false;
}

function missing(): never {
  throw Object.assign(new Error('there are no files here'), { code: 'ENOENT' });
}

export {
  missing as closeSync,
  missing as fstatSync,
  missing as openSync,
  missing as readSync,
  missing as statSync,
};

export const constants = { O_RDONLY: 0, O_NONBLOCK: 0 };
