import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';

/** One of a few words, in little room. */
export function Pick({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <Select
      className="pick"
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label>{label}</Label>
      <Button className="button">
        <SelectValue />
        <ChevronsUpDown size="1em" aria-hidden />
      </Button>
      <Popover className="pick-list panel">
        <ListBox>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="row">
              {option.title}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
