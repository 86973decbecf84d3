import type { DrillAnswer, DrilledPath, ReadSample } from '../model/drill-answer.ts';
import { err, ok, type Result } from '../model/result.ts';
import { pathOf, readRecords, textOf, type Told } from './probe-records.ts';
import { known } from './survey/known.ts';

const STATES = ['file', 'folder', 'absent', 'link', 'other', 'unreadable'] as const;
const FORMATS = ['sqlite', 'other', 'empty'] as const;
const TOOLS = ['missing', 'old', 'unsafe'] as const;

/** Makes an answer of what the drill script printed; the error says why there is none. */
export function parseDrill(stdout: Uint8Array, nonce: string): Result<DrillAnswer, string> {
  const records = readRecords(stdout, nonce);
  if (records === undefined) return err('the answer is not whole');
  const { host, places } = records;
  return ok({
    isAway: host.has('away'),
    isLate: [host, ...places].some((told) => told.has('late')),
    ...known({ sample: sampleOf(host) }),
    paths: places.map(drilledPath),
  });
}

function sampleOf(host: Told): ReadSample | undefined {
  const [seen, files, bytes, bad] = ['seen', 'files', 'bytes', 'bad'].map((key) => countOf(host, key));
  if (seen === undefined || files === undefined || bytes === undefined || bad === undefined) return undefined;
  return { seen, files, bytes, bad, closed: countOf(host, 'closed') ?? 0, isCut: host.has('cut') };
}

function drilledPath(told: Told): DrilledPath {
  return {
    path: pathOf(told, 'place') ?? '',
    ...known({
      state: oneOf(STATES, textOf(told, 'state')),
      format: oneOf(FORMATS, textOf(told, 'format')),
      beside: textOf(told, 'beside'),
      tool: oneOf(TOOLS, textOf(told, 'tool')),
      status: countOf(told, 'status'),
      said: textOf(told, 'said')?.trim(),
      hasOwners: told.has('owners') ? true : undefined,
      owner: countOf(told, 'owner'),
      account: countOf(told, 'account'),
    }),
  };
}

function oneOf<T extends string>(all: readonly T[], text: string | undefined): T | undefined {
  return all.find((each) => each === text);
}

/** `17` */
function countOf(told: Told, key: string): number | undefined {
  const text = textOf(told, key) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
