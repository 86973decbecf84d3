import { randomBytes } from 'node:crypto';
import { PairId, RunId, VolumeId } from '../model/ids.ts';
import { KeyId } from '../model/key.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

function randomLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

export function newPairId(): PairId {
  return PairId.parse(`pair-${randomLetters(10)}`);
}

export function newVolumeId(): VolumeId {
  return VolumeId.parse(`vol-${randomLetters(6)}`);
}

/** Sorts by start; `now` is milliseconds since 1970. */
export function newRunId(now: number): RunId {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return RunId.parse(`${stamp}-${randomLetters(4)}`);
}

export function newKeyId(): KeyId {
  return KeyId.parse(`key-${randomLetters(10)}`);
}
