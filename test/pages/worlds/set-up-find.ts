import { EngineError } from '../../../engine/model/problem.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { APP_INFO, DRAFT, freshAnswers, LOCAL_VOLUMES } from './set-up-base.ts';

/** Two machines answer. */
export function findWorld(): FakeAnswers {
  return freshAnswers();
}

/** Nobody answers, and there is a demo. */
export function nothingFoundWorld(): FakeAnswers {
  return freshAnswers({
    'machines.find': async () => ({ machines: [], isCut: false }),
    'app.info': async () => ({
      ...APP_INFO,
      demoStandby: { user: 'root', host: '127.0.0.1', port: 2222, password: 'try-it-out' },
    }),
  });
}

/** The machine is there, and Remote Login is off. */
export function remoteLoginOffWorld(): FakeAnswers {
  return freshAnswers({
    'host-keys.show': async () => {
      throw EngineError.of('endpoint.refused', { side: 'standby', endpoint: 'ssh://root@spare.local' });
    },
  });
}

/** The key of the machine is to be compared. */
export function hostKeyWorld(): FakeAnswers {
  const { hostKey: _hostKey, ...draft } = DRAFT;
  return freshAnswers({ 'draft.get': async () => ({ ...draft, step: 'host-key' }) });
}

/** What is to be copied is chosen. */
export function volumesWorld(): FakeAnswers {
  return freshAnswers({ 'draft.get': async () => DRAFT });
}

/** Many disks with long names, in both directions. */
export function longVolumesWorld(): FakeAnswers {
  const [, work] = LOCAL_VOLUMES;
  if (work === undefined) throw new Error('no volume to copy from');
  const names = [
    'A volume whose name has sixty-four characters, which is the most',
    'ארכיון הפרויקטים של המשרד 2026',
    'Fotos 🏔️ und Filme',
  ];
  const many = Array.from({ length: 27 }, (_, at) => `Disk ${String(at + 1)}`);
  const volumes = [...names, ...many].map((name) => ({ ...work, name, path: `/Volumes/${name}` }));
  return freshAnswers({
    'draft.get': async () => ({
      ...DRAFT,
      volumes: volumes.map(({ path }) => ({ source: path, destination: path, role: 'data' as const })),
    }),
    'volumes.local': async () => volumes,
  });
}
