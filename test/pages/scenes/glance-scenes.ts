import { at, type Scene } from '../scene.ts';
import { longNamesWorld, manyVolumesWorld, threePairsWorld, twentyPairsWorld } from '../worlds/crowded.ts';
import { emptyWorld, neverCopiedWorld } from '../worlds/empty.ts';
import { overdueWorld } from '../worlds/overdue.ts';
import { readyWorld } from '../worlds/ready.ts';
import { pausedWorld, scheduledWorld, threeSchedulesWorld, waitingWorld } from '../worlds/scheduled.ts';
import {
  cancellingWorld,
  comparingWorld,
  retryingWorld,
  runningElsewhereWorld,
  runningWorld,
} from '../worlds/running.ts';
import {
  configFaultWorld,
  differingWorld,
  failedWorld,
  heldWorld,
  offlineWorld,
  partialWorld,
  previewHeldWorld,
  previewedWorld,
  refusedWorld,
  unreadableConfigWorld,
} from '../worlds/troubled.ts';
import { PairId } from '../../../engine/model/ids.ts';

type World = Scene['world'];

/** What both the popover and the overview show of a pair. */
const STATES: readonly (readonly [name: string, world: World])[] = [
  ['ready', readyWorld],
  ['scheduled', scheduledWorld],
  ['paused', pausedWorld],
  ['waiting', waitingWorld],
  ['never-copied', neverCopiedWorld],
  ['overdue', overdueWorld],
  ['running', runningWorld],
  ['comparing', comparingWorld],
  ['retrying', retryingWorld],
  ['cancelling', cancellingWorld],
  ['running-elsewhere', runningElsewhereWorld],
  ['held', heldWorld],
  ['refused', refusedWorld],
  ['offline', offlineWorld],
  ['failed', failedWorld],
  ['partial', partialWorld],
  ['differing', differingWorld],
  ['previewed', previewedWorld],
  ['config-fault', configFaultWorld],
  ['30-volumes', manyVolumesWorld],
];

const popover = (name: string, world: World, more: Partial<Scene> = {}): Scene => ({
  name: `popover-${name}`,
  page: 'popover',
  world,
  ...more,
});
const overview = (name: string, world: World, more: Partial<Scene> = {}): Scene => ({
  name: `overview-${name}`,
  page: 'window',
  world,
  place: at('overview'),
  ...more,
});

export const POPOVER_SCENES: readonly Scene[] = [
  popover('empty', emptyWorld),
  ...STATES.map(([name, world]) => popover(name, world)),
  popover('unreadable-config', unreadableConfigWorld),
  popover('three-pairs', threePairsWorld),
  popover('three-schedules', threeSchedulesWorld, { themes: ['light'] }),
  popover('twenty-pairs', twentyPairsWorld),
  popover('long-names', longNamesWorld),
  popover('large-text', heldWorld, { zoom: 2, size: { width: 760, height: 1_100 }, themes: ['light'] }),
];

export const OVERVIEW_SCENES: readonly Scene[] = [
  ...STATES.map(([name, world]) => overview(name, world)),
  overview('preview-held', previewHeldWorld),
  overview('three-pairs', threePairsWorld),
  overview('twenty-pairs', twentyPairsWorld, { place: at('overview', PairId.parse('pair-many000003')) }),
  overview('long-names', longNamesWorld, {
    place: at('overview', PairId.parse('pair-longname01')),
    size: { width: 640, height: 660 },
  }),
  overview('large-text', failedWorld, { zoom: 2, themes: ['light'] }),
];
