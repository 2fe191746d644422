import { describe, expect, it } from 'vitest';
import {
  addressAlone,
  bareAddress,
  isLocalHost,
  isLoopback,
  isPlain,
  urlOf,
  withoutTrailingSlash,
} from '../../../src/core/text/url.js';

describe('a host', () => {
  it.each(['localhost', '127.0.0.1', '127.12.34.56', '[::1]'])('%s reaches this machine alone', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(isLocalHost(host)).toBe(true);
  });

  // Passwords go to these over plain http: what only looks like them must not.
  it.each([
    'localhost.example.org',
    'my-localhost',
    '127.0.0.1.example.org',
    '127.0.0',
    '127.0.0.0.1',
    '127.a.b.c',
    '1.127.0.0.1',
    '128.0.0.1',
    '[::1].example.org',
    '[::12]',
    'x[::1]',
    '',
  ])('%s does not', (host) => {
    expect(isLoopback(host)).toBe(false);
    expect(isLocalHost(host)).toBe(false);
  });

  it.each(['0.0.0.0', '[::]', 'engine.localhost'])(
    '%s means this machine, where it is understood',
    (host) => {
      expect(isLocalHost(host)).toBe(true);
      expect(isLoopback(host)).toBe(false);
    },
  );
});

describe('an address', () => {
  it.each([
    ['https://a.example/engine-rest', 'https://a.example/engine-rest'],
    ['https://a.example', 'https://a.example/'],
    ['https://a.example:8443', 'https://a.example:8443/'],
    ['https://A.example/x', 'https://a.example/x'],
    ['https://user:secret@a.example/x', 'https://a.example/x'],
    ['https://a.example/x?key=secret#part', 'https://a.example/x'],
    ['https://a.example:443/x', 'https://a.example/x'],
    ['http://a.example:80/x', 'http://a.example/x'],
    ['http://a.example:443/x', 'http://a.example:443/x'],
    ['https://a.example/x/../y', 'https://a.example/y'],
    ['mailto:a@example.org', null],
    ['no address', null],
  ])('%s is %s alone', (address, alone) => {
    expect(addressAlone(address)).toBe(alone);
  });

  it('that is not there is none', () => {
    expect(addressAlone(null)).toBeNull();
    expect(urlOf('no address')).toBeNull();
    expect(urlOf('/b', new URL('https://a.example/x'))?.href).toBe('https://a.example/b');
  });

  it('is bare without the slashes at the end of its path, and what follows', () => {
    const address = new URL('https://user@a.example:8443/x/y//?key=1#part');
    expect(bareAddress(address)).toBe('https://a.example:8443/x/y');
  });

  it('loses one slash at its end, as in Optimize', () => {
    expect(['a/', 'a//', 'a', '/'].map(withoutTrailingSlash)).toEqual(['a', 'a/', 'a', '']);
  });

  it.each([
    ['https://a.example:8443/engine-rest', true],
    ['https://a.example:443/x', false],
    ['https://a.example:443', false],
    ['https://a.example:80/x', true],
    ['http://a.example:8080/engine-rest', true],
    ['http://a.example', true],
    ['http://a.example:80', false],
    ['https://a--b.example', false],
    ['https://127.0.0.1', false],
    ['https://a.example/%41', false],
    ['https://a.example/', false],
    ['https://user@a.example', false],
    ['xhttps://a.example', false],
    ['https://a.example?x', false],
    ['https://a.example:08', false],
  ])('%s is read without taking it apart: %s', (address, plain) => {
    expect(isPlain(address)).toBe(plain);
    // What is read in this way is what a parser would have read.
    if (plain) expect(urlOf(address)?.href.replace(/\/$/, '')).toBe(address);
  });
});
