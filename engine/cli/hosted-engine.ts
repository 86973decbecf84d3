import type { Engine } from '../api/engine.ts';
import { engineOfHost } from '../index.ts';
import type { Session } from './session.ts';

/** The engine for runs: where a host keeps the pairs, it begins them, and every window and command sees them. */
export async function hostedEngine({ engine, host }: Pick<Session, 'engine' | 'host'>): Promise<Engine> {
  const connection = await host();
  return connection === undefined ? engine : engineOfHost(engine, connection);
}
