import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from '../../helpers/command-line.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { runProcess, type ProcessResult } from '../../helpers/run-process.ts';
import { aHost } from './hosts.ts';

const run = (home: string, ...args: string[]): Promise<ProcessResult> =>
  runProcess(commandLine(home, ...args), {
    okCodes: 'any',
  });

it('tells what helps, in words, without an address that may be a secret, and never over a file', async () => {
  const pair = await new PairFixture().add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  const { host } = await aHost(pair);
  await pair.sync();
  await run(pair.home, 'alert', 'webhook', 'https://hooks.example.com/very-secret-path', '--form', 'json');
  const file = join(pair.home, 'for somebody.txt');
  const told = await run(pair.home, 'diagnostics', '--out', file);
  expect([told.code, told.stderr]).toEqual([0, '']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  for (const part of [
    /^== This machine\nWarmspare \d/m,
    /rsync {2}version 3\..*OpenSSH/,
    /^kept by serve 0\.0\.0, process \d+, since /m,
    /^== Pairs\nOffice$/m,
    /^== Last runs\n[^]*succeeded/m,
    /Webhook +https:\/\/hooks\.example\.com\/…, as json/,
    /began to keep the pairs/,
  ])
    expect(text).toMatch(part);
  const { token } = JSON.parse(readFileSync(join(pair.home, 'host.json'), 'utf8')) as { token: string };
  expect([text.includes('very-secret-path'), text.includes(token)]).toEqual([false, false]);
  expect((await run(pair.home, 'diagnostics', '--out', file)).code).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe(text);
  await host.close();

  // What cannot be read is a part of it.
  writeFileSync(join(pair.home, 'config.json'), '{');
  const broken = await run(pair.home, 'diagnostics');
  expect(broken.code).toBe(0);
  expect(broken.stdout).toMatch(/^== Pairs\nCannot be told: The configuration .*config\.json/m);
  expect(broken.stdout).toMatch(/^nobody keeps the pairs now$/m);
});
