import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { PAIR_ID, setupView } from './worlds/set-up-base.ts';
import {
  installedMachines,
  installingWorld,
  keyringLockedWorld,
  notProvedWorld,
  sshdWorld,
} from './worlds/set-up-install.ts';
import { doneView, refusedReportWorld, reportWorld } from './worlds/set-up-report.ts';
import {
  cloneDoneWorld,
  endedRun,
  keyedPairView,
  liveRun,
  previewDoneWorld,
  previewHeldWorld,
  previewRunningWorld,
  runAnswers,
} from './worlds/set-up-run.ts';

describe.skipIf(whyNoApp() !== undefined)('from a key to a first clone', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  async function showSetUp(answers: Parameters<PageStage['show']>[0]['answers']): Promise<ShownPage> {
    const shown = await stage.show({ page: 'window', answers });
    await shown.page.getByRole('button', { name: 'Set up' }).click();
    return shown;
  }

  it('shows each step as it is done, and goes on to what is there', async () => {
    const { page, tell } = await showSetUp(installingWorld());
    await page.getByRole('status').getByText('Installing the key…').waitFor();
    const rows = page.getByRole('region', { name: 'The spare' }).getByRole('listitem');
    await rows.filter({ hasText: 'Made an Ed25519 key' }).getByText('Sealed: its passphrase').waitFor();
    await rows.filter({ hasText: 'Installed the guard' }).getByText('/Volumes/Work').waitFor();
    await page.getByRole('img', { name: 'under way' }).waitFor();
    await tell({
      type: 'setup.changed',
      view: setupView({ machines: installedMachines(4, { step: 'prove' }) }),
    });
    await page.getByText('The line in authorized_keys').click();
    await page.getByText('restrict,command=').waitFor();
    await page.getByText('Mended owner and mode of /var/root/.ssh').waitFor();
    await tell({ type: 'setup.changed', view: doneView() });
    await page.getByRole('heading', { name: 'What is there' }).waitFor();
  });

  it('asks before it changes an ssh server, with the whole file', async () => {
    const { page, main } = await showSetUp(sshdWorld());
    await page.getByText('PermitRootLogin no', { exact: true }).waitFor();
    await page.getByText('PermitRootLogin prohibit-password').waitFor();
    await page.getByRole('button', { name: 'Change It' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.answer'));
    expect(main.asked.at(-1)?.input).toEqual({ pairId: PAIR_ID, question: 3, answer: { kind: 'yes' } });
  });

  it('explains a locked keyring, and does without one only when asked', async () => {
    const { page, main } = await showSetUp(keyringLockedWorld());
    await page.getByRole('alert').getByText('The keyring is locked').waitFor();
    await page.getByRole('button', { name: 'Unlock and Try Again' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    expect(main.asked.at(-1)?.input).toEqual({ pairId: PAIR_ID, kind: 'set-up' });
    await page.getByText('Go on without a keyring').click();
    await page.getByText('kept unsealed in a file').waitFor();
    await page.getByRole('button', { name: 'Keep the Key Unsealed' }).click();
    await eventually(() => main.asked.filter(({ name }) => name === 'setup.begin').length === 2);
    expect(main.asked.at(-1)?.input).toEqual({ pairId: PAIR_ID, kind: 'set-up', unattended: true });
  });

  it('says what failed, in words and in those of the other machine', async () => {
    const { page, main } = await showSetUp(notProvedWorld());
    await page.getByRole('alert').getByText('did not work').waitFor();
    await page.getByText('What was said there').click();
    await page.getByText('Permission denied (publickey).').waitFor();
    await page.getByRole('img', { name: 'failed' }).waitFor();
    await page.getByRole('button', { name: 'Try Again' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
  });

  it('shows both machines, and what a copy keeps', async () => {
    const { page } = await showSetUp(reportWorld());
    await page.getByText('macOS 15.5, Intel').waitFor();
    await page.getByText('There: 998 GB free').waitFor();
    const table = page.getByRole('table', { name: 'What a copy keeps' });
    const flags = table.getByRole('row', { name: 'File flags' });
    expect(await flags.getByRole('cell').allTextContents()).toEqual([
      'No',
      'The rsync on the primary cannot',
    ]);
    await page.getByText('No Full Disk Access').waitFor();
  });

  it('does not go on where a clone would be refused, and looks again', async () => {
    const { page } = await showSetUp(refusedReportWorld());
    await page.getByText('does not exist on the standby').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Look Again' }).click();
    await page.getByText('Ready: a clone would start.').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(false);
  });

  it('previews: live, with totals and the largest, before anything is written', async () => {
    const runs: ReturnType<typeof endedRun>[] = [];
    const { page, main, tell } = await showSetUp({
      ...runAnswers(keyedPairView(), []),
      'history.list': async () => runs,
    });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Start the Preview' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'run.start'));
    const told = (sequence: number, live: ReturnType<typeof liveRun> | undefined) =>
      tell({
        type: 'live',
        event: { type: 'pair.changed', sequence, pair: keyedPairView({ live }) },
      });
    await told(1, liveRun());
    await page.getByRole('status').getByText('Comparing 412,000 files').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('51');
    runs.push(endedRun());
    await told(2, undefined);
    await page.getByText('Nothing has been written.').waitFor();
    await page.getByText('411,988 new entries, 12 changed ones, 211 GB').waitFor();
    await page.getByText('/Volumes/Work/Films/').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'When to copy' }).waitFor();
  });

  it('finds a preview under way again, and cancels it', async () => {
    const { page, main } = await showSetUp(previewRunningWorld());
    await page.getByText('212,000 of 412,000 files').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'run.cancel'));
  });

  it('explains what would be held', async () => {
    const { page } = await showSetUp(previewHeldWorld());
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('It would wait for you to approve it.').waitFor();
    await page.getByText('Projects/old.key').waitFor();
  });

  it('starts the clone, and ends on the overview', async () => {
    const { page, main } = await showSetUp(previewDoneWorld());
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Preview Again' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Keep This Schedule' }).click();
    await page.getByRole('button', { name: 'Start the First Clone' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'run.start'));
    expect(main.asked.find(({ name }) => name === 'run.start')?.input).toEqual({
      pairId: PAIR_ID,
      mode: 'sync',
    });

    const done = await showSetUp(cloneDoneWorld());
    await done.page.getByRole('button', { name: 'Continue' }).click();
    await done.page.getByRole('button', { name: 'Preview Again' }).waitFor();
    await done.page.getByRole('button', { name: 'Continue' }).click();
    await done.page.getByRole('button', { name: 'Keep This Schedule' }).click();
    await done.page.getByText('The spare is warm.').waitFor();
    await done.page.getByRole('button', { name: 'Done' }).click();
    await done.page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('reads each step from its heading', async () => {
    const { page, tell } = await showSetUp(installingWorld());
    await page.getByRole('heading', { name: 'Make the key and prove it' }).waitFor();
    await tell({ type: 'setup.changed', view: doneView() });
    await page.getByRole('heading', { name: 'What is there' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('What is there');
  });
});
