import type { PairId } from '../../engine/model/ids.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { FakeAnswers } from './fake-main.ts';
import type { PageOptions, PageStage, ShownPage } from './page-stage.ts';
import { OFFICE_ID } from './worlds/office.ts';

export type Theme = 'light' | 'dark';

/** One screen in one state, as it is looked at, judged by axe and walked through by keyboard. */
export interface Scene extends Pick<PageOptions, 'page' | 'size' | 'zoom'> {
  /** Of its picture. */
  readonly name: string;
  readonly world: () => FakeAnswers;
  /** Where the window goes first. */
  readonly place?: Place;
  /** What a person does there before it is looked at. */
  readonly arrange?: (shown: ShownPage) => Promise<void>;
  /** Which pictures are kept; by default of both. */
  readonly themes?: readonly Theme[];
}

export const BOTH_THEMES: readonly Theme[] = ['light', 'dark'];

export function at(screen: Place['screen'], pairId: PairId = OFFICE_ID): Place {
  return { screen, pairId };
}

/** In the page: twice, since what is drawn first may ask for more. */
const DRAWN = `document.fonts.ready.then(() =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))))`;

/** Until everything that was asked is answered, and drawn. */
export async function settle({ page, main }: ShownPage): Promise<void> {
  for (;;) {
    const before = main.asked.length;
    await page.evaluate(DRAWN);
    if (main.waiting === 0 && main.asked.length === before) return;
  }
}

export async function showScene(stage: PageStage, scene: Scene, theme: Theme): Promise<ShownPage> {
  const { page, size, zoom, world, place, arrange } = scene;
  const shown = await stage.show({
    page,
    theme,
    answers: world(),
    ...(size !== undefined && { size }),
    ...(zoom !== undefined && { zoom }),
  });
  await settle(shown);
  if (place !== undefined) await shown.tell({ type: 'go', place });
  await settle(shown);
  if (arrange === undefined) return shown;
  await arrange(shown);
  await settle(shown);
  return shown;
}

/** A screen of the window, opened from the sidebar as a person does. */
export async function openScreen(stage: PageStage, name: string, answers: FakeAnswers): Promise<ShownPage> {
  const shown = await stage.show({ page: 'window', answers });
  await shown.page.getByRole('button', { name }).first().click();
  await shown.page.getByRole('heading', { name }).waitFor();
  await settle(shown);
  return shown;
}
