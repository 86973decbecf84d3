import { describe, expect, it } from 'vitest';
import { memoryKeyring } from '../../../engine/keys/memory-keyring.ts';
import { keytarStore } from '../../../engine/keys/keytar-store.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { describeSecretStore } from './secret-store.ts';

const fake = fakeSecretStore();
describeSecretStore('the fake keyring', () => fake);

const ofTheDemo = memoryKeyring();
describeSecretStore('the keyring of the demo', () => ofTheDemo);

describe('the real keyring', () => {
  it('is a problem where its library is missing, for every call', async () => {
    const store = keytarStore('test', () =>
      Promise.reject(new Error('libsecret-1.so.0: cannot open\nRequire stack:')),
    );
    const problem = {
      code: 'keyring.unavailable',
      retry: 'person',
      details: { text: 'libsecret-1.so.0: cannot open' },
    };
    await expect(store.get('a')).rejects.toMatchObject({ problem });
    await expect(store.set('a', 'b')).rejects.toMatchObject({ problem });
    await expect(store.delete('a')).rejects.toMatchObject({ problem });
  });

  it.each([
    ['User canceled the operation.', 'keyring.denied'],
    ['The user name or passphrase you entered is not correct.', 'keyring.denied'],
    ["A required entitlement isn't present.", 'keyring.denied'],
    ['User interaction is not allowed.', 'keyring.locked'],
    ['Cannot create an item in a locked collection', 'keyring.locked'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keyring.unavailable'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keyring.unavailable'],
    ['A default keychain could not be found.', 'keyring.unavailable'],
    ['Could not connect: blocked by something', 'keyring.unavailable'],
  ])('reads the words "%s" as %s', async (words, code) => {
    const fail = () => Promise.reject(new Error(words));
    const keytar = { getPassword: fail, setPassword: fail, deletePassword: fail };
    await expect(keytarStore('test', () => Promise.resolve(keytar)).get('a')).rejects.toMatchObject({
      problem: { code },
    });
  });
});
