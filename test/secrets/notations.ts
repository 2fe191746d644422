/** Ways to write a secret for which a program has words of its own. */
export const NOTATIONS: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'a file of logins': (secret) => [
    `machine host.example.org login user password ${secret}`,
    `default login user password ${secret}`,
    `machine host login user account x password ${secret}`,
    `db.example.org:5432:optimize:user:${secret}`,
    `*:*:*:user:${secret}`,
  ],
  'a call': (secret) => [
    `db.auth("user","${secret}")`,
    `db.auth('user', '${secret}')`,
    `db.changeUserPassword("user", "${secret}")`,
    `set("password","${secret}")`,
    `System.setProperty('db.token', '${secret}')`,
    `setPassword("${secret}")`,
    `os.environ["DB_PASSWORD"] = "${secret}"`,
    `sops --set '["password"] "${secret}"' a.yaml`,
    `HTTPBasicAuth('user', '${secret}')`,
  ],
  'a statement': (secret) => [
    `ALTER USER user IDENTIFIED BY ${secret};`,
    `create user user identified by "${secret}"`,
    `GRANT ALL ON x.* TO user IDENTIFIED BY '${secret}'`,
    `SET PASSWORD FOR 'user'@'%' = PASSWORD('${secret}')`,
  ],
  'a setting of a program': (secret) => [
    `stats auth user:${secret}`,
    `user user insecure-password ${secret}`,
    `AUTH PLAIN ${secret}`,
    `sed -i s/DB_PASSWORD/${secret}/ a.yaml`,
    `sed -i 's|@PASSWORD@|${secret}|' a.yaml`,
    `rocommunity ${secret}`,
    `snmp-server community ${secret} ro`,
    `echo "::add-mask::${secret}"`,
    `send "${secret}\\r"`,
    `expect -c 'send "${secret}\\r"'`,
  ],
  'a template': (secret) => [`level: {{ "${secret}" | b64enc }}`, `level: {{ b64enc "${secret}" | quote }}`],
  'a substitution': (secret) => [
    `run --password $(echo ${secret})`,
    `docker login -u user -p $(printf ${secret}) host`,
    `mysql -p$(echo ${secret})`,
    `kubectl create secret generic x --from-file=level=<(echo -n ${secret})`,
    `curl -K <(printf ${secret})`,
  ],
  'a redirection': (secret) => [
    `echo ${secret} > password.txt`,
    `echo -n ${secret} > /run/secrets/level`,
    `echo ${secret} | sudo tee -a /run/secrets/level`,
    `printf '%s' ${secret} >> .pgpass`,
    `read -r PASSWORD <<< ${secret}`,
    `IFS= read -rs DB_PASSWORD <<< '${secret}'`,
  ],
  'a pipe': (secret) => [
    `echo ${secret} | kubectl create secret generic x --from-file=level=/dev/stdin`,
    `echo ${secret} | su - user`,
    `echo ${secret} | sudo --stdin id`,
    `echo ${secret} | pass insert -e x`,
  ],
};

/** Those that take several lines. */
export const LONG_NOTATIONS: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'documents of a shell': (secret) => [
    `passwd --stdin root <<EOF\n${secret}\nEOF`,
    `docker login -u user --password-stdin host <<'EOF'\n${secret}\nEOF`,
    `cat <<EOF | docker login -u user --password-stdin host\n${secret}\nEOF`,
    `cat > /run/secrets/level <<EOF\n${secret}\nEOF`,
    `cat <<EOF > password.txt\n${secret}\nEOF`,
    `tee /run/secrets/level <<-EOF\n${secret}\nEOF`,
    `chpasswd <<EOF\nroot:${secret}\nEOF`,
    `machine host\n  login user\n  password ${secret}`,
  ],
  'patches of a Secret': (secret) => [
    `- op: add\n  path: /stringData/level\n  value: ${secret}`,
    `- {op: add, path: /data/level, value: ${secret}}`,
    `[{"op":"add","path":"/data/level","value":"${secret}"}]`,
    `- op: add\n  path: /stringData\n  value: {level: ${secret}}`,
    `kubectl patch secret x -p '{"stringData":{"level":"${secret}"}}'`,
  ],
  'an object that makes a Secret': (secret) => [
    `stringData:\n  level: ${secret}`,
    `secretGenerator:\n  - name: x\n    literals:\n      - level=${secret}`,
  ],
  'logins of a gateway': (secret) => [
    `basicAuth:\n  users: ["user:${secret}"]`,
    `- "traefik.http.middlewares.x.basicauth.users=user:${secret}"`,
    `snmp_community: ${secret}\ncommunityString: ${secret}`,
  ],
};

/** What looks like one of them and holds no secret. */
export const HARMLESS_NOTATIONS = [
  'send "$PASSWORD\\r"',
  'the default login is optimize',
  'call get("password", "optimize") for it',
  'echo started > log.txt',
  'echo started | tee log.txt',
  'cat <(ls)',
  'read -r NAME <<< optimize',
  'sed -i s/LEVEL/debug/ a.yaml',
  'bundle config path vendor',
  'aa:11:bb:22:cc:33',
  'fe80:1:2:3:4:5:6:7',
  'echo "::add-mask::$VALUE"',
  'users are identified by name here',
  'level: {{ .Values.level | b64enc }}',
];
