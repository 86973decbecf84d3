import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noticeWakes } from '../../../engine/host/notice-wakes.ts';

let wall = 0;
let steady = 0;
let woke = 0;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  [wall, steady, woke] = [1_000, 0, 0];
  stop = noticeWakes({ now: () => wall, monotonic: () => steady }, () => (woke += 1), 4_000);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const pass = (wallMs: number, steadyMs: number): void => {
  wall += wallMs;
  steady += steadyMs;
  vi.advanceTimersByTime(4_000);
};

it('tells of a sleep in which only the wall clock went on, once', () => {
  pass(4_000, 4_000);
  pass(3_600_000, 4_000);
  pass(4_000, 4_000);
  expect(woke).toBe(1);
});

it('tells of a time in which the process was stopped', () => {
  pass(60_000, 60_000);
  expect(woke).toBe(1);
});

it('takes neither a busy machine nor a clock that is put back for a sleep', () => {
  pass(9_000, 9_000);
  pass(-3_600_000, 4_000);
  expect(woke).toBe(0);
});

it('ends', () => {
  stop();
  pass(3_600_000, 4_000);
  expect(woke).toBe(0);
});
