/** Elements of XML that hold a secret, by how they say so. */
export const ELEMENTS: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'elements of a secret': (secret) => [
    `<password value="${secret}"/>`,
    `<password store="x" value='${secret}' />`,
    `<secret v="${secret}"/>`,
    `<token a="1" b="${secret}"></token>`,
    `<password type="text">${secret}</password>`,
    `<wsse:Password Type="x#PasswordText">${secret}</wsse:Password>`,
  ],
  'elements that refer to a secret': (secret) => [
    `<credential-reference clear-text="${secret}"/>`,
    `<credential-reference store="x" clear-text="${secret}"/>`,
    `<credentialRef store="x" alias="y" clear-text="${secret}"/>`,
    `<credential-reference>${secret}</credential-reference>`,
  ],
  'elements with a name': (secret) => [
    `<property name="password" value="${secret}"/>`,
    `<entry key="password">${secret}</entry>`,
    `<Parameter name="password" value="${secret}" override="false"/>`,
    `<module-option name="password" value="${secret}"/>`,
    `<add key="ApiKey" value="${secret}"/>`,
    `<property name="password"><value>${secret}</value></property>`,
    `<property name="password"><value><![CDATA[${secret}]]></value></property>`,
    `<init-param><param-name>password</param-name><param-value>${secret}</param-value></init-param>`,
  ],
  'elements with attributes': (secret) => [
    `<simple-credential name="x" password="${secret}"/>`,
    `<Resource name="jdbc/x" auth="Container" username="u" password="${secret}"/>`,
    `<bean p:password="${secret}"/>`,
  ],
};

/** The same over several lines. */
export const LONG_ELEMENTS: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'elements over lines': (secret) => [
    `<property name="password">\n  <value>${secret}</value>\n</property>`,
    `<password\n  value="${secret}"\n/>`,
    `<password type="text">\n  ${secret}\n</password>`,
    `<credential-reference\n  store="x"\n  clear-text="${secret}"/>`,
    `<param-name>password</param-name>\n<param-value>${secret}</param-value>`,
  ],
};

/** What looks like one of them and holds no secret. */
export const HARMLESS_ELEMENTS = [
  '<credential-reference store="keys" alias="optimize"/>',
  '<password type="digest"/>',
  '<secret name="optimize-login" key="level"/>',
  '<a href="https://docs.example.org/token">here</a>',
];
