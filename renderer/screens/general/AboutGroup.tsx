import type { ReactNode } from 'react';
import type { AppInfo } from '../../../engine/api/settings.ts';
import { ask } from '../../client.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { GENERAL_WORDS } from './words.ts';

export function AboutGroup({ info: { version, electron, isRoot } }: { readonly info: AppInfo }): ReactNode {
  const about = [GENERAL_WORDS.runtime(electron), GENERAL_WORDS.licence].join(' · ');
  return (
    <Group title={GENERAL_WORDS.about}>
      <Row
        title={<span className="selectable">{GENERAL_WORDS.version(version)}</span>}
        detail={
          <>
            <span className="selectable">{about}</span>
            {isRoot && <> · {GENERAL_WORDS.isRoot}</>}
          </>
        }
      />
      <Row
        title={GENERAL_WORDS.quit}
        detail={GENERAL_WORDS.quitWhy}
        end={<Button onPress={() => void ask('app.quit')}>{GENERAL_WORDS.quit}</Button>}
      />
    </Group>
  );
}
