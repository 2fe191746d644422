import { describe, expect, it } from 'vitest';
import {
  isHarmlessKey,
  isLoginKey,
  isSecretKey,
} from '../../../src/configuration/secrets/keys/secret-keys.js';

describe('a key means a secret', () => {
  it.each([
    ['password', 'PASSWORD', 'Password', 'passWord', 'pass-word', 'pass word', 'pass_word', 'pass.word'],
    ['pasword', 'passwrod', 'pssword', 'passwort', 'paswort', 'passwrd', 'pasword2', 'apssword', 'passwird'],
    [
      'password (import user)',
      '(password)',
      'password [old]',
      'password for the import user',
      "user's password",
    ],
    ['"password"', "'password'", 'pass"word', '"pass\\"word"', '`password`', '\\"password\\"', '* password'],
    [
      '/* login */ "password"',
      '"password" /* login */',
      '// password',
      '# password',
      '-- password',
      '/* "password"',
    ],
    [
      'pass\u200bword',
      '\ufeffpassword',
      'p\u00e4ssword',
      'ｐａｓｓｗｏｒｄ',
      'p@ssw0rd',
      'passw0rd',
      '$ecret',
      'p\u0430ssword',
    ],
    [
      'pass',
      'pwd',
      'PWD',
      'passwd',
      'db_pass',
      'DB_PWD',
      'dbpassword',
      'pw',
      'userPassword',
      'password2',
      'passwordHash',
    ],
    [
      'Kennwort',
      'contraseña',
      'mot de passe',
      'senha',
      'hasło',
      'heslo',
      'wachtwoord',
      'lösenord',
      'пароль',
      '密码',
      'パスワード',
      '비밀번호',
      'parola',
      'şifre',
      'jelszó',
    ],
    ['secret', 'secrets', 'clientSecret', 'client-secret', 'tokenSecret', 'sercet', 'secrte'],
    [
      'token',
      'tokens',
      'accessToken',
      'ACCESS_TOKEN',
      'access.token',
      'refreshtoken',
      'tokne',
      'x-auth-token',
    ],
    ['apiKey', 'api-key', 'API KEY', 'X-Api-Key', 'privateKey', 'accessKey', 'signing_key'],
    [
      'credential',
      'credentials',
      'credantials',
      'passphrase',
      'Authorization',
      'authorization',
      'Cookie',
      'set-cookie',
    ],
    [
      'OPTIMIZE_ELASTICSEARCH_SECURITY_PASSWORD',
      'ENGINE_PASSWORD',
      'ENGINE_PASSWORD_2',
      'jsessionid',
      'sessionId',
    ],
  ])('%s', (...keys) => {
    expect(keys.filter((key) => !isSecretKey(key))).toEqual([]);
  });
});

describe('a key means no secret', () => {
  it.each([
    [
      'user',
      'name',
      'rest',
      'engines',
      'authentication',
      'enabled',
      'importEnabled',
      'webapps',
      'endpoint',
      'defaultTenant',
    ],
    [
      'tokenLifetime',
      'lifeMin',
      'token.lifeMin',
      'secretName',
      'secretKeyRef',
      'passwordFile',
      'password_file',
      'tokenUrl',
      'tokenEndpoint',
    ],
    [
      'requirePassword',
      'usePassword',
      'password policy',
      'passwordMinLength',
      'existingSecret',
      'token-type',
      'tokenExpiry',
    ],
    [
      'bypass',
      'compass',
      'secretary',
      'tokenizer',
      'passive',
      'key',
      'keys',
      'taken',
      'broken',
      'keyword',
      'world',
    ],
    [
      '',
      '.',
      '/engines',
      'timeout',
      'scrollTimeoutInSeconds',
      'superUserIds',
      'excludedTenants',
      'authorizations',
      'cookieMaxSize',
    ],
    [
      'maxPageSize',
      'aggregationBucketLimit',
      'availableLocales',
      'connection',
      'customizations',
      'telemetry',
      'serialization',
    ],
  ])('%s', (...keys) => {
    expect(keys.filter(isSecretKey)).toEqual([]);
  });
});

it('judges the keys of nearly every file as it judges them in quotes, where each is judged anew', () => {
  const keys =
    'engines rest webapps defaultTenant id engine-commons connection read name importEnabled enabled user endpoint timeout authentication password';
  for (const key of keys.split(' ')) {
    const judgements = [key, `"${key}"`].map((each) => [
      isSecretKey(each),
      isLoginKey(each),
      isHarmlessKey(each),
    ]);
    expect(judgements[0], key).toEqual(judgements[1]);
  }
});
