import { siteOf } from '../model/alert-settings.ts';
import { EngineError, type ProblemCode, type ProblemDetails } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import { isCertificate } from './mail-failure.ts';
import type { AlertPorts } from './ports.ts';

export interface WebRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** JSON. */
  readonly body?: string;
  readonly secretHeader?: { readonly name: string; readonly value: Secret };
}

const MOST_REDIRECTS = 3;
/** Of an answer that is shown to a person. */
const MOST_ANSWER_BYTES = 2000;
const MOST_TEXT = 200;

/**
 * Sends one request, and follows redirects on the same site only: what is sent may be a secret. Rejects with `webhook.*`. No message
 * has more of the address than the site.
 */
export async function sendRequest(
  request: WebRequest,
  ports: Pick<AlertPorts, 'fetch' | 'timeoutMs'>,
): Promise<void> {
  // One deadline for all of it, also for a server that sends a byte now and then.
  const signal = AbortSignal.timeout(ports.timeoutMs);
  let url = request.url;
  for (let hop = 0; ; hop++) {
    const response = await ask(url, request, ports, signal);
    const next = response.headers.get('location');
    if (!isRedirect(response.status) || next === null) return judge(response, request, signal);
    await response.body?.cancel().catch(() => undefined);
    url = followed(url, next, response.status, request.method, hop);
  }
}

async function ask(
  url: string,
  { method, body, secretHeader }: WebRequest,
  ports: Pick<AlertPorts, 'fetch'>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await ports.fetch(url, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        'User-Agent': 'Warmspare',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(secretHeader === undefined ? {} : { [secretHeader.name]: secretHeader.value.reveal() }),
      },
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    throw failure(url, error, signal);
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** A POST would become a GET by the older three: it is not followed there. */
function followed(url: string, location: string, status: number, method: string, hop: number): string {
  const from = new URL(url);
  const to = URL.canParse(location, url) ? new URL(location, url) : undefined;
  const isSame = to !== undefined && to.origin === from.origin && to.username === '' && to.password === '';
  const mayFollow = method === 'GET' || status === 307 || status === 308;
  if (isSame && mayFollow && hop < MOST_REDIRECTS) return to.href;
  throw problem('webhook.redirected', url, to === undefined ? {} : { found: siteOf(to.href) }, 'person');
}

async function judge(response: Response, request: WebRequest, signal: AbortSignal): Promise<void> {
  if (response.ok) {
    await response.body?.cancel().catch(() => undefined);
    return;
  }
  const text = await firstWords(response, request, signal);
  const details = { exitCode: response.status, ...(text === '' ? {} : { text }) };
  // 408, 425 and 429 ask to come again.
  const isTransient = response.status >= 500 || [408, 425, 429].includes(response.status);
  throw isTransient
    ? problem('webhook.failed', request.url, details, 'transient')
    : problem('webhook.refused', request.url, details, 'person');
}

/** What the answer says of the fault; the rest of it is not read. */
async function firstWords(response: Response, request: WebRequest, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MOST_ANSWER_BYTES || signal.aborted) break;
    }
  } catch {
    // What came is enough.
  }
  const said = Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8');
  // A page is not for people in a sentence.
  if (said.trimStart().startsWith('<')) return '';
  const hidden = request.secretHeader?.value.hideIn(said) ?? said;
  const withoutPath = hidden.replaceAll(request.url, siteOf(request.url));
  return (withoutPath.trim().split(/[\r\n]/)[0] ?? '').replace(/\.+$/, '').slice(0, MOST_TEXT);
}

function failure(url: string, error: unknown, signal: AbortSignal): EngineError {
  if (signal.aborted) return problem('webhook.timeout', url, {}, 'transient');
  const code = causeCode(error);
  if (isCertificate(code)) return problem('webhook.certificate', url, { text: code }, 'person');
  if (/TIMEOUT/.test(code)) return problem('webhook.timeout', url, {}, 'transient');
  return problem('webhook.unreachable', url, code === '' ? {} : { text: code }, 'transient');
}

/** fetch says "fetch failed", and beneath it what the system said: `ECONNREFUSED`. */
function causeCode(error: unknown): string {
  const { code, cause } = Object(error) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : causeCode(cause);
}

/** Without the cause: it may have the whole address in it. */
function problem(
  code: ProblemCode,
  url: string,
  details: ProblemDetails,
  retry: 'transient' | 'person',
): EngineError {
  return EngineError.of(code, { endpoint: siteOf(url), ...details }, retry);
}
