import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from '../../../main/launch/launch-options.ts';
import { desktopEntry } from '../../../main/system/desktop-entry.ts';
import { nativeMenu } from '../../../main/tray/native-menu.ts';
import { PairId } from '../../../engine/model/ids.ts';

describe('what the app was started with', () => {
  const read = (...args: readonly string[]) => readLaunchOptions(['electron', 'app', ...args], '/home/anna');

  it('is nothing unless told', () => {
    expect(read('--disable-gpu')).toEqual({ home: undefined, demo: false, atLogin: false });
  });

  it('may be a data folder, a demo, the start of a session', () => {
    expect(read('--home', '/data', '--demo').home).toBe('/data');
    expect(read('--home=here/data').home).toBe('/home/anna/here/data');
    expect(read('--home', '').home).toBeUndefined();
    expect(read('--demo', '--at-login')).toEqual({ home: undefined, demo: true, atLogin: true });
  });
});

describe('the entry that starts the app at login', () => {
  it('names the program, whatever is in its path', () => {
    expect(desktopEntry('/opt/Warm Spare/warm$pare "1" 100%')).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Warmspare',
        String.raw`Exec="/opt/Warm Spare/warm\\$pare \\"1\\" 100%%" --at-login`,
        '',
      ].join('\n'),
    );
  });
});

describe('the native menu', () => {
  it('has every item of the model, lines between sections, and names as they are', () => {
    const chosen: unknown[] = [];
    const pairId = PairId.parse('pair-0123456789');
    const template = nativeMenu(
      [
        [{ kind: 'text', label: 'R&D: copied 6 h ago' }],
        [
          {
            kind: 'submenu',
            label: 'Sync Now',
            items: [{ kind: 'command', label: 'R&D', command: { type: 'sync', pairId }, isEnabled: false }],
          },
        ],
        [
          {
            kind: 'command',
            label: 'Quit',
            command: { type: 'quit' },
            isEnabled: true,
            accelerator: 'CommandOrControl+Q',
          },
        ],
      ],
      (command) => chosen.push(command),
    );
    expect(template).toMatchObject([
      { label: 'R&&D: copied 6 h ago', enabled: false },
      { type: 'separator' },
      { label: 'Sync Now', submenu: [{ label: 'R&&D', enabled: false }] },
      { type: 'separator' },
      { label: 'Quit', enabled: true, accelerator: 'CommandOrControl+Q', registerAccelerator: false },
    ]);
    (template.at(-1)?.click as () => void)();
    expect(chosen).toEqual([{ type: 'quit' }]);
  });
});
