import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../engine/plan/schedule/parse.ts';
import { scheduleFaultText } from '../../../engine/text/schedule-fault.ts';

describe('the words for a text that is no schedule', () => {
  it.each([
    ['', 'no schedule was given, like daily 03:00, every 15m or manual'],
    ['weekdays at 7', '"weekdays at" was understood; then "7" could be many things: write 07:00 or 7pm'],
    ['at 18', '"at" was understood; then "18" could be many things: write 18:00'],
    ['25', '"25" is no time of day'],
    ['25:00', '"25:00" is no time of day'],
    [
      'mon 07:00 tue 08:00',
      '"mon 07:00" was understood; then "tue" begins other days: the times have to be the same on all of them',
    ],
    ['every 8d', '"every" was understood; then "8d" is not between 1 and 10,080 minutes'],
    ['cron 0 24 * * *', '"cron 0" was understood; then "24" is nothing that cron has for hours (0-23)'],
    ['cron 0 3 * *', '"cron 0 3 * *" was understood; then cron has five fields, and here are 4'],
    ['daily 03:00 \u001b[2J', '"daily 03:00" was understood; then "\\#033[2J" has no meaning here'],
  ])('"%s"', (text, words) => {
    const read = parseSchedule(text);
    expect(read.ok ? '' : scheduleFaultText(read.error)).toBe(words);
  });
});
