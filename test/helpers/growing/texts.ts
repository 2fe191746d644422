import { many } from './many.js';

export function engine(alias: string, more = ''): string {
  return `  ${alias}:
    name: default
    rest: http://${alias}:8080/engine-rest
    importEnabled: true
${more}`;
}

export const ONE = `engines:\n${engine('first')}`;

/** Each with something to correct. */
function bareEngines(count: number): object {
  const entries = Array.from({ length: count }, (_, n) => [
    `e${n}`,
    { name: 'default', rest: `http://e${n}/engine-rest` },
  ]);
  return { engines: Object.fromEntries(entries) as object };
}

/** What can grow in one configuration, each with a size that takes some hundredths of a second. */
export const GROWING_TEXTS: Readonly<
  Record<string, readonly [size: number, text: (count: number) => string]>
> = {
  engines: [25, (count) => `engines:\n${many(count, (n) => engine(`e${n}`))}`],
  'engines with several findings each': [
    25,
    (count) =>
      `engines:\n${many(count, (n) => `  e${n}:\n    name: ''\n    rest: htp://e${n}:x/engine\n    importEnabled: maybe\n`)}`,
  ],
  'engines at one address': [
    30,
    (count) =>
      `engines:\n${many(count, (n) => `  e${n}:\n    name: default\n    rest: http://one:8080/engine-rest\n    importEnabled: true\n`)}`,
  ],
  'engines of one name': [100, (count) => `engines:\n${many(count, () => engine('same'))}`],
  'unknown settings': [300, (count) => `${ONE}${many(count, (n) => `unknown${n}: 1\n`)}`],
  // Up to here each edit is tried on the whole entry; of more of them only so many are shown, which takes about a second.
  'unknown settings of an engine': [150, (count) => `${ONE}${many(count, (n) => `    unknown${n}: 1\n`)}`],
  // The same on the whole file.
  'equal settings': [250, (count) => `${ONE}${many(count, () => 'same: 1\n')}`],
  'tenants of an engine': [
    1000,
    (count) => `${ONE}    excludedTenants: [${many(count, (n) => `t${n}, `)}t]\n`,
  ],
  'equal tenants': [4000, (count) => `${ONE}    excludedTenants: [${many(count, () => `t, `)}t]\n`],
  anchors: [100, (count) => `${ONE}${many(count, (n) => `a${n}: &a${n} 1\n`)}`],
  'aliases of one anchor': [200, (count) => `${ONE}one: &a [x]\nlist:\n${many(count, () => '  - *a\n')}`],
  merges: [
    200,
    (count) =>
      `x: &a {name: default}\nengines:\n${many(count, (n) => `  e${n}:\n    <<: *a\n    rest: http://e${n}/engine-rest\n`)}`,
  ],
  'a chain of merges': [
    200,
    (count) =>
      `a0: &a0 {k: v}\n${many(count, (n) => `a${n + 1}: &a${n + 1}\n  <<: *a${n}\n  k${n}: v\n`)}${ONE}`,
  ],
  placeholders: [300, (count) => `${ONE}${many(count, (n) => `p${n}: \${NAME_${n}}\n`)}`],
  'placeholders in one value': [2000, (count) => `${ONE}p: ${many(count, (n) => `\${NAME_${n}:x}`)}\n`],
  'nested placeholders': [16000, (count) => `${ONE}p: ${many(count, () => '${A:')}\n`],
  secrets: [300, (count) => `${ONE}${many(count, (n) => `s${n}:\n  password: geheim-${n}-wort\n`)}`],
  'equal secrets': [300, (count) => `${ONE}${many(count, (n) => `s${n}:\n  password: geheim-wort\n`)}`],
  comments: [15000, (count) => `${ONE}${many(count, (n) => `# comment ${n}\n`)}`],
  'comments about secrets': [300, (count) => `${ONE}${many(count, (n) => `# password: secret${n}\n`)}`],
  'comments that ignore rules': [
    100,
    (count) => `${ONE}${many(count, () => '# multi-engine-ignore C201 -- known\n')}`,
  ],
  'comments that ignore unknown rules': [
    100,
    (count) => `${ONE}${many(count, (n) => `# multi-engine-ignore X${n}\n`)}`,
  ],
  templates: [300, (count) => `${ONE}${many(count, (n) => `t${n}: {{ .Values.x }}\n`)}`],
  'control lines of templates': [
    300,
    (count) => `${ONE}${many(count, () => '{{- if .Values.x }}\na: 1\n{{- end }}\n')}`,
  ],
  'quotes never closed': [900, (count) => `${ONE}${many(count, (n) => `q${n}: "x\n`)}`],
  'escaped quotes never closed': [60000, (count) => `engines:\n  a: {rest: "${many(count, () => '\\"')}\n`],
  'apostrophes in brackets never closed': [
    60000,
    (count) => `engines:\n  a: {rest: ${many(count, () => "'a")}\n`,
  ],
  'brackets never closed': [900, (count) => `${ONE}${many(count, (n) => `b${n}: [x,\n`)}`],
  'wrong indentations': [900, (count) => `${ONE}${many(count, (n) => `${' '.repeat(n % 7)}k${n}: v\n`)}`],
  tabs: [2400, (count) => `${ONE}${many(count, (n) => `\tk${n}: v\n`)}`],
  'tabs in one line': [4000, (count) => `${ONE}x: a${'\t'.repeat(count)}z\n`],
  'odd blanks': [300, (count) => `${ONE}${many(count, (n) => `\u00a0\u00a0k${n}: v\n`)}`],
  'invisible characters': [900, (count) => `${ONE}${many(count, (n) => `k${n}: v\u200b\n`)}`],
  'one line': [150000, (count) => `${ONE}long: ${many(count, () => 'word ')}\n`],
  'blanks in one line': [400000, (count) => `${ONE}long: a${' '.repeat(count)}b\n`],
  'blanks before a comment': [
    150000,
    (count) => `${ONE}# multi-engine-ignore C201\n${' '.repeat(count)}x: 1\n`,
  ],
  'blank lines below data': [20000, (count) => `${ONE}# data:\n#   a: b\n${many(count, () => '\n')}`],
  'hashes in one line': [160000, (count) => `${ONE}long: a ${many(count, () => '#')}\n`],
  'colons in one line': [60000, (count) => `${ONE}long: a${many(count, () => ': a')}\n`],
  'folded lines': [6000, (count) => `${ONE}long: >\n${many(count, (n) => `  line ${n}\n`)}`],
  'lines of one plain text': [6000, (count) => `${ONE}long: a\n${many(count, (n) => `  line ${n}\n`)}`],
  documents: [300, (count) => many(count, (n) => `---\nengines:\n${engine(`e${n}`)}`)],
  'empty documents': [8000, (count) => `${ONE}${many(count, () => '---\n')}`],
  // The same, because its entries are a line each.
  'JSON with comments': [
    160,
    (count) =>
      `{"engines": {\n${many(count, (n) => `"e${n}": {"name": "default", /* ${n} */ "rest": "http://e${n}/engine-rest"},\n`)}}}`,
  ],
  JSON: [12, (count) => JSON.stringify(bareEngines(count), null, 1)],
  'JSON on one line': [200, (count) => JSON.stringify(bareEngines(count))],
  'addresses with long queries': [
    1000,
    (count) =>
      `engines:\n  a:\n    name: default\n    rest: http://h/engine-rest?${many(count, (n) => `a${n}=b&`)}\n`,
  ],
  'a long path': [
    60000,
    (count) => `engines:\n  a:\n    name: default\n    rest: http://h/${many(count, () => 'a/')}\n`,
  ],
  slashes: [
    60000,
    (count) => `engines:\n  a:\n    name: default\n    rest: http:${many(count, () => '/')}\n`,
  ],
  'a long host': [
    20000,
    (count) =>
      `engines:\n  a:\n    name: default\n    rest: http://${many(count, () => 'a.')}b/engine-rest\n`,
  ],
  'at signs': [
    5000,
    (count) =>
      `engines:\n  a:\n    name: default\n    rest: http://${many(count, () => 'a@')}b/engine-rest\n`,
  ],
  'braces behind a parameter': [
    3000,
    (count) => `engines:\n  a:\n    name: default\n    rest: http://h/engine-rest?a=${'}'.repeat(count)}x\n`,
  ],
  'comments inside brackets': [
    3000,
    (count) => `${ONE}x: [ a, # c\n${many(count, () => ' b, # c\n')}]\ny: : :\n`,
  ],
  'blanks in a line without a colon': [4000, (count) => `${ONE}  word${' '.repeat(count)}x\n  b: 2\n`],
  'colons and blanks in a comment': [
    3000,
    (count) => `# ${'a:'.repeat(count)}${' '.repeat(2 * count)}\n${ONE}`,
  ],
  'beginnings of web tokens': [3000, (count) => `# ${'eyJ-'.repeat(count)}\n${ONE}`],
  'defaults of secrets without an end': [
    3000,
    (count) => `${ONE}x: |\n${many(count, () => '  ${DB_PASSWORD:x\n')}`,
  ],
  'defaults of secrets in one line': [2500, (count) => `# ${'${DB_PASSWORD:x}'.repeat(count)}\n${ONE}`],
  'words about logins': [1500, (count) => `# ${'authentication:'.repeat(count)}x y z\n${ONE}`],
  'names in one line': [400, (count) => `# ${'name: a '.repeat(count)}\n${ONE}`],
  'quoted logins in one line': [2000, (count) => `# ${'authentication:"a:b",'.repeat(count)}\n${ONE}`],
  headers: [
    100,
    (count) => `${ONE}    headers:\n${many(count, (n) => `      X-Token-${n}: abcdefgh${n}\n`)}`,
  ],
  'placeholders in an alias never closed': [
    4000,
    (count) => `engines:\n  "${'${A:'.repeat(count)}":\n    name: default\n`,
  ],
  'slashes before a query': [
    4000,
    (count) => `engines:\n  a:\n    name: default\n    rest: http://h${'/'.repeat(count)}x?y\n`,
  ],
  'underscores in what is no placeholder': [
    4000,
    (count) => `engines:\n  a:\n    name: "\${A-${'_'.repeat(count)}x}"\n    rest: http://h\n`,
  ],
  'domains of a cluster': [
    5000,
    (count) => `${ONE}    webapps: {endpoint: "http://a${'.svc'.repeat(count)}!/camunda", enabled: true}\n`,
  ],
  'blanks inside braces': [
    8000,
    (count) => `${ONE}    authentication: {enabled: false,${' '.repeat(count)}user: u, foo: 1}\n`,
  ],
  'blanks in a value before a comment': [
    8000,
    (count) => `${ONE}    foo: x${' '.repeat(count)}x # multi-engine-ignore C134 -- x\n`,
  ],
  'colons behind a word for a password': [
    8000,
    (count) => `${ONE}# the password is a${':'.repeat(count)}x1\n`,
  ],
  'quotes behind an option': [8000, (count) => `${ONE}# x --password a${'"'.repeat(count)}x\n`],
  'dashes before a colon': [1500, (count) => `${ONE}x: |\n  ${'-'.repeat(count)}!:\n`],
  'openings in a volume': [
    8000,
    (count) =>
      `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    volumes: ["${'${'.repeat(count)}"]\n    environment: {OPTIMIZE_CAMUNDABPM_REST_URL: "http://h/engine-rest"}\n`,
  ],
  'defaults of compose never closed': [
    1000,
    (count) =>
      `configs:\n  o:\n    content: |\n${ONE.replaceAll(/^(?=.)/gmu, '      ')}      # ${'${A:-'.repeat(count)}\n`,
  ],
  'configuration maps of a list': [
    20,
    (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${many(count, (n) => `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: m${n}}\n  data:\n    environment-config.yaml: |\n      engines:\n        e${n}:\n          name: default\n          rest: http://e${n}/engine-rest\n`)}`,
  ],
  'manifests without a configuration': [
    200,
    (count) => `${many(count, (n) => `apiVersion: v1\nkind: Service\nmetadata: {name: m${n}}\n---\n`)}${ONE}`,
  ],
  'Pods of a ReplicaSet': [
    10,
    (count) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  environment-config.yaml: |\n    ${ONE.replaceAll('\n', '\n    ')}\n${many(count, (n) => `---\napiVersion: v1\nkind: Pod\nmetadata: {name: o-1-${n}, ownerReferences: [{kind: ReplicaSet, name: o-1, controller: true}]}\nspec: {containers: [{image: 'camunda/optimize:3.13', volumeMounts: [{name: c, mountPath: /etc/o}]}], volumes: [{name: c, configMap: {name: c}}]}\n`)}`,
  ],
  'services of a compose file': [
    100,
    (count) =>
      `services:\n${many(count, (n) => `  s${n}:\n    image: nginx\n    environment:\n      OPTIMIZE_CAMUNDABPM_REST_URL: http://s${n}/engine-rest\n`)}`,
  ],
};
