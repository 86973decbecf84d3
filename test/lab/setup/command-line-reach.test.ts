import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { startOddServer, startRawServer } from '../../integration/ssh/sign-in-server.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';
import { refusalOf, sameRefusal, tracesOn, type Refusal } from './refusal.ts';
import { startSwitch } from './switch.ts';

const GARBAGE = 'HTTP/1.1 400 Bad Request\r\nServer: \u001b[31mred\r\n\r\n';
const CHANGED =
  /shows another host key than the pinned one: .* instead of (SHA256:\S{43})\. .*Nothing was sent to it\. .*vouch for it with: warmspare setup \w+ --host-key SHA256:…/;

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup in a script, where the standby is not reached', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    let before: readonly string[];
    let pairs = 0;
    const standby = (): LabHost => lab().standby;
    const root = (): string => standby().passwords.root;

    const addPair = async (...at: Parameters<Newcomer['addPair']>[2][]): Promise<string> => {
      const name = `pair${String(++pairs)}`;
      await person.addPair(name, '/Volumes/A', ...at);
      return name;
    };
    /** Both at the same time, since some wait for long: by a pair each. */
    const refusalAt = async (...at: Parameters<Newcomer['addPair']>[2][]): Promise<Refusal> => {
      const [one, other] = [await addPair(...at), await addPair(...at)];
      const ended = [person.setUp(one, root()), person.setUp(other, root(), '--json')] as const;
      return sameRefusal(...(await Promise.all(ended)));
    };
    const placeOf = ({ host, port, hostKey }: SshEndpoint) => ({
      ...{ address: host, sshPort: port, hostKeyFingerprint: hostKey },
    });
    const refusalBy = async (serve: (socket: Socket) => void): Promise<Refusal> =>
      refusalAt(placeOf(await startRawServer(serve)));
    const refused = (code: string, says: RegExp, step = 'reach'): unknown => ({
      ...{ status: 1, code, step },
      words: expect.stringMatching(says) as string,
    });

    beforeAll(async () => {
      await standby().exec('mkdir -p -m 700 /root/.ssh /usr/local/libexec');
      person = await Newcomer.create(standby());
      before = tracesOn(standby());
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect([person.leaks([root()]), tracesOn(standby())]).toEqual([[], before]);
    });

    it('tells of a name that nobody has', async () => {
      expect(await refusalAt({ address: 'spare.invalid' })).toEqual(
        refused(
          'endpoint.unknown-name',
          /^warmspare: no machine called spare\.invalid is known here.*\. Check the name .*, or use its address\.\n$/,
        ),
      );
    });

    it('tells of a machine where nothing listens', async () => {
      expect(await refusalAt({ sshPort: 2299 })).toEqual(
        refused(
          'endpoint.refused',
          /:2299\) refuses the connection: nothing listens on that port\. Turn on Remote Login there .*, and check the port\.\n$/,
        ),
      );
    });

    it('tells of an address where no machine is', async () => {
      expect(await refusalAt({ address: standby().address.replace(/\d+$/, '99') })).toEqual(
        refused(
          'endpoint.unreachable',
          /cannot be reached: no machine answers at that address\. Is it switched on and on this network/,
        ),
      );
    });

    it('tells a machine that says nothing from one that waits for another language', async () => {
      const [mute, talker] = await Promise.all([
        refusalBy(() => undefined),
        refusalBy((socket) => socket.write('220 spare ESMTP\r\n')),
      ]);
      expect([mute, talker]).toEqual([
        refused('endpoint.timeout', /did not answer in time\. Is it asleep, or behind a firewall\? Wake it/),
        refused(
          'endpoint.not-ssh',
          /is not an ssh server\. Check the port in the address\.\n {2}\| 220 spare ESMTP\n$/,
        ),
      ]);
    });

    it('tells of what is no ssh server, and shows its words without obeying them', async () => {
      expect(await refusalBy((socket) => socket.end(GARBAGE))).toEqual(
        refused(
          'endpoint.not-ssh',
          /^warmspare: what answers at the standby \(.*\) is not an ssh server\. Check the port in the address\.\n {2}\| HTTP.*\n {2}\| Server: \\#033\[31mred\n$/,
        ),
      );
      expect(await refusalBy((socket) => socket.end())).toEqual(
        refused('endpoint.refused', /refuses the connection: it ended the connection at once\. /),
      );
    });

    it('tells of a server of SSH 1', async () => {
      expect(await refusalBy((socket) => socket.write('SSH-1.5-OpenSSH_2.9\r\n'))).toEqual(
        refused(
          'endpoint.too-old',
          /is too old to be trusted: SSH-1\.5-OpenSSH_2\.9\. Update the system of that machine/,
        ),
      );
    });

    it('says no password to a machine whose host key changes before the sign-in', async () => {
      const [one, other] = ['a', 'b'].map((comment) => makeKeyPair({ comment }).privateKey);
      // The greeting, three kinds of host keys, the sign-in; twice.
      const once = [one, one, one, one, other].map((key) => key ?? '');
      const methods: string[] = [];
      const server = await startOddServer(
        (connection) => {
          connection.on('authentication', (context) => methods.push(context.method));
        },
        { hostKeys: [...once, ...once] },
      );
      const refusal = await refusalOf(person, await addPair(placeOf(server)), root());
      expect([refusal, methods]).toEqual([refused('endpoint.host-key-changed', CHANGED, 'sign-in'), []]);
    });
  });

  describeInLab('warmspare setup in a script, of a standby that becomes another', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    const root = (): string => lab().standby.passwords.root;

    beforeAll(async () => {
      person = await Newcomer.create(lab().standby);
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect(person.leaks([root()])).toEqual([]);
    });

    it('proves no key to another machine that answers after the sign-in', async () => {
      const { standby, primary } = lab();
      // The greeting, three kinds of host keys and the sign-in; then the proof.
      const { port, close } = await startSwitch(standby.address, primary.address, 5);
      await person.addPair('swapped', '/Volumes/A', { address: '127.0.0.1', sshPort: port });
      const { status, stderr } = await person.setUp('swapped', root());
      const found = `one: ${primary.hostKeyFingerprint} instead of ${standby.hostKeyFingerprint}.`;
      expect([status, stderr]).toEqual([1, expect.stringMatching(CHANGED) as string]);
      expect([stderr.includes(found), stderr.includes('known_hosts')]).toEqual([true, false]);
      expect([
        person.linesOf('swapped').length,
        existsSync(primary.path('/usr/local/libexec/warmspare')),
      ]).toEqual([1, false]);
      await close();
    });

    it('stops where the host key is another than at the set-up before', async () => {
      const { standby } = lab();
      await person.addPair('office', '/Volumes/A');
      await person.setUp('office', root());
      const pinned = standby.hostKeyFingerprint;
      await standby.replaceHostKey();
      const before = tracesOn(standby);
      const refusal = await refusalOf(person, 'office', root());
      expect([refusal, CHANGED.exec(refusal.words)?.[1], tracesOn(standby)]).toEqual([
        { status: 1, code: 'endpoint.host-key-changed', step: 'host-key', words: refusal.words },
        pinned,
        before,
      ]);
    });
  });
});
