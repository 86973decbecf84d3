import { afterAll, beforeAll } from 'vitest';
import type { Endpoint } from '../../../engine/model/endpoint.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { sshEndpoint, type PairSetting } from '../../helpers/pair-fixture.ts';

export type Way = readonly [name: string, setting: () => PairSetting];

/** Two servers for the tests of a file, and pairs for every way from one machine to the other. */
export function fourWays(): {
  readonly ways: readonly Way[];
  /** Of the first one. */
  readonly bySsh: () => Endpoint;
} {
  let servers: readonly [LoopbackSshd, LoopbackSshd] | undefined;
  beforeAll(async () => {
    servers = await Promise.all([startLoopbackSshd(), startLoopbackSshd()]);
  });
  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.stop()));
  });
  const at = (index: 0 | 1): Endpoint => {
    if (servers === undefined) throw new Error('the servers are not started yet');
    return sshEndpoint(servers[index]);
  };
  return {
    ways: [
      ['local to local', () => ({})],
      ['local to ssh', () => ({ standby: at(0) })],
      ['ssh to local', () => ({ primary: at(0) })],
      ['ssh to ssh, driven by the primary', () => ({ primary: at(0), standby: at(1) })],
    ],
    bySsh: () => at(0),
  };
}
