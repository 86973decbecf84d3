import { Label, Text, TextArea, TextField } from 'react-aria-components';
import type { ReactNode } from 'react';
import { PresetName } from '../../../engine/model/pair.ts';
import { PRESETS } from '../../../engine/plan/presets.ts';
import { RadioList } from '../../parts/RadioList.tsx';
import { More } from '../../parts/More.tsx';
import type { Entered } from './entered.ts';
import { PRESET_WORDS, VOLUMES } from './words.ts';

const ORDER: readonly PresetName[] = ['macos-data', 'macos-system', 'none'];

/** What stays out of the copy: a list with reasons, and patterns of one's own. */
export function LeftOutPart({
  entered,
  onChange,
}: {
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
}): ReactNode {
  const entries = PRESETS[entered.preset];
  return (
    <>
      <RadioList
        label={VOLUMES.leftOut}
        value={entered.preset}
        onChange={(value) => {
          const preset = PresetName.safeParse(value);
          if (preset.success) onChange({ ...entered, preset: preset.data });
        }}
        options={ORDER.map((value) => ({
          value,
          title: PRESET_WORDS[value].name,
          detail: PRESET_WORDS[value].detail,
        }))}
      />
      {entries.length > 0 && (
        <More title={VOLUMES.reasons(entries.length)}>
          <dl className="patterns">
            {entries.map(({ pattern, reason }) => (
              <div key={pattern}>
                <dt>
                  <code>{pattern}</code>
                </dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </More>
      )}
      <TextField
        className="field"
        value={entered.excludes}
        onChange={(excludes) => onChange({ ...entered, excludes })}
      >
        <Label>{VOLUMES.excludes}</Label>
        <TextArea className="input mono" rows={2} spellCheck={false} />
        <Text slot="description">
          <small>{VOLUMES.excludesHint}</small>
        </Text>
      </TextField>
    </>
  );
}
