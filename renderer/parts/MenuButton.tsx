import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import './menu.css';

export interface MenuChoice {
  readonly label: string;
  readonly onAction: () => void;
}

/** A picture that opens a menu. */
export function MenuButton({
  label,
  choices,
  children,
}: {
  readonly label: string;
  readonly choices: readonly MenuChoice[];
  readonly children: ReactNode;
}): ReactNode {
  return (
    <MenuTrigger>
      <Button kind="icon" aria-label={label}>
        {children}
      </Button>
      <Popover placement="bottom end" className="menu-popover">
        <Menu className="menu" aria-label={label}>
          {choices.map((choice) => (
            <MenuItem key={choice.label} className="menu-item" onAction={choice.onAction}>
              {choice.label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
