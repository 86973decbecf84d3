import type { ReactNode } from 'react';
import { PRESETS } from '../../../engine/plan/presets.ts';
import { PresetName } from '../../../engine/model/pair.ts';
import { Group } from '../../parts/Group.tsx';
import { RadioChoices } from '../../parts/RadioChoices.tsx';
import type { DraftStep } from './draft-steps.ts';
import { findingKey, type Finding } from './left-out-findings.ts';
import { findingText, presetCountText, PRESET_TITLES, WORDS } from './words.ts';

export interface PresetListProps {
  readonly preset: PresetName;
  readonly take: (it: DraftStep) => void;
  readonly findings: ReadonlyMap<string, Finding> | undefined;
}

export function PresetList({ preset, take, findings }: PresetListProps): ReactNode {
  const entries = PRESETS[preset];
  return (
    <Group title={WORDS.preset}>
      <div className="row">
        <RadioChoices
          label={WORDS.preset}
          isLabelHidden
          choices={PresetName.options.map((key) => ({ key, ...PRESET_TITLES[key] }))}
          chosen={preset}
          onChoose={(next) => take({ do: 'set-preset', preset: next })}
        />
      </div>
      {entries.length > 0 && (
        <details className="row preset">
          <summary>{presetCountText(entries.length)}</summary>
          <table className="patterns">
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{WORDS.pattern}</th>
                <th scope="col">{WORDS.why}</th>
                {findings !== undefined && <th scope="col">{WORDS.leavesOut}</th>}
              </tr>
            </thead>
            <tbody>
              {entries.map(({ pattern, reason }) => (
                <tr key={pattern}>
                  <td>
                    <code>{pattern}</code>
                  </td>
                  <td>{reason}</td>
                  {findings !== undefined && (
                    <td>{findingText(findings.get(findingKey('preset', pattern)))}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Group>
  );
}
