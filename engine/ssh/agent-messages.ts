import { sign, type KeyObject } from 'node:crypto';
import type { SigningKey } from './private-key.ts';
import { string, takeString, uint32 } from './wire.ts';

/*
 * The two requests of the ssh agent protocol (draft-ietf-sshm-ssh-agent) that are answered. Not by AgentProtocol of ssh2
 * 1.17: on a request that it does not know it reads the body as the next request, and OpenSSH since 8.9 begins each
 * connection with such a one (session-bind@openssh.com). Its signatures by ECDSA keys are DER, not SSH's form, as well.
 */
const REQUEST_IDENTITIES = 11;
const SIGN_REQUEST = 13;
const FAILURE = Buffer.from([5]);
const IDENTITIES_ANSWER = 12;
const SIGN_RESPONSE = 14;
const RSA_SHA2_256 = 2;
const RSA_SHA2_512 = 4;

/** AGENT_MAX_LEN in OpenSSH's authfd.c. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Answers one message, both without their length. Adding, removing, locking, extensions, other keys: failure. */
export function answer(message: Buffer, keys: readonly SigningKey[]): Buffer {
  if (message[0] === REQUEST_IDENTITIES && message.length === 1) return identities(keys);
  if (message[0] === SIGN_REQUEST) return signature(message.subarray(1), keys) ?? FAILURE;
  return FAILURE;
}

function identities(keys: readonly SigningKey[]): Buffer {
  const each = keys.flatMap((key) => [string(key.publicBlob), string(Buffer.from(key.comment))]);
  return Buffer.concat([Buffer.from([IDENTITIES_ANSWER]), uint32(keys.length), ...each]);
}

function signature(body: Buffer, keys: readonly SigningKey[]): Buffer | undefined {
  const [blob, afterBlob] = takeString(body);
  const [data, afterData] = takeString(afterBlob);
  if (blob === undefined || data === undefined || afterData.length !== 4) return undefined;
  const key = keys.find((candidate) => candidate.publicBlob.equals(blob));
  if (key === undefined) return undefined;
  const signed = signWith(key.type, key.privateKey, data, afterData.readUInt32BE(0));
  return signed === undefined ? undefined : Buffer.concat([Buffer.from([SIGN_RESPONSE]), string(signed)]);
}

/** Signature blobs: RFC 8709 (ed25519), RFC 5656 (ecdsa), RFC 8332 (rsa; without SHA-2 it would be SHA-1: refused). */
function signWith(type: string, key: KeyObject, data: Buffer, flags: number): Buffer | undefined {
  const named = (name: string, value: Buffer): Buffer =>
    Buffer.concat([string(Buffer.from(name)), string(value)]);
  switch (type) {
    case 'ssh-ed25519':
      return named(type, sign(null, data, key));
    case 'ecdsa-sha2-nistp256':
      return named(type, ecdsa('sha256', key, data));
    case 'ecdsa-sha2-nistp384':
      return named(type, ecdsa('sha384', key, data));
    case 'ecdsa-sha2-nistp521':
      return named(type, ecdsa('sha512', key, data));
    case 'ssh-rsa':
      if ((flags & RSA_SHA2_512) !== 0) return named('rsa-sha2-512', sign('sha512', data, key));
      if ((flags & RSA_SHA2_256) !== 0) return named('rsa-sha2-256', sign('sha256', data, key));
      return undefined;
    default:
      return undefined;
  }
}

function ecdsa(hash: string, key: KeyObject, data: Buffer): Buffer {
  const both = sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
  const half = both.length / 2;
  return Buffer.concat([integer(both.subarray(0, half)), integer(both.subarray(half))]);
}

/** An mpint (RFC 4251, 5): no zero bytes in front, but one where the first bit would make it negative. */
function integer(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  const value = from < 0 ? Buffer.alloc(0) : bytes.subarray(from);
  return string((value[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value);
}
