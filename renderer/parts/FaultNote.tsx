import type { ReactNode } from 'react';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import { useGlances } from '../state/use-glance.ts';
import { RemedyNote } from './RemedyNote.tsx';
import { GLANCE_MARKS } from './glance-marks.ts';

/** Why pairs cannot be read; nothing where they can. */
export function FaultNote({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { fault } = useGlances(snapshot);
  if (fault === undefined) return null;
  return (
    <div className="group" role="alert">
      <div className="panel">
        <RemedyNote
          state={GLANCE_MARKS[fault.state]}
          title={fault.headline}
          message={fault.detail}
          remedy={fault.remedy?.text}
          action={fault.remedy?.action}
          about={{}}
        />
      </div>
    </div>
  );
}
