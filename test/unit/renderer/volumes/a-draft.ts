import type { Pair } from '../../../../engine/model/pair.ts';
import { VolumeId } from '../../../../engine/model/ids.ts';
import { aPair } from '../../store/pair-builder.ts';

export const SYSTEM = VolumeId.parse('vol-system');
export const USERS = VolumeId.parse('vol-usersx');

export function aPairOfTwo(fields: Partial<Pair> = {}): Pair {
  return aPair({
    volumes: [
      {
        id: SYSTEM,
        source: '/',
        destination: '/Volumes/System',
        role: 'system',
        deletion: { kind: 'mirror', limit: { kind: 'default' } },
      },
      {
        id: USERS,
        source: '/Volumes/Users',
        destination: '/Volumes/Users',
        role: 'data',
        deletion: { kind: 'keep' },
      },
    ],
    filters: { preset: 'macos-data', excludes: ['*.tmp', '/Scratch'] },
    ...fields,
  });
}
