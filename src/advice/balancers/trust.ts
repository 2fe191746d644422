/** Where Debian, Ubuntu and Alpine keep the authorities of the system. Red Hat: /etc/pki/tls/certs/ca-bundle.crt. */
export const SYSTEM_AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';
