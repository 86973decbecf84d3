import { randomBytes } from 'node:crypto';
import { parseRole } from '../keys/standby-role.ts';
import { formatEndpoint } from '../model/endpoint.ts';
import type { PlaceCheck } from '../model/facts.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { readPromotedMarker } from '../model/promoted-marker.ts';
import type { StandbyRole } from '../model/promotion.ts';
import { readPlaces } from './ask.ts';
import type { End } from './ends.ts';
import { ROLE } from './guarded-shell.ts';

/** `sync` may take a second for what is still written; a command's end would take longer. */
const ROLE_TIMEOUT_MS = 60_000;

/** Asks the guard's standby what it is, or has it changed. Throws `promote.not-marked` with the words of the tool there where it was not. */
export async function askRole(
  end: End,
  what: readonly ['status'] | readonly ['promote'] | readonly ['undo', generation: string],
  signal?: AbortSignal,
): Promise<StandbyRole> {
  const nonce = randomBytes(8).toString('hex');
  const { stdout, stderr, code } = await end.shell.run(ROLE, [nonce, ...what], {
    timeoutMs: Math.max(ROLE_TIMEOUT_MS, end.patience.answerSeconds * 1_000),
    ...(signal && { signal }),
  });
  const endpoint = end.kind === 'local' ? 'local' : formatEndpoint(end.endpoint);
  const role = parseRole(stdout, nonce);
  if (role.ok && role.value !== undefined && code === 0) return role.value;
  if (!role.ok && code === 0)
    throw EngineError.of('endpoint.garbled', { side: 'standby', endpoint, text: role.error });
  throw EngineError.of('promote.not-marked', {
    side: 'standby',
    endpoint,
    // standby: refused: it is generation 3 that is promoted here, and not 2
    text: stderr
      .trim()
      .replace(/^standby: /, '')
      .slice(0, 500),
    ...(code !== null && { exitCode: code }),
  });
}

/** Before the pair's commands run: throws `standby.promoted`. What a standby of an older set-up cannot tell, its guard says later. */
export async function requireUnfenced(end: End, pair: Pair, signal?: AbortSignal): Promise<void> {
  if (!end.isGuarded) {
    const places = pair.volumes.map(({ destination }) => destination);
    requireUnfencedPlaces(end, await readPlaces(end, places, signal));
    return;
  }
  try {
    const role = await askRole(end, ['status'], signal);
    if (role.state !== 'standby') throw fenced(end, role);
  } catch (error) {
    if (!(error instanceof EngineError) || error.problem.code !== 'setup.outdated') throw error;
  }
}

/** Of a standby without a guard: the markers say so. */
export function requireUnfencedPlaces(end: End, places: readonly PlaceCheck[]): void {
  const marker = places.map((place) => readPromotedMarker(place.marker)).find((each) => each !== undefined);
  if (marker === undefined) return;
  throw fenced(end, { generation: marker.generation, since: marker.since });
}

export function fenced(
  end: End,
  { generation, since }: Pick<StandbyRole, 'generation' | 'since'>,
): EngineError {
  return EngineError.of('standby.promoted', {
    side: 'standby',
    endpoint: end.kind === 'local' ? 'local' : formatEndpoint(end.endpoint),
    count: generation,
    ...(since !== undefined && { found: since.slice(0, 10) }),
  });
}
