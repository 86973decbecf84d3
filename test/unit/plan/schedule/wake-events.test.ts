import { describe, expect, it } from 'vitest';
import {
  addArguments,
  cancelArguments,
  lineByHand,
  parseWakeEvents,
  wakeChanges,
} from '../../../../engine/plan/schedule/wake-events.ts';

const OWN = 'warmspare-0123abcd';

describe('what pmset lists', () => {
  it('is read whoever it is by; what is repeated and what is no wake is passed over', () => {
    expect(
      parseWakeEvents(`Repeating power events:
  wakepoweron at 7:58AM every day
  shutdown at 11:30PM weekdays only
Scheduled power events:
 [0]  wake at 11/26/2026 11:54:47 by 'com.apple.alarm.user-invisible-com.apple.calaccessd.travelEngine.periodicRefreshTimer' leeway secs: 300
 [1]  wakepoweron at 11/27/2026 02:59:00 by '${OWN}'
 [2]  wakeorpoweron at 11/28/26 02:59:00 by '${OWN}' User visible: true
 [3]  wakepoweron at 11/27/2026 03:00:00 by 'pmset'
 [12]  sleep at 11/27/2026 05:00:00 by '${OWN}'
 [13]  wakepoweron at some other time
`),
    ).toEqual([
      { at: '11/27/26 02:59:00', owner: OWN },
      { at: '11/28/26 02:59:00', owner: OWN },
      { at: '11/27/26 03:00:00', owner: 'pmset' },
    ]);
  });

  it.each([['No scheduled events.\n'], [''], ['pmset: something new\n']])('may be none: %j', (text) => {
    expect(parseWakeEvents(text)).toEqual([]);
  });
});

describe('what is to be changed', () => {
  const listed = [
    { at: '11/26/26 02:59:00', owner: OWN },
    { at: '11/27/26 02:59:00', owner: OWN },
    { at: '11/27/26 02:59:00', owner: OWN },
    { at: '11/28/26 02:59:00', owner: 'warmspare-99999999' },
    { at: '11/29/26 02:59:00', owner: 'pmset' },
  ];

  it('is the difference, and never anybody else’s', () => {
    expect(wakeChanges(listed, ['11/27/26 02:59:00', '11/28/26 02:59:00', '11/28/26 02:59:00'], OWN)).toEqual(
      {
        add: ['11/28/26 02:59:00'],
        cancel: ['11/26/26 02:59:00'],
      },
    );
  });

  it('is nothing where all is as it is to be, and all of the own where none is to be', () => {
    const own = listed.slice(1);
    expect(wakeChanges(own, ['11/27/26 02:59:00'], OWN)).toEqual({ add: [], cancel: [] });
    expect(wakeChanges(listed, [], OWN).cancel).toEqual(['11/26/26 02:59:00', '11/27/26 02:59:00']);
  });

  it('is told in pmset’s words', () => {
    const wake = { at: '11/27/26 02:59:00', owner: OWN };
    expect(addArguments(wake)).toEqual(['schedule', 'wakeorpoweron', '11/27/26 02:59:00', OWN]);
    expect(cancelArguments(wake)).toEqual(['schedule', 'cancel', 'wakeorpoweron', '11/27/26 02:59:00', OWN]);
    expect(lineByHand(wake)).toBe(`sudo pmset schedule wakeorpoweron "11/27/26 02:59:00" ${OWN}`);
  });
});
