import { systemCode } from '../../core/system-errors.js';
import type { Failure, FailureStep } from '../contact.js';

/** Why a request was given up by its own timers. */
export type Stop = 'timeout' | 'deadline' | 'interrupted';

/** Thrown inside the client when a timer or a signal ends a request. */
export class Stopped extends Error {
  readonly reason: Stop;

  constructor(reason: Stop) {
    super(reason);
    this.reason = reason;
  }
}

/** A body that is longer than the cap, counted after decompression. */
export class TooLarge extends Error {
  constructor(cap: number) {
    super(`the answer is longer than ${Math.round(cap / 1_048_576)} MiB`);
  }
}

type RefusedCertificate = NonNullable<Failure['certificate']>;

/** A certificate that the trust store does not confirm, with what it says of itself. */
export class CertificateRefused extends Error {
  readonly code: string;
  readonly certificate: RefusedCertificate;

  constructor(code: string, certificate: RefusedCertificate) {
    super(code);
    this.code = code;
    this.certificate = certificate;
  }
}

/** A proxy that answered itself instead of passing on what was asked. */
export class ProxyRefused extends Error {
  readonly status: number;

  /** `withLogin`: its address holds user and password. */
  constructor(status: number, withLogin: boolean) {
    super(refusalOfProxy(status, withLogin));
    this.status = status;
  }
}

function refusalOfProxy(status: number, withLogin: boolean): string {
  if (status !== 407) return `the proxy answered ${status} to CONNECT`;
  return withLogin
    ? 'the proxy rejects the user and password in its address (407)'
    : 'the proxy requires a login (407)';
}

/** The other side closed a connection that was still being made. */
export class ConnectionClosed extends Error {
  readonly code = 'ECONNRESET';
}

/** Where and when a request broke. */
export interface Circumstances {
  /** The address, without user info. */
  readonly address: string;
  readonly step: FailureStep;
  readonly milliseconds: number;
  readonly timeoutMs: number;
  /** The server asked for a certificate of the client, and none was answered in this connection. */
  readonly certificateAsked?: boolean;
  /** This tool has one to show. */
  readonly certificateSent?: boolean;
  /** That one, where it has ended. */
  readonly certificateEnded?: Failure['certificate'];
  /** Host and port of the proxy in between. */
  readonly proxy: string | null;
}

type Verdict = Pick<Failure, 'step' | 'code' | 'status' | 'certificate'> & { readonly said: string };

/** Puts an error of the network into the words of a failure. */
export function failureOf(error: unknown, circumstances: Circumstances): Failure {
  const { said, ...rest } = verdictOf(error, circumstances);
  const { address, milliseconds, proxy } = circumstances;
  const via = proxy === null ? '' : ` (${rest.code === 'proxy' ? 'at' : 'through'} the proxy ${proxy})`;
  return { ...rest, detail: `GET ${address}: ${said}${via}`, milliseconds: Math.round(milliseconds) };
}

/** An engine that would be asked through a proxy which nobody can address. Only the variable is named: its value may hold a password. */
export function proxyWithoutAddress(address: string, variable: string): Failure {
  const detail = `GET ${address}: the environment variable ${variable} is not the http(s) address of a proxy`;
  return { step: 'connect', code: 'proxy', detail, milliseconds: 0 };
}

function verdictOf(error: unknown, circumstances: Circumstances): Verdict {
  const verdict = verdictWithoutProxy(error, circumstances);
  return isOfProxy(error, circumstances) ? ofProxy(verdict) : verdict;
}

/** What breaks before there is a way to the engine says nothing about it: neither its name nor its certificate was looked at. */
function isOfProxy(error: unknown, { proxy, step }: Circumstances): boolean {
  return proxy !== null && (step === 'dns' || step === 'connect') && !(error instanceof Stopped);
}

function ofProxy({ said, status }: Verdict): Verdict {
  return { step: 'connect', code: 'proxy', said, ...(status !== undefined && { status }) };
}

function verdictWithoutProxy(error: unknown, circumstances: Circumstances): Verdict {
  const { step, timeoutMs, certificateAsked = false, certificateSent = false } = circumstances;
  const certificateRefused = refusedFor(circumstances.certificateEnded);
  if (error instanceof Stopped) return stopped(error.reason, step, timeoutMs);
  if (error instanceof TooLarge) return { step: 'http', code: 'too-large', said: error.message };
  if (error instanceof CertificateRefused) {
    return {
      step: 'tls',
      code: 'certificate',
      said: certificateText(error.code),
      certificate: error.certificate,
    };
  }
  if (error instanceof ProxyRefused)
    return { step: 'connect', code: 'proxy', status: error.status, said: error.message };
  const code = systemCode(error) ?? '';
  if (certificateSent && ABOUT_CERTIFICATE.test(code)) return certificateRefused;
  const verdict = byCode(code, messageOf(error), step);
  if (certificateAsked && ENDED_BY_SERVER.has(verdict.code))
    return certificateSent ? certificateRefused : CERTIFICATE_WANTED;
  return verdict;
}

