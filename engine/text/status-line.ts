import { displayName } from './display-name.ts';
import type { PairGlance } from './glance.ts';
import { isPaused, pauseWords } from './standing-words.ts';
import type { TimeContext } from './times.ts';
import { uncapitalised } from './words.ts';

/** `Office: sync failed; copying Users, 42 %`, `Office: copied 6 h ago; schedule paused until tomorrow 07:00` */
export function statusLine({ view, glance }: PairGlance, context: TimeContext): string {
  const { state, headline, activity } = glance;
  const under =
    activity === undefined
      ? undefined
      : activity.text + (activity.percent === undefined ? '' : `, ${String(activity.percent)} %`);
  const { pause } = view.standing ?? {};
  const what = [
    ...(state === 'syncing' && under !== undefined ? [] : [headline]),
    ...(under === undefined ? [] : [under]),
    ...(isPaused(view) && pause !== undefined ? [`schedule ${pauseWords(pause, context)}`] : []),
  ];
  return `${displayName(view.pair.name)}: ${what.map(uncapitalised).join('; ')}`;
}
