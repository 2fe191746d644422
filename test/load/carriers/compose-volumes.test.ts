import { expect, it } from 'vitest';
import { RECOGNITION } from '../../../src/configuration/recognition/recognition.js';
import { readCarrier } from '../../../src/load/carriers/carrier.js';

/** What a compose file holds whose service mounts this. */
function mounting(volume: string) {
  const text = `services:\n  optimize:\n    image: camunda/optimize:3.15.0\n    volumes: [${JSON.stringify(volume)}]\n`;
  return readCarrier({ name: 'compose.yaml', text }, RECOGNITION, () => null);
}

it.each([
  '${DIR:-./a}/c.yaml:/optimize/config/environment-config.yaml',
  '${DIR-a:b}${SUB:-c}:/optimize/config',
])('the colon of a default does not end the path on this machine: %s', (volume) => {
  expect(mounting(volume)).toMatchObject({
    nodes: [],
    elsewhere: [
      expect.stringMatching(/^service\/optimize takes its configuration from .*, which is not here$/u),
    ],
  });
});

it.each(['/data', '/optimize/config', 'logs:/data'])('%s mounts no configuration', (volume) => {
  expect(mounting(volume)).toMatchObject({
    nodes: [{ configuration: null, besideFile: null }],
    elsewhere: [],
  });
});