/** How it looks when a server ends a connection: in the handshake, or by TLS 1.3 after it. */
const ENDED_BY_SERVER: ReadonlySet<Failure['code']> = new Set(['reset', 'tls-protocol', 'network']);
const CERTIFICATE_WANTED: Verdict = {
  step: 'tls',
  code: 'client-certificate',
  said: 'the server asks for a client certificate and closed the connection without one',
};

/** Alerts of a server that has looked at the certificate of the client. */
const ABOUT_CERTIFICATE = /_ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_)/;
const CERTIFICATE_REFUSED: Verdict = {
  step: 'tls',
  code: 'client-certificate-refused',
  said: 'the server asks for a client certificate and closed the connection after it got one',
};

function refusedFor(ended: Failure['certificate']): Verdict {
  return ended === undefined ? CERTIFICATE_REFUSED : { ...CERTIFICATE_REFUSED, certificate: ended };
}

function stopped(reason: Stop, step: FailureStep, timeoutMs: number): Verdict {
  if (reason === 'interrupted') return { step: 'deadline', code: 'deadline', said: 'interrupted' };
  if (reason === 'deadline')
    return { step: 'deadline', code: 'deadline', said: 'the deadline of the run passed' };
  return { step, code: 'timeout', said: `${WAITED_FOR[step] ?? 'no answer'} within ${timeoutMs} ms` };
}

const WAITED_FOR: Partial<Record<FailureStep, string>> = {
  dns: 'the host name was not resolved',
  connect: 'no connection',
  tls: 'no TLS handshake',
};

/** The codes of Node and undici that say at which step it broke; all others are told by the step reached. */
const BY_CODE: Readonly<Record<string, Verdict>> = {
  ENOTFOUND: { step: 'dns', code: 'no-such-host', said: 'the host name does not exist' },
  EAI_AGAIN: { step: 'dns', code: 'no-such-host', said: 'the host name could not be resolved (EAI_AGAIN)' },
  ECONNREFUSED: { step: 'connect', code: 'refused', said: 'connection refused' },
  EPROTO: { step: 'tls', code: 'tls-protocol', said: 'the server does not speak TLS that fits (EPROTO)' },
  ERR_ASSERTION: { step: 'http', code: 'network', said: 'the answer is not HTTP' },
  UND_ERR_HEADERS_OVERFLOW: { step: 'http', code: 'too-large', said: 'the headers are too long' },
};
const RESET = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;

function byCode(code: string, message: string, step: FailureStep): Verdict {
  const listed = BY_CODE[code];
  if (listed !== undefined) return listed;
  if (CERTIFICATE.test(code)) return { step: 'tls', code: 'certificate', said: certificateText(code) };
  if (code.startsWith('ERR_SSL_'))
    return { step: 'tls', code: 'tls-protocol', said: `no TLS that fits (${code})` };
  if (message === 'bad upgrade')
    return { step, code: 'network', said: 'the server wants to speak another protocol (101)' };
  if (RESET.has(code))
    return { step, code: 'reset', said: 'the connection was closed before the answer ended' };
  if (/^Z_|BROTLI|^ERR__ERROR_FORMAT/.test(code))
    return { step: 'http', code: 'network', said: `the body is not compressed as its header says (${code})` };
  if (code.startsWith('HPE_'))
    return { step: 'http', code: 'network', said: `the answer is not HTTP (${code})` };
  return { step, code: 'network', said: code === '' ? message : code };
}

/** True where the other side closed the connection: harmless on one that had been used before. */
export function isReset(error: unknown): boolean {
  return RESET.has(systemCode(error) ?? '');
}

function certificateText(code: string): string {
  const told = CERTIFICATE_TEXTS.find(([pattern]) => pattern.test(code));
  return told === undefined ? `the certificate is not trusted (${code})` : told[1];
}

const CERTIFICATE_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate is for another host name'],
  [/^CERT_HAS_EXPIRED$/, 'the certificate has expired'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'the certificate is signed by itself'],
  [/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/, 'the certificate is signed by an unknown authority'],
];

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'unknown error';
}
