import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { CHECK_IDS } from '../../engine/model/readiness.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { openScreen } from './scene.ts';
import {
  failoverAwayWorld,
  failoverBootWorld,
  failoverNeverLookedWorld,
  failoverNotReadyWorld,
  failoverReadyWorld,
} from './worlds/failover.ts';
import { OFFICE_ID } from './worlds/office.ts';

const pairId = OFFICE_ID;

describe.skipIf(whyNoApp() !== undefined)('failover', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = (answers: FakeAnswers): Promise<ShownPage> => openScreen(stage, 'Failover', answers);

  it('says first that the standby is ready, by what way and why, and folds away what passed', async () => {
    const { page } = await show(failoverReadyWorld());
    const answer = page.getByRole('region', { name: 'Readiness' });
    expect(await answer.locator('h2, p').allInnerTexts()).toEqual([
      'Ready',
      'The standby could take over now.',
      'The way: promote the standby, because a Mac with Apple silicon starts from no system that was copied file by file.',
      expect.stringMatching(/^Primary looked at 1 h ago\s*Standby looked at 1 h ago$/) as string,
    ]);
    const clocks = page.getByText('The two clocks agree.');
    expect(await clocks.isVisible()).toBe(false);
    await page.getByText(`${String(CHECK_IDS.length)} checks passed`).click();
    await clocks.waitFor();
  });

  it('shows what did not pass with the gravest first, and starts what mends it', async () => {
    const { page, main } = await show(failoverNotReadyWorld());
    const checks = page.getByRole('region', { name: 'Checks' });
    expect(await checks.locator('.problem .what > p:first-child').allInnerTexts()).toEqual([
      'Disks of the copy',
      'Last verify',
      'Full Disk Access',
      'Start without a password',
      'Power settings',
      'Address',
      'Space for a week',
    ]);
    const marks = await checks
      .locator('.problem .mark')
      .evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label')));
    expect(marks).toEqual(['failed', ...Array.from({ length: 5 }, () => 'warning'), 'not known']);
    await checks.getByRole('button', { name: 'Verify Now' }).click();
    await eventually(() => askedOf(main, 'run.start').length > 0);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId, mode: 'verify' }]);
  });

  it('looks at both machines for the first time, says so meanwhile, and shows what came of it', async () => {
    const world = failoverNeverLookedWorld();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const { page } = await show({
      ...world,
      'failover.survey': async (input) => {
        await asked;
        return (world['failover.survey'] as NonNullable<FakeAnswers['failover.survey']>)(input);
      },
    });
    const region = page.getByRole('region', { name: 'Readiness' });
    await region.getByText('Nobody has looked at the two machines yet').waitFor();
    await page.getByText('15 checks not known until the machines are looked at').waitFor();
    // One sync mends three of them.
    expect(await page.getByRole('button', { name: 'Sync Now' }).count()).toBe(1);
    const look = region.getByRole('button', { name: 'Look at Both Machines' });
    await look.click();
    await region.getByText('Looking at both machines…').waitFor();
    expect(await look.isDisabled()).toBe(true);
    answer();
    await region.getByText('Both machines were looked at.').waitFor();
    await region.getByText('Primary looked at just now').waitFor();
  });

  it('says why a machine could not be looked at, and keeps what was known', async () => {
    const { page, main } = await show(failoverAwayWorld());
    await page.getByRole('button', { name: 'Look Again' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The standby could not be looked at').waitFor();
    await alert.getByText('no route to host').waitFor();
    await page.getByText('Standby looked at 16 days ago').waitFor();
    await alert.getByRole('button', { name: 'Try Again' }).click();
    await eventually(() => askedOf(main, 'failover.survey').length === 2);
  });

  it('saves what a person says of it as a whole, and asks before it is lost', async () => {
    const { page, main } = await show(failoverBootWorld());
    await page.getByText(/^Serve the data/).click();
    await page.getByLabel('Whom to call').fill('Anna: 22\nBen: 91');
    await page.getByLabel('Address that people reach').fill(' files.example ');
    await page.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
    await page.getByRole('alertdialog').getByText('Leave without saving?').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(() => askedOf(main, 'pair.change').length > 0);
    expect(askedOf(main, 'pair.change')).toEqual([
      {
        pairId,
        change: {
          failover: { strategy: 'serve', notes: 'Anna: 22\nBen: 91', sharedAddress: 'files.example' },
        },
      },
    ]);
  });

  it('is told that the clone booted only after asking, and where a clone is to boot', async () => {
    const { page, main } = await show(failoverBootWorld());
    await page.getByRole('button', { name: 'Show Below' }).click();
    await page.getByRole('button', { name: 'The Clone Booted…' }).click();
    expect(askedOf(main, 'failover.note-boot')).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'It Booted' }).click();
    await page.getByRole('region', { name: 'Readiness' }).getByText('Ready', { exact: true }).waitFor();
    expect(askedOf(main, 'failover.note-boot')).toEqual([{ pairId }]);
    const promoted = await show(failoverReadyWorld());
    expect(await promoted.page.getByRole('button', { name: 'The Clone Booted…' }).count()).toBe(0);
  });

  it('shows the runbook with its times, what is wrong with it, and where it lies', async () => {
    const { page } = await show(failoverNotReadyWorld());
    const runbook = page.getByRole('region', { name: 'The runbook' });
    expect(await runbook.locator('.times.large dd').allInnerTexts()).toEqual([
      'Thu 26 Nov 2026, 09:16',
      'Thu 26 Nov 2026, 03:04',
    ]);
    await runbook.getByText('Step 4 is new').waitFor();
    await runbook.getByText('/Users/Shared/Failover of Office server.html').waitFor();
    await runbook.getByText('and says something else by now').waitFor();
    await runbook.getByText('Anna Berg (office): 030 555 01 22').waitFor();
    expect(await page.getByRole('rowheader', { name: 'Serial number' }).count()).toBe(2);
  });

  it('brings it to the standby, prints it and saves it', async () => {
    const { page, main } = await show(failoverNeverLookedWorld());
    const runbook = page.getByRole('region', { name: 'The runbook' });
    await runbook.getByText('It does not lie on the standby').waitFor();
    await runbook.getByRole('button', { name: 'Bring to the Standby' }).click();
    await runbook.getByText(/^On the standby since/).waitFor();
    await runbook.getByRole('button', { name: 'Print…' }).click();
    await runbook.getByText('It was handed to the printer.').waitFor();
    await runbook.getByRole('button', { name: 'Save As…' }).click();
    await page.getByRole('menuitem', { name: 'PDF, Letter' }).click();
    await runbook.getByText('Saved: /Users/anna/Office.pdf').waitFor();
    expect(
      ['failover.deliver', 'app.print-runbook', 'file.runbook'].map((name) => askedOf(main, name)),
    ).toEqual([[{ pairId }], [{ pairId }], [{ pairId, format: { kind: 'pdf', paper: 'Letter' } }]]);
  });

  it('counts what is ticked, and folds it', async () => {
    const { page } = await show(failoverReadyWorld());
    const first = page.getByRole('region', { name: 'Steps' }).getByRole('article').first();
    await first.getByText('It worked if').waitFor();
    await first.locator('.check').click();
    await page.getByText(/^1 of \d+ done$/).waitFor();
    expect(await first.getByText('It worked if').count()).toBe(0);
  });

  it('copies a command to the letter', async () => {
    const { page, main } = await show(failoverReadyWorld());
    const line = page.locator('.todo .copy-line').first();
    const command = await line.locator('code').textContent();
    await line.getByRole('button').click();
    await eventually(() => askedOf(main, 'app.copy').length > 0);
    expect(askedOf(main, 'app.copy')).toEqual([{ text: command }]);
  });

  it('says why the runbook could not be brought there', async () => {
    const { page } = await show({
      ...failoverReadyWorld(),
      'failover.deliver': async () => {
        throw EngineError.of('runbook.undelivered', { side: 'standby', path: '/Library', text: 'disk full' });
      },
    });
    await page.getByRole('button', { name: 'Bring to the Standby' }).click();
    await page.getByRole('alert').getByText('disk full').waitFor();
  });

  it('shows the rest where the readiness cannot be read', async () => {
    const { page } = await show({
      ...failoverReadyWorld(),
      'failover.readiness': async () => {
        throw EngineError.of('history.unreadable', { path: '/history', text: 'permission denied' });
      },
    });
    await page.getByRole('alert').getByText('The readiness cannot be shown').waitFor();
    await page.getByRole('region', { name: 'The runbook' }).waitFor();
  });
});
