import { contextBridge, ipcRenderer } from 'electron';
import type { EventBatch } from '../engine/api/app-contract.ts';
import { EVENT_CHANNEL, REQUEST_CHANNEL, REQUEST_NAMES } from '../engine/api/request-names.ts';

/* What a page may reach: the contract's requests by name, and the events meant for it. */
const known: ReadonlySet<string> = new Set(REQUEST_NAMES);

contextBridge.exposeInMainWorld('warmspare', {
  request: (name: string, input: unknown): Promise<unknown> => {
    if (!known.has(name)) return Promise.reject(new Error('no such request'));
    return ipcRenderer.invoke(REQUEST_CHANNEL, name, input);
  },
  onEvents: (listener: (batch: EventBatch) => void): (() => void) => {
    const relay = (_event: unknown, batch: EventBatch): void => listener(batch);
    ipcRenderer.on(EVENT_CHANNEL, relay);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, relay);
    };
  },
});
