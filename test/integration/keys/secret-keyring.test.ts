import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keytarStore } from '../../../engine/keys/keytar-store.ts';
import { describeSecretStore } from '../../contract/keys/secret-store.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { startKeyring, whyNoKeyring, type Keyring } from './keyring.ts';

const reason = whyNoKeyring();
const name = reason === undefined ? 'the real keyring' : `the real keyring (skipped: ${reason})`;

describe.skipIf(reason !== undefined)(name, () => {
  let folder: string;
  let child: string;
  let keyring: Keyring;
  const own = process.env['DBUS_SESSION_BUS_ADDRESS'];

  beforeAll(async () => {
    folder = makeTempDir();
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(process.cwd(), 'node_modules/keytar'), join(folder, 'node_modules/keytar'));
    child = await bundleChild(new URL('children/keyring-child.ts', import.meta.url), folder, ['keytar']);
    keyring = await startKeyring();
    // This process's own first use of a bus fixes it for good: GLib keeps the connection.
    process.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.env['DBUS_SESSION_BUS_ADDRESS'];
  });
  afterAll(async () => {
    if (own === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    else process.env['DBUS_SESSION_BUS_ADDRESS'] = own;
    await keyring.close();
    removeTree(folder);
  });

  async function ask(env: NodeJS.ProcessEnv, ...args: string[]): Promise<unknown> {
    const { stdout } = await runProcess([process.execPath, child, ...args], { env, timeoutMs: 120_000 });
    return JSON.parse(stdout);
  }

  describeSecretStore('open', () => keytarStore('Warmspare test'));

  it('keeps a secret for another process', async () => {
    expect(await ask(keyring.env, 'set', 'kept', 'across')).toEqual({});
    expect(await ask(keyring.env, 'get', 'kept')).toEqual({ value: 'across' });
  });

  it('is a problem where there is no message bus, and where nobody answers for secrets', async () => {
    const { DBUS_SESSION_BUS_ADDRESS: _, ...without } = keyring.env;
    expect(await ask(without, 'get', 'a')).toEqual({ problem: 'keyring.unavailable' });
    const nobody = { ...keyring.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    expect(await ask(nobody, 'set', 'a', 'b')).toEqual({ problem: 'keyring.unavailable' });
  });

  it('says that it is locked, for every call, also where libsecret says "none"', async () => {
    const locked = await startKeyring();
    try {
      await ask(locked.env, 'set', 'there', 'x');
      await locked.lock();
      expect(await ask(locked.env, 'get', 'there')).toEqual({ problem: 'keyring.locked' });
      expect(await ask(locked.env, 'get', 'never')).toEqual({ problem: 'keyring.locked' });
      expect(await ask(locked.env, 'set', 'new', 'y')).toEqual({ problem: 'keyring.locked' });
      expect(await ask(locked.env, 'delete', 'there')).toEqual({ problem: 'keyring.locked' });
    } finally {
      await locked.close();
    }
  });
});
