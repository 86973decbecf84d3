import type { MenuItemConstructorOptions } from 'electron';
import type { MenuItem, MenuSection, TrayCommand } from '../../engine/text/tray-items.ts';

/** The tray's menu as Electron takes it. */
export function nativeMenu(
  sections: readonly MenuSection[],
  carryOut: (command: TrayCommand) => void,
): MenuItemConstructorOptions[] {
  return sections.flatMap((section, at): MenuItemConstructorOptions[] => [
    ...(at === 0 ? [] : [{ type: 'separator' as const }]),
    ...section.map((item) => nativeItem(item, carryOut)),
  ]);
}

function nativeItem(item: MenuItem, carryOut: (command: TrayCommand) => void): MenuItemConstructorOptions {
  const label = withoutMarks(item.label);
  switch (item.kind) {
    case 'text':
      return { label, enabled: false };
    case 'command': {
      const { command, accelerator, isEnabled: enabled } = item;
      return {
        label,
        enabled,
        click: () => carryOut(command),
        // Shown only: the app's own menu has them where there is one.
        ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
      };
    }
    case 'submenu':
      return { label, submenu: item.items.map((each) => nativeItem(each, carryOut)) };
  }
}

/** A single & underlines the letter behind it. */
function withoutMarks(label: string): string {
  return label.replaceAll('&', '&&');
}
