/** A configuration as somebody types it: one key is misspelled, and there is a password that nobody may see. */
export const MISTYPED = `engines:
  eu:
    name: default
    rest: http://eu.example.com:8080/engine-rest
    importEnabld: true
    authentication:
      enabled: true
      user: optimize
      password: CANARY-PASSWORD
    webapps:
      endpoint: http://eu.example.com:8080/camunda
      enabled: true
`;
