import type { ShownPage } from '../page-stage.ts';
import { at, type Scene } from '../scene.ts';
import { DRILLING } from '../worlds/drills.ts';
import {
  failoverAwayWorld,
  failoverBootWorld,
  failoverLongNamesWorld,
  failoverNeverLookedWorld,
  failoverNotReadyWorld,
  failoverReadyWorld,
  LONG_NAMES_ID,
} from '../worlds/failover.ts';
import {
  cutPromotionWorld,
  deadPrimaryWorld,
  failingBackWorld,
  livingPrimaryWorld,
  promotedWorld,
} from '../worlds/promotion.ts';

const toDrill = async ({ page }: ShownPage): Promise<void> =>
  page.getByRole('region', { name: 'Drill' }).evaluate((it) => it.scrollIntoView());

async function openDrill(shown: ShownPage): Promise<void> {
  await shown.page.getByText(/things tried/).click();
  await toDrill(shown);
}

const toPromotion = async ({ page }: ShownPage): Promise<void> =>
  page.getByRole('region', { name: 'When the primary is dead' }).evaluate((it) => it.scrollIntoView());

async function askPromotion(shown: ShownPage): Promise<void> {
  await shown.page.getByRole('button', { name: 'Promote…' }).click();
  await shown.page.getByRole('list', { name: 'The primary' }).waitFor();
  await toPromotion(shown);
}

const TALL = { width: 980, height: 1_250 };

const failover = (name: string, world: Scene['world'], more: Partial<Scene> = {}): Scene => ({
  name: `failover-${name}`,
  page: 'window',
  world,
  place: at('failover'),
  ...more,
});

async function look({ page }: ShownPage): Promise<void> {
  await page.getByRole('button', { name: 'Look Again' }).first().click();
  await page.getByText('The standby could not be looked at').waitFor();
}

async function edit({ page }: ShownPage): Promise<void> {
  await page.getByText(/^Serve the data/).click();
  await page.getByLabel('Address that people reach').fill('files.lighthouse.example');
  await page.getByRole('region', { name: 'How it is to take over' }).evaluate((it) => it.scrollIntoView());
}

async function openPassed({ page }: ShownPage): Promise<void> {
  await page.getByText(/checks passed/).click();
}

const toRunbook = async ({ page }: ShownPage): Promise<void> =>
  page.getByRole('button', { name: 'Go to the Runbook' }).click();

async function tick(shown: ShownPage): Promise<void> {
  const { page } = shown;
  const steps = page.getByRole('region', { name: 'Steps' });
  await steps.locator('.check').first().click();
  await steps.evaluate((it) => it.scrollIntoView());
}

export const FAILOVER_SCENES: readonly Scene[] = [
  failover('drilled', failoverReadyWorld, { arrange: openDrill }),
  failover('drilling', () => failoverReadyWorld({ drill: DRILLING }), { arrange: toDrill }),
  failover('promoting', deadPrimaryWorld, { arrange: askPromotion }),
  failover('primary-alive', livingPrimaryWorld, { arrange: askPromotion }),
  failover('promotion-cut', cutPromotionWorld, { arrange: toPromotion }),
  failover('promoted', promotedWorld, { arrange: toPromotion }),
  failover('way-back', failingBackWorld, { arrange: toPromotion }),
  failover('ready', failoverReadyWorld),
  failover('passed', failoverReadyWorld, { size: TALL, arrange: openPassed }),
  failover('not-ready', failoverNotReadyWorld, { size: TALL }),
  failover('never-looked', failoverNeverLookedWorld),
  failover('away', failoverAwayWorld, { arrange: look }),
  failover('boot', failoverBootWorld, { size: TALL }),
  failover('editing', failoverReadyWorld, { arrange: edit }),
  failover('runbook', failoverNotReadyWorld, { size: TALL, arrange: toRunbook }),
  failover('runbook-undelivered', failoverNeverLookedWorld, { arrange: toRunbook }),
  failover('steps', failoverReadyWorld, { size: TALL, arrange: tick }),
  failover('facts', failoverReadyWorld, {
    size: TALL,
    arrange: async ({ page }) =>
      page.getByRole('region', { name: 'The machines' }).evaluate((it) => it.scrollIntoView()),
  }),
  failover('long-names', failoverLongNamesWorld, {
    place: at('failover', LONG_NAMES_ID),
    size: { width: 700, height: 1_250 },
  }),
  failover('long-names-runbook', failoverLongNamesWorld, {
    place: at('failover', LONG_NAMES_ID),
    size: { width: 700, height: 1_250 },
    arrange: toRunbook,
    themes: ['light'],
  }),
  failover('large-text', failoverNotReadyWorld, { zoom: 2, themes: ['light'] }),
  failover('large-text-steps', failoverReadyWorld, { zoom: 2, themes: ['light'], arrange: tick }),
];
