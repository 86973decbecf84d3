import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { keysWorld, noKeysWorld } from './worlds/keys.ts';
import { NEW_PIN, PAIR_ID, PIN, setupView } from './worlds/set-up-base.ts';
import { doneView } from './worlds/set-up-report.ts';
import { signInView } from './worlds/set-up-sign-in.ts';

describe.skipIf(whyNoApp() !== undefined)('keys', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  async function showKeys(answers: Parameters<PageStage['show']>[0]['answers']): Promise<ShownPage> {
    const shown = await stage.show({ page: 'window', answers });
    await shown.page.getByRole('navigation').getByRole('button', { name: 'Keys' }).click();
    return shown;
  }

  it('says where each is, what it may do and when it was used', async () => {
    const { page } = await showKeys(keysWorld());
    const mine = page.getByRole('region', { name: 'Spare Mac mini', exact: true }).last();
    await mine.getByText('root@spare.local, /var/root/.ssh/authorized_keys').waitFor();
    expect(await mine.locator('code').textContent()).toBe(NEW_PIN);
    await mine.getByText('In use').waitFor();
    await mine.getByText('rsync into this pair’s destinations').waitFor();
    expect(await mine.locator('time').first().getAttribute('title')).toMatch(/26 Nov 2026/);
    const removed = page.getByRole('region', { name: 'A pair that was removed' });
    await removed.getByText('take it out there').waitFor();
    expect(await removed.getByRole('button').count()).toBe(0);
  });

  it('makes a new key by the pages of the set-up', async () => {
    const { page, main, tell } = await showKeys(keysWorld());
    await page.getByRole('button', { name: 'New key for Spare Mac mini' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    expect(main.asked.find(({ name }) => name === 'setup.begin')?.input).toEqual({
      pairId: PAIR_ID,
      kind: 'rotate',
    });
    await tell({ type: 'setup.changed', view: { ...signInView(), kind: 'rotate' } });
    await page.getByRole('heading', { name: 'New key for Spare Mac mini' }).waitFor();
    await page.getByLabel('Password').waitFor();
    expect(await page.getByRole('list', { name: 'Steps' }).getByRole('listitem').count()).toBe(3);
    await tell({ type: 'setup.changed', view: { ...doneView(), kind: 'rotate' } });
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  });

  it('revokes only after asking, and says when it is done', async () => {
    const { page, main, tell } = await showKeys(keysWorld());
    const revoke = page.getByRole('button', { name: 'Revoke the keys of Spare Mac mini' });
    await revoke.click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('No run can reach the spare').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(main.asked.map(({ name }) => name)).not.toContain('setup.begin');
    await revoke.click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    await tell({ type: 'setup.changed', view: { ...doneView(), kind: 'revoke' } });
    await page.getByText('The key was revoked.').waitFor();
  });

  it('copies a pinned host key, and replaces it where it is compared', async () => {
    const { page, main } = await showKeys(keysWorld());
    await page.getByRole('button', { name: 'Copy: Pinned host key of Spare Mac mini' }).click();
    await page.getByText('Copied').waitFor();
    expect(main.asked.at(-1)).toEqual({ name: 'app.copy', input: { text: PIN } });
    await page.getByRole('button', { name: 'Replace the pinned host key' }).click();
    await page.getByRole('heading', { name: 'Is this the right machine?' }).waitFor();
    await page.getByText('This is the key that you vouched for').waitFor();
  });

  it('changes nothing while a set-up of the pair is under way', async () => {
    const { page, tell } = await showKeys(keysWorld());
    const rotate = page.getByRole('button', { name: 'New key for Spare Mac mini' });
    await rotate.waitFor();
    await tell({ type: 'setup.changed', view: setupView() });
    await eventually(() => rotate.isDisabled());
  });

  it('says that there are none, and where they come from', async () => {
    const { page } = await showKeys(noKeysWorld());
    await page.getByRole('heading', { name: 'No keys yet' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'New Spare…' }).click();
    await page.getByRole('heading', { name: 'Find the spare' }).waitFor();
  });

  it('says why they cannot be read', async () => {
    const { page } = await showKeys({
      ...keysWorld(),
      'keys.list': async () => {
        throw EngineError.of('config.unreadable', { path: '/keys', text: 'permission denied' });
      },
    });
    await page.getByRole('alert').getByText('permission denied').waitFor();
  });
});
