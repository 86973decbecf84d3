import type { WindowEvent } from '../../engine/api/app-contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/model/problem.ts';
import { KeyId } from '../../engine/model/ids.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { at, openScreen } from './scene.ts';
import { OFFICE_ID, officePair, SPACE, SYSTEM, USERS } from './worlds/office.ts';
import { runningWorld } from './worlds/running.ts';
import { volumesAwayWorld, volumesCheckedWorld, volumesRefusedWorld } from './worlds/volumes-checked.ts';
import { LEFT_OUT, volumesLeftOutWorld, volumesUntoldWorld } from './worlds/volumes-left-out.ts';

const DEFAULT = { kind: 'mirror', limit: { kind: 'default' } };
const STORED = [
  { id: SYSTEM, source: '/System/Volumes/Data', destination: '/Volumes/System', deletion: DEFAULT },
  { id: USERS, source: '/Volumes/Users', destination: '/Volumes/Users', deletion: DEFAULT },
  { id: SPACE, source: '/Volumes/Space/admin', destination: '/Volumes/Space/admin', deletion: DEFAULT },
];
const FILTERS = { preset: 'macos-system', excludes: ['*.tmp', '/Volumes/Users/Shared/Scratch'] };

describe.skipIf(whyNoApp() !== undefined)('the volumes', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const open = (answers: FakeAnswers): Promise<ShownPage> => openScreen(stage, 'Volumes', answers);

  it('are shown with their sizes on both sides, asked for once', async () => {
    const { page, main } = await open(volumesCheckedWorld());
    expect(await page.getByRole('region', { name: '/Volumes/Space/admin' }).innerText()).toContain(
      'disk at /Volumes/Space: 3.9 TB used, 130 GB free',
    );
    expect(await page.getByRole('region', { name: '/System/Volumes/Data' }).innerText()).toContain(
      '1.6 TB free',
    );
    expect(askedOf(main, 'pair.check')).toEqual([{ pairId: OFFICE_ID }]);
  });

  it('are not asked for while a run is under way, and not saved either', async () => {
    const { page, main } = await open(runningWorld());
    await page.getByText('Sizes are asked for when the run has ended.').waitFor();
    await page.getByText('Everything is copied, but for patterns of yours').click();
    await page.getByText('A run is under way. You can save when it has ended.').waitFor();
    expect(await page.getByRole('button', { name: /^Save/ }).isDisabled()).toBe(true);
    expect(askedOf(main, 'pair.check')).toEqual([]);
  });

  it('say that the standby is away, and ask again on wish', async () => {
    const { page, main } = await open(volumesAwayWorld());
    await page.getByText(/The standby \(ssh:\/\/root@spare\.local\) cannot be reached/).waitFor();
    expect(await page.getByRole('region', { name: '/Volumes/Users' }).innerText()).toContain('1.2 TB used');
    await page.getByRole('button', { name: 'Check Again' }).last().click();
    await expect.poll(() => askedOf(main, 'pair.check').length).toBe(2);
  });

  it('take a replaced disk for the right one only after a question', async () => {
    const { page, main } = await open(volumesRefusedWorld());
    await page.getByRole('button', { name: 'Review Disks…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'They Are Right' }).click();
    await expect
      .poll(() => askedOf(main, 'pair.check'))
      .toEqual([{ pairId: OFFICE_ID }, { pairId: OFFICE_ID, acceptVolumes: true }]);
  });

  it('are a draft until they are saved, and what that means is said first', async () => {
    const { page, main } = await open(volumesCheckedWorld());
    await page.getByRole('button', { name: 'Add a Volume' }).click();
    await page.getByRole('button', { name: /^Work/ }).click();
    expect(await page.getByLabel('Its place on the spare').inputValue()).toBe('/Volumes/Work');
    await page.getByText('Keep it on the spare: only add').click();
    expect(askedOf(main, 'pair.change')).toEqual([]);

    await page.getByRole('button', { name: 'Save…' }).click();
    const question = page.getByRole('alertdialog');
    expect(await question.innerText()).toContain(
      '/Volumes/Work is copied for the first time with the next run.',
    );
    await question.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toEqual([
        {
          pairId: OFFICE_ID,
          change: {
            volumes: [
              ...STORED,
              { source: '/Volumes/Work', destination: '/Volumes/Work', deletion: { kind: 'keep' } },
            ],
            ...FILTERS,
          },
        },
      ]);
  });

  it('move, go and come back by Revert', async () => {
    const { page } = await open(volumesCheckedWorld());
    const names = (): Promise<readonly (string | null)[]> =>
      page
        .locator('.mapping')
        .evaluateAll((all) => all.map((one) => (one as unknown as { ariaLabel: string | null }).ariaLabel));
    await page.getByRole('button', { name: 'Edit /Volumes/Users' }).click();
    await page.getByRole('button', { name: 'Move up', exact: true }).click();
    expect(await names()).toEqual(['/Volumes/Users', '/System/Volumes/Data', '/Volumes/Space/admin']);
    await page.getByRole('button', { name: 'Remove from the pair' }).click();
    expect(await names()).toEqual(['/System/Volumes/Data', '/Volumes/Space/admin']);
    await page.getByRole('button', { name: 'Revert' }).click();
    expect(await names()).toEqual(['/System/Volumes/Data', '/Volumes/Users', '/Volumes/Space/admin']);
    expect(await page.getByText('Not saved yet.').count()).toBe(0);
  });

  it('are not saved with a fault, which is said in words', async () => {
    const { page, main } = await open(volumesCheckedWorld());
    await page.getByRole('button', { name: 'Edit /Volumes/Users' }).click();
    await page.getByLabel('Its place on the spare').fill('/Volumes/System');
    await page.getByText('Another volume of this pair goes there already.').waitFor();
    await page.getByLabel('Pattern 1', { exact: true }).fill('*');
    await page.getByText('This pattern cannot be used: it leaves out everything.').waitFor();
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByText('Mend what is marked in red first.').waitFor();
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('say why they were not saved', async () => {
    const { page } = await open({
      ...volumesCheckedWorld(),
      'pair.change': async () => {
        throw EngineError.of('pair.busy', { count: 4711 });
      },
    });
    await page.getByText('Everything is copied, but for patterns of yours').click();
    await page.getByRole('button', { name: 'Save…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText(/is busy: another run is under way/).waitFor();
    expect(await page.getByText('Not saved yet.').count()).toBe(1);
  });

  it('ask before they are left with something that is not saved', async () => {
    const { page, tell } = await open(volumesCheckedWorld());
    await page.getByText('Everything is copied, but for patterns of yours').click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Volumes');
    await tell({ type: 'go', place: { screen: 'keys' } });
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  });

  it('lead to the set-up where the guard of the spare has to be told', async () => {
    const { standby } = officePair();
    const pair = officePair({
      standby: { ...standby, keyId: KeyId.parse('key-aaaaaaaaaa') } as typeof standby,
    });
    const { page } = await open(volumesCheckedWorld(pair));
    await page.getByRole('button', { name: 'Edit /Volumes/Users' }).click();
    await page.getByLabel('Its place on the spare').fill('/Volumes/People');
    await page.getByRole('button', { name: 'Save…' }).click();
    const question = page.getByRole('alertdialog');
    expect(await question.innerText()).toContain('The spare’s key does not know /Volumes/People yet.');
    await question.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Set Up Again…' }).click();
    await page.getByRole('heading', { name: /Set up/, level: 1 }).waitFor();
  });

  it('go on showing what somebody else changed, unless something is in hand', async () => {
    const world = volumesCheckedWorld();
    const { page, tell } = await open(world);
    const snapshot = await world['snapshot.get']?.();
    const change = (excludes: string[], sequence: number): WindowEvent => {
      const [view] = snapshot?.pairs ?? [];
      if (view === undefined) throw new Error('no pair');
      const pair = officePair({ filters: { preset: 'macos-system', excludes } });
      return { type: 'live', event: { type: 'pair.changed', sequence, pair: { ...view, pair } } };
    };
    await tell(change(['*.iso'], 2));
    await expect.poll(() => page.getByLabel('Pattern 1', { exact: true }).inputValue()).toBe('*.iso');
    await page.getByLabel('Pattern 1', { exact: true }).fill('*.dmg');
    await tell(change(['*.bak'], 3));
    await page.getByText(/This pair was changed elsewhere meanwhile/).waitFor();
    expect(await page.getByLabel('Pattern 1', { exact: true }).inputValue()).toBe('*.dmg');
  });
});

describe.skipIf(whyNoApp() !== undefined)('what would be left out', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  async function look(answers: FakeAnswers): Promise<ShownPage> {
    const shown = await stage.show({ page: 'window', answers });
    await shown.tell({ type: 'go', place: at('volumes') });
    await shown.page.getByRole('button', { name: 'Look', exact: true }).click();
    return shown;
  }

  it('is asked with what is typed, called off and asked again as it changes', async () => {
    let asked = 0;
    const { page, main, tell } = await look({
      ...volumesLeftOutWorld(),
      // The first one takes longer than anybody waits.
      'left-out.look': () => (++asked === 1 ? new Promise(() => undefined) : Promise.resolve(LEFT_OUT)),
    });
    await expect.poll(() => askedOf(main, 'left-out.look').length).toBe(1);
    const [{ token, ...first }] = askedOf(main, 'left-out.look') as [{ token: string }];
    expect(first).toEqual({ pairId: OFFICE_ID, ...FILTERS });
    const [source] = LEFT_OUT.sources;
    if (source === undefined) throw new Error('no source');
    await tell({ type: 'left-out.progress', token, report: { sources: [{ ...source, state: 'looking' }] } });
    await page.getByText('being gone through', { exact: false }).first().waitFor();

    await page.getByLabel('Pattern 1', { exact: true }).fill('*.iso');
    await page
      .getByText('1,204,332 entries, 377 GB would be copied; 89,831 entries, 34.5 GB left out')
      .waitFor();
    expect(askedOf(main, 'work.stop')).toEqual([{ token }]);
    expect(askedOf(main, 'left-out.look').at(-1)).toMatchObject({
      excludes: ['*.iso', '/Volumes/Users/Shared/Scratch'],
    });
  });

  it('names each pattern’s weight, reason and samples, and those that leave out nothing', async () => {
    const { page } = await look(volumesLeftOutWorld());
    const row = page.getByRole('row', { name: /Library\/Caches/ });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toBe(
      '/Users/*/Library/Caches/* caches /System/Volumes/Data/Users/anna/Library/Caches/com.apple.Safari 21.4 GB 88,410 entries',
    );
    expect(await page.getByText('leaves out nothing').count()).toBe(1);
    await page.getByText('Something in it could not be read, and is not counted here.').waitFor();
  });

  it('stops when it is stopped', async () => {
    const { page, main } = await look({
      ...volumesLeftOutWorld(),
      'left-out.look': () => new Promise(() => undefined),
    });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => askedOf(main, 'work.stop').length).toBe(1);
    await page.getByRole('button', { name: 'Look', exact: true }).waitFor();
  });

  it('is not known where the primary’s rsync does not say it', async () => {
    const { page } = await look(volumesUntoldWorld());
    await page
      .getByText(/apple-openrsync 2\.6\.9\) does not say what it leaves out/)
      .first()
      .waitFor();
  });

  it('is asked of one volume alone on wish', async () => {
    const { page, main } = await look(volumesLeftOutWorld());
    await page.getByRole('button', { name: 'Look Again' }).waitFor();
    await page.getByLabel('Look in').selectOption('/Volumes/Users');
    await expect
      .poll(() => askedOf(main, 'left-out.look').at(-1))
      .toMatchObject({ pairId: OFFICE_ID, source: '/Volumes/Users' });
  });
});
