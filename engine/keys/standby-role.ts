import type { StandbyRole } from '../model/promotion.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';

const STATES = {
  standby: 'standby',
  promoted: 'promoted',
  'promotion not finished': 'unfinished',
} as const satisfies Record<string, StandbyRole['state']>;

/** What the standby's tool says through the guard's verb `role`; nothing where it refused or failed, which it says elsewhere. */
export function parseRole(stdout: Uint8Array, nonce: string): Result<StandbyRole | undefined, string> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err('no markers');
  const text = Buffer.from(body).toString('latin1').trim();
  if (text === '') return ok(undefined);
  // standby, generation 0   promoted, generation 3, 2026-11-27T08:00:00Z   promotion not finished, generation 1
  const match = /^(standby|promoted|promotion not finished), generation (\d{1,9})(?:, ([\dTZ:-]+))?$/.exec(
    text,
  );
  if (match === null) return err('no role');
  const [, state = '', generation, since] = match;
  const role = { state: STATES[state as keyof typeof STATES], generation: Number(generation) };
  return ok(since === undefined ? role : { ...role, since });
}
