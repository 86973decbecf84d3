import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ReactNode } from 'react';
import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { InputOf } from '../../../engine/api/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { WORDS } from './words.ts';
import '../../parts/menu.css';

type ExportInput = InputOf<WindowRequests['file.export-history']>;

export interface ExportMenuProps {
  readonly isRunning: boolean;
  readonly onExport: (format: ExportInput['format']) => void;
}

export function ExportMenu({ isRunning, onExport }: ExportMenuProps): ReactNode {
  return (
    <MenuTrigger>
      <Button isDisabled={isRunning}>{WORDS.export}</Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu
          className="menu"
          onAction={(key) => onExport(key === 'csv' ? 'csv' : 'json')}
          aria-label={WORDS.export}
        >
          <MenuItem className="menu-item" id="csv">
            {WORDS.csv}
          </MenuItem>
          <MenuItem className="menu-item" id="json">
            {WORDS.json}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
