import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { startMailServer } from '../alerts/mail-server.ts';
import { around, hostOf, mailTo, subjects, sync } from './alerting-host.ts';

/** To look at a machine takes seconds. */
const LOOK = { timeoutMs: 60_000 };

describe('a host whose pair has a runbook', () => {
  it('keeps it on the standby as things change, mails each that says something else, and judges the pair', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const runbooks = tempDir();
    const told = (): string[] => subjects(mail).filter((subject) => subject.includes('runbook'));
    const world = await around(mailTo(mail.port), {}, { runbookFolder: runbooks });
    const { engine } = world.pair;
    const asked = await hostOf(world);
    const { host, problems } = asked;
    expect(await sync(asked)).toBe('succeeded');
    const { id: pairId } = await engine.pairs.get('Office');
    // Somebody asks for it once; from then on it is kept.
    await host.handlers['failover.deliver']({ pairId });
    await eventually(() => told().length === 1, LOOK);
    await engine.pairs.change('Office', { failover: { notes: 'Call Anna, 555 0100' } });
    expect(await sync(asked)).toBe('succeeded');
    await eventually(() => told().length === 2, LOOK);
    expect(told()).toEqual([
      'Office: the failover runbook is written',
      'Office: the failover runbook has changed',
    ]);
    expect(mail.taken.at(-1)?.raw).toContain('Failover of Office.html');
    expect(readdirSync(runbooks)).not.toEqual([]);
    const readiness = host.live.snapshot().pairs[0]?.readiness;
    expect(readiness?.passed).toBeGreaterThan(3);
    // A local standby is no other machine, and so is never ready.
    expect(readiness?.overall).not.toBe('ready');
    expect(problems).toEqual([]);
  });
});
