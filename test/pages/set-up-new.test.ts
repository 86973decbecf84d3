import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import type { FakeMain } from './fake-main.ts';
import { PageStage } from './page-stage.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { DRAFT, freshAnswers, MACHINES, pairView, PIN, samplePair, setupView } from './worlds/set-up-base.ts';
import { findWorld, hostKeyWorld, nothingFoundWorld, remoteLoginOffWorld } from './worlds/set-up-find.ts';
import { signInView } from './worlds/set-up-sign-in.ts';

function askedFor(main: FakeMain, name: string): unknown[] {
  return main.asked.filter((each) => each.name === name).map(({ input }) => input);
}

describe.skipIf(whyNoApp() !== undefined)('a new spare', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  it('is found, compared, chosen and stored, and then its set-up begins', async () => {
    const { page, main, tell } = await stage.show({
      page: 'window',
      answers: {
        ...findWorld(),
        'pair.add': async () => samplePair(),
        'setup.begin': async () => setupView(),
      },
    });
    await page.getByRole('radio', { name: 'Spare Mac mini' }).press('Space');
    expect(await page.getByLabel('Name or address').inputValue()).toBe('spare.local');
    await page.getByLabel('Name or address').press('Enter');

    await page.getByRole('heading', { name: 'Is this the right machine?' }).waitFor();
    await page.getByRole('img', { name: `Picture of the key ${PIN}` }).waitFor();
    await page.getByText('known_hosts has this very key').waitFor();
    await page.getByLabel('Fingerprint from the other screen').fill(`256 ${PIN} root@spare.local (ED25519)`);
    await page.getByText('The same. This is your spare.').waitFor();
    await page.getByRole('button', { name: 'This Is My Spare' }).click();

    await page.getByRole('heading', { name: 'What to copy' }).waitFor();
    await page.getByRole('checkbox', { name: 'Copy Work', checked: true }).waitFor();
    expect(await page.getByLabel('Name of the pair').inputValue()).toBe('Spare Mac mini');
    await page.getByLabel('Name of the pair').press('Enter');

    await eventually(() => askedFor(main, 'setup.begin').length === 1);
    expect(askedFor(main, 'pair.add')).toEqual([
      {
        name: 'Spare Mac mini',
        primary: { kind: 'local' },
        standby: { kind: 'ssh', user: 'root', host: 'spare.local', port: 22, hostKey: PIN },
        volumes: [{ source: '/Volumes/Work', destination: '/Volumes/Work', role: 'data' }],
        deletion: { kind: 'mirror', limit: { kind: 'default' } },
        preset: 'macos-data',
        excludes: [],
      },
    ]);
    await eventually(() => askedFor(main, 'draft.drop').length === 1);
    await tell(
      {
        type: 'live',
        event: { type: 'pairs.changed', sequence: 1, pairs: [pairView()], fault: undefined },
      },
      { type: 'setup.changed', view: signInView() },
    );
    await page.getByRole('heading', { name: 'Set up Spare Mac mini' }).waitFor();
    await page.getByLabel('Password').waitFor();
    expect(await page.locator('[aria-current=step]').textContent()).toMatch(/^Sign in/);
  });

  it('shows machines as they answer, and looks again', async () => {
    const { page, main, tell } = await stage.show({
      page: 'window',
      answers: freshAnswers({ 'machines.find': () => new Promise(() => undefined) }),
    });
    await page.getByText('Looking for machines').waitFor();
    await eventually(() => askedFor(main, 'machines.find').length === 1);
    const [{ token } = { token: '' }] = askedFor(main, 'machines.find') as { token: string }[];
    await tell(
      { type: 'machines.found', token: 'another-search', machines: [] },
      { type: 'machines.found', token, machines: MACHINES.slice(1) },
    );
    await page.getByRole('radio', { name: 'Studio' }).waitFor();
    await page.getByRole('button', { name: 'Keys' }).click();
    await eventually(() => askedFor(main, 'work.stop').length === 1);
    expect(askedFor(main, 'work.stop')).toEqual([{ token }]);
  });

  it('offers the demo first, and takes its port', async () => {
    const { page, main } = await stage.show({ page: 'window', answers: nothingFoundWorld() });
    await page.getByText('No machine of this network').waitFor();
    await page.getByRole('radio', { name: 'Demo spare on this machine' }).press('Space');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Is this the right machine?' }).waitFor();
    expect(askedFor(main, 'host-keys.show')).toEqual([{ user: 'root', host: '127.0.0.1', port: 2222 }]);
  });

  it('says how to turn Remote Login on where it is off', async () => {
    const { page } = await stage.show({ page: 'window', answers: remoteLoginOffWorld() });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Choose a machine, or type').waitFor();
    await page.getByLabel('Name or address').fill('spare.local');
    await page.getByRole('button', { name: 'Continue' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Turn on Remote Login there').waitFor();
    expect(await page.getByRole('heading', { name: 'Find the spare' }).count()).toBe(1);
    expect(await alert.getByRole('button', { name: 'Try Again' }).count()).toBe(1);
  });

  it('does not go on with a fingerprint that differs', async () => {
    const { page } = await stage.show({ page: 'window', answers: hostKeyWorld() });
    const field = page.getByLabel('Fingerprint from the other screen');
    await field.fill(PIN.replace('uNiV', 'uNIV'));
    await page.getByText('Not the same. Do not go on').waitFor();
    expect(await page.getByRole('button', { name: 'This Is My Spare' }).isDisabled()).toBe(true);
    await field.press('Enter');
    expect(await page.getByRole('heading', { name: 'Is this the right machine?' }).count()).toBe(1);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByRole('heading', { name: 'Find the spare' }).waitFor();
    expect(await page.getByLabel('Name or address').inputValue()).toBe('spare.local');
  });

  it('is found as it was left, on another page or in another window', async () => {
    let kept: unknown;
    const answers = {
      ...freshAnswers(),
      'draft.get': async () => (kept ?? DRAFT) as typeof DRAFT,
      'draft.save': async (draft: unknown) => void (kept = draft),
    };
    const { page } = await stage.show({ page: 'window', answers });
    await page.getByRole('button', { name: 'Add a Folder' }).click();
    await page.getByRole('textbox', { name: 'From, on this machine' }).fill('/opt/data');
    await page.getByRole('textbox', { name: 'To, on the spare', exact: true }).fill('/opt/spare');
    await page.getByLabel('Name of the pair').fill('Attic');
    // At once: what was typed last is kept, too.
    await page.getByRole('button', { name: 'Keys' }).click();
    await eventually(() => (kept as typeof DRAFT | undefined)?.name === 'Attic');
    await page.getByRole('navigation').getByRole('button', { name: 'New spare…' }).click();
    await page.getByRole('heading', { name: 'What to copy' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'From, on this machine' }).inputValue()).toBe('/opt/data');
    expect(await page.getByRole('textbox', { name: 'To, on the spare', exact: true }).inputValue()).toBe(
      '/opt/spare',
    );
    expect(await page.getByLabel('Name of the pair').inputValue()).toBe('Attic');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('This is the key that you vouched for').waitFor();
  });

  it('says what is wrong beside what was typed, and that a name is taken', async () => {
    const { page, main } = await stage.show({
      page: 'window',
      answers: {
        ...freshAnswers({ 'draft.get': async () => DRAFT }),
        'pair.add': async () => {
          throw EngineError.of('pair.exists', { text: 'Spare Mac mini' });
        },
      },
    });
    await page.getByRole('checkbox', { name: 'Copy Work' }).press('Space');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Choose at least one thing to copy.').waitFor();
    await page.getByRole('button', { name: 'Add a Folder' }).click();
    await page.getByRole('textbox', { name: 'From, on this machine' }).fill('Users');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('it begins with a slash').first().waitFor();
    await page.getByRole('textbox', { name: 'From, on this machine' }).fill('/Users');
    await page.getByRole('textbox', { name: 'To, on the spare', exact: true }).fill('/Users');
    expect(askedFor(main, 'pair.add')).toHaveLength(0);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Another pair has this name already.').waitFor();
    expect(askedFor(main, 'pair.add')).toHaveLength(1);
  });
});
