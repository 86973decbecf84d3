import type { WayBack } from '../api/promotion.ts';
import { needsSetup, type Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import type { StandbyRole } from '../model/promotion.ts';
import { asFirstRun, isWayBack, wayBackOf } from '../plan/promotion/way-back.ts';
import type { EngineContext } from '../run/context.ts';
import { newPairId, newVolumeId } from '../run/ids.ts';
import { isSameName, valid } from '../run/valid-pair.ts';
import { noteRole } from './note-role.ts';
import type { RecordDoor } from './ports.ts';
import { refuseAnother } from './promote.ts';
import { withStandby } from './standby-door.ts';

/**
 * The pair in the other direction, made where there is none. It was closed when the role was given back the last time: it is opened, and its
 * next run is held as a first one is, so that nothing on the old primary goes without a person.
 */
export async function openWayBack(engine: EngineContext, pair: Pair, signal?: AbortSignal): Promise<WayBack> {
  const record = await engine.promotions.read(pair.id);
  // One that is being finished has a way back, and needs none to be opened.
  if (record?.journal?.kind !== 'fail-back') refuseAnother(pair, record, 'fail-back');
  const role = await requirePromoted(engine, pair, signal);
  const found = await findWayBack(engine, pair);
  const wayBack = found ?? (await makeWayBack(engine, pair));
  await engine.promotions.update(pair.id, (before) => ({
    ...before,
    role,
    seenAt: nowOf(engine),
    wayBack: wayBack.id,
  }));
  const opened = needsSetup(wayBack) ? wayBack : await open(engine, wayBack, signal);
  return { pair, wayBack: opened, role, isNew: found === undefined, needsSetup: needsSetup(opened) };
}

export async function requirePromoted(
  engine: EngineContext,
  pair: Pair,
  signal?: AbortSignal,
): Promise<StandbyRole> {
  const heard = await withStandby(engine, pair, (door) => door.role(), signal);
  const known: RecordDoor = {
    read: () => engine.promotions.read(pair.id),
    update: (change) => engine.promotions.update(pair.id, change),
  };
  const role = await noteRole(known, heard, engine.clock);
  if (role.state !== 'promoted') throw EngineError.of('failback.not-promoted', { text: pair.name });
  return role;
}

export async function findWayBack(engine: EngineContext, pair: Pair): Promise<Pair | undefined> {
  const [{ pairs }, record] = await Promise.all([engine.config.read(), engine.promotions.read(pair.id)]);
  const others = pairs.filter(({ id }) => id !== pair.id);
  // A person may have turned the pair meanwhile: what was a way back is none any more.
  const known = others.find(({ id }) => id === record?.wayBack);
  return known !== undefined && isWayBack(known, pair) ? known : others.find((each) => isWayBack(each, pair));
}

async function makeWayBack(engine: EngineContext, pair: Pair): Promise<Pair> {
  const id = newPairId();
  const { pairs } = await engine.config.update((config) => {
    const isTaken = (name: string): boolean => config.pairs.some((each) => isSameName(each.name, name));
    const made = valid(wayBackOf(pair, { id, createdAt: nowOf(engine), newVolumeId, isTaken }));
    return { ...config, pairs: [...config.pairs, made] };
  });
  const made = pairs.find((each) => each.id === id);
  if (made === undefined) throw new Error('the way back was not stored');
  return made;
}

async function open(engine: EngineContext, wayBack: Pair, signal?: AbortSignal): Promise<Pair> {
  const role = await withStandby(
    engine,
    wayBack,
    async (door) => {
      const before = await door.role();
      if (before.state === 'standby') return undefined;
      // First, so that whoever is killed in between finds no open place that is written over without a person.
      await acceptAsFirst(engine, wayBack);
      return door.undo(before.generation);
    },
    signal,
  );
  if (role === undefined) return wayBack;
  await engine.promotions.update(wayBack.id, (before) => ({
    ...before,
    role,
    seenAt: nowOf(engine),
    isWayBack: true,
  }));
  return (await engine.config.read()).pairs.find(({ id }) => id === wayBack.id) ?? wayBack;
}

export async function acceptAsFirst(engine: EngineContext, pair: Pair): Promise<void> {
  const now = nowOf(engine);
  await engine.config.update((config) => ({
    ...config,
    pairs: config.pairs.map((each) => (each.id === pair.id ? asFirstRun(each, now) : each)),
  }));
}

export function nowOf({ clock }: Pick<EngineContext, 'clock'>): string {
  return new Date(clock.now()).toISOString();
}
