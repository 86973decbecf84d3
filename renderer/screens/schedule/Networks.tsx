import { Plus, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Row } from '../../parts/Group.tsx';
import { newKey, setOne, without } from '../../state/keyed-list.ts';
import type { Editing } from './editing.ts';
import { NETWORK_FAULTS, WORDS } from './words.ts';

export function Networks({ draft: { networks }, read, isMarked, change }: Editing): ReactNode {
  const isAdded = useRef(false);
  return (
    <>
      <Row
        title={WORDS.networks}
        detail={networks.length === 0 ? WORDS.anyNetwork : WORDS.networksWhy}
        end={
          <Button
            kind="plain"
            onPress={() => {
              isAdded.current = true;
              change({ networks: [...networks, { key: newKey(networks), name: '' }] });
            }}
          >
            <Plus size="1.1em" aria-hidden /> {WORDS.addNetwork}
          </Button>
        }
      />
      {networks.map(({ key, name }, at) => {
        const fault = read.networks.get(key);
        return (
          <div className="row one-of-some" key={key}>
            <Field
              label={WORDS.network(at)}
              value={name}
              error={
                fault === undefined || (fault === 'empty' && !isMarked) ? undefined : NETWORK_FAULTS[fault]
              }
              autoFocus={isAdded.current && at === networks.length - 1}
              onChange={(text) => change({ networks: setOne(networks, key, { name: text }) })}
            />
            <Button
              kind="icon"
              aria-label={WORDS.remove(WORDS.network(at))}
              onPress={() => change({ networks: without(networks, key) })}
            >
              <X size="1.2em" aria-hidden />
            </Button>
          </div>
        );
      })}
    </>
  );
}
