import { powerMonitor, powerSaveBlocker } from 'electron';

/** The machine does not fall asleep by itself while something is under way. A lid that is closed still lets it. */
export function keepAwake(): (isRunning: boolean) => void {
  let blocker: number | undefined;
  return (isRunning) => {
    if (isRunning === (blocker !== undefined)) return;
    if (blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
}

export interface PowerChanges {
  readonly onWake: () => void;
  readonly onShutdown: () => void;
}

export function followPower({ onWake, onShutdown }: PowerChanges): void {
  powerMonitor.on('resume', onWake);
  powerMonitor.on('shutdown', onShutdown);
}
