import { bytesToPathText } from '../model/path-text.ts';
import { betweenMarkers } from '../model/shell.ts';

/** What the probe told about one subject, by key. A key that was told twice keeps its last value. */
export type Told = ReadonlyMap<string, Uint8Array>;

export interface ProbeRecords {
  readonly host: Told;
  readonly rsyncs: readonly { readonly path: string; readonly text: string }[];
  readonly unsafeRsyncs: readonly string[];
  readonly places: readonly Told[];
}

/** Cuts the probe's output into its records; `undefined` when it is not whole. */
export function readRecords(stdout: Uint8Array, nonce: string): ProbeRecords | undefined {
  const body = betweenMarkers(stdout, nonce);
  const fields = body === undefined ? undefined : fieldsOf(body);
  if (fields === undefined || fields.length % 2 !== 0) return undefined;
  const host = new Map<string, Uint8Array>();
  const rsyncs: { path: string; text: string }[] = [];
  const unsafeRsyncs: string[] = [];
  const places: Map<string, Uint8Array>[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const key = decode(fields[at]);
    const value = fields[at + 1] ?? new Uint8Array();
    const rsync = rsyncs.at(-1);
    if (key === 'rsync') rsyncs.push({ path: bytesToPathText(value), text: '' });
    else if (key === 'rsync-text' && rsync !== undefined) rsync.text = decode(value);
    else if (key === 'unsafe-rsync') unsafeRsyncs.push(bytesToPathText(value));
    else if (key === 'place') places.push(new Map([[key, value]]));
    else (places.at(-1) ?? host).set(key, value);
  }
  return { host, rsyncs, unsafeRsyncs, places };
}

/** Each field ends with NUL; what does not was cut off. */
function fieldsOf(body: Uint8Array): readonly Uint8Array[] | undefined {
  const fields: Uint8Array[] = [];
  let from = 0;
  for (let end = body.indexOf(0); end >= 0; end = body.indexOf(0, from)) {
    fields.push(body.subarray(from, end));
    from = end + 1;
  }
  return from === body.length ? fields : undefined;
}

export function textOf(told: Told, key: string): string | undefined {
  const value = told.get(key);
  return value === undefined ? undefined : decode(value);
}

export function pathOf(told: Told, key: string): string | undefined {
  const value = told.get(key);
  return value === undefined ? undefined : bytesToPathText(value);
}

function decode(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
