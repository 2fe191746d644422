// The sound configuration of any number of engines that the benches read.

/** Nothing is wrong with it: what is found costs time to show. Ten thousand stay below the length at which Optimize's reader stops. */
export function configuration(engines) {
  const entries = Array.from({ length: engines }, (_, index) => {
    const name = lettersOf(index);
    return `  ${name}:
    name: default
    rest: https://${name}.test/engine-rest
    importEnabled: true
    defaultTenant:
      id: ${name}
      name: T ${name}
    authentication:
      enabled: true
      user: demo
      password: "\${PASSWORD_${name.toUpperCase()}:x}"
    webapps:
      enabled: true
      endpoint: https://${name}.test/camunda
`;
  });
  return `engines:\n${entries.join('')}engine-commons:\n  connection:\n    timeout: 5000\n  read:\n    timeout: 600000\n`;
}

/** Names that differ in more than a number, which would look like the nodes of one cluster. */
function lettersOf(index) {
  return index
    .toString(25)
    .padStart(4, '0')
    .replaceAll(/./g, (digit) => String.fromCharCode('b'.charCodeAt(0) + Number.parseInt(digit, 25)));
}
