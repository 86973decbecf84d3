import { NO_FAILOVER_SETTINGS } from '../../../engine/model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED, type Config, type Pair } from '../../../engine/model/pair.ts';
import { PAIR, VOLUME } from './run-builder.ts';

export function aPair(fields: Partial<Pair> = {}): Pair {
  return {
    id: PAIR,
    name: 'Office',
    primary: { kind: 'local' },
    standby: {
      kind: 'ssh',
      user: 'root',
      host: 'spare.local',
      port: 22,
      hostKey: `SHA256:${'a'.repeat(43)}`,
    },
    driver: 'local',
    volumes: [{ id: VOLUME, source: '/a', destination: '/b', role: 'data', deletion: { kind: 'keep' } }],
    filters: { preset: 'none', excludes: [] },
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: '2026-11-23T12:00:00.000Z',
    ...fields,
  };
}

export function aConfig(...pairs: readonly Pair[]): Config {
  return { version: 4, pairs: [...pairs] };
}
