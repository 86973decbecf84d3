import type { PromotionPorts, RecordDoor, StandbyDoor } from '../../engine/failover/ports.ts';
import { PromotionRecord, type PrimaryLook, type StandbyRole } from '../../engine/model/promotion.ts';

export const SILENT: readonly PrimaryLook[] = [
  { path: 'ssh', address: 'office.local', state: 'silent', text: 'nothing within 5 s' },
  { path: 'ping', address: 'office.local', state: 'silent', text: '5 questions, and no answer' },
];

/** Thrown in the place of the end of the process. */
export class Killed extends Error {}

/** A standby and a data folder that outlive whoever works with them, as real ones do. */
export class PromotedWorld {
  role: StandbyRole = { state: 'standby', generation: 0 };
  looks: readonly PrimaryLook[] = SILENT;
  /** What ran on the standby, each as `when text`; and the fence, as it went up and down. */
  readonly done: string[] = [];
  /** The status that a command ends with; 0 unless told. */
  readonly statuses = new Map<string, number>();
  stored: string | undefined;
  #calls = 0;

  get record(): PromotionRecord | undefined {
    return this.stored === undefined ? undefined : PromotionRecord.parse(JSON.parse(this.stored));
  }

  /** `killAt`: the call in which the process ends, counted from 1; before what it does, or after. */
  ports(killAt = 0, isAfter = false): PromotionPorts {
    this.#calls = 0;
    const call = async <T>(work: () => T): Promise<T> => {
      this.#calls += 1;
      const isLast = this.#calls === killAt;
      if (isLast && !isAfter) throw new Killed();
      const result = work();
      if (isLast) throw new Killed();
      return Promise.resolve(result);
    };
    const record: RecordDoor = {
      read: () => Promise.resolve(this.record),
      update: (change) =>
        call(() => {
          this.stored = JSON.stringify(change(this.record));
          return PromotionRecord.parse(JSON.parse(this.stored));
        }),
    };
    const standby: StandbyDoor = {
      role: () => call(() => this.role),
      promote: () =>
        call(() => {
          if (this.role.state === 'standby') {
            this.role = {
              state: 'promoted',
              generation: this.role.generation + 1,
              since: '2026-11-27T08:00:00Z',
            };
            this.done.push('fence up');
          }
          return this.role;
        }),
      undo: (generation) =>
        call(() => {
          if (this.role.state !== 'standby') {
            if (generation !== this.role.generation) throw new Error('another generation');
            this.role = { state: 'standby', generation };
            this.done.push('fence down');
          }
          return this.role;
        }),
      run: ({ when, text }) =>
        call(() => {
          if (this.role.state === 'standby') throw new Error(`${text} without a fence`);
          this.done.push(`${when} ${text}`);
          return { code: this.statuses.get(text) ?? 0, isTimedOut: false, output: `${text} said\n` };
        }),
    };
    return { clock: { now: () => 0 }, record, standby, look: () => call(() => this.looks) };
  }

  /** How many calls the last work made. */
  get calls(): number {
    return this.#calls;
  }
}
