import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EngineError } from '../../../engine/model/problem.ts';
import { openDocument, replaceDocument, type StoredDocument } from '../../../engine/store/stored-document.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const Choices = z.object({ showAge: z.boolean() });
type Choices = z.infer<typeof Choices>;

function stage(content?: string): { path: string; document: StoredDocument<Choices>; raw: () => string } {
  const path = join(tempDir(), 'deep', 'choices.json');
  const document = openDocument(path, Choices);
  if (content !== undefined) {
    mkdirSync(join(path, '..'));
    writeFileSync(path, content);
  }
  return { path, document, raw: () => readFileSync(path, 'utf8') };
}

describe('a document of the data folder', () => {
  it('is nothing before it is first written, and then what was written, for the user alone', async () => {
    const { document, path } = stage();
    expect(await document.read()).toBeUndefined();
    expect(await document.update(() => ({ showAge: true }))).toEqual({ showAge: true });
    expect(await openDocument(path, Choices).read()).toEqual({ showAge: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['choices.json']);
  });

  it('is replaced also where it cannot be read, and stays where the new one cannot be written', async () => {
    const cut = stage('{"version":1,"showA');
    await replaceDocument(cut.document, { showAge: true });
    expect(await cut.document.read()).toEqual({ showAge: true });
    const full: StoredDocument<Choices> = {
      ...cut.document,
      update: () => Promise.reject(EngineError.of('config.unwritable')),
    };
    await expect(replaceDocument(full, { showAge: false })).rejects.toMatchObject({
      problem: { code: 'config.unwritable' },
    });
    expect(await cut.document.read()).toEqual({ showAge: true });
  });

  it('keeps what this version does not know', async () => {
    const { document, raw } = stage('{"version":1,"showAge":false,"later":{"a":1}}');
    await document.update((before) => ({ showAge: before?.showAge === false }));
    expect(JSON.parse(raw())).toEqual({ version: 1, showAge: true, later: { a: 1 } });
  });

  it.each([
    ['cut short', '{"version":1,"showA'],
    ['empty', ''],
    ['something else', '[1]'],
    ['without a version', '{"showAge":true}'],
    ['with a field that is not as it should be', '{"version":1,"showAge":"yes"}'],
  ])('is not overwritten when it is %s', async (_what, content) => {
    const { document, raw, path } = stage(content);
    const unreadable = { problem: { code: 'config.unreadable', details: { path } } };
    await expect(document.read()).rejects.toMatchObject(unreadable);
    await expect(document.update(() => ({ showAge: true }))).rejects.toMatchObject(unreadable);
    expect(raw()).toBe(content);
  });

  it('is not overwritten when a newer version wrote it', async () => {
    const content = '{"version":2,"showAge":true}';
    const { document, raw } = stage(content);
    const newer = { problem: { code: 'config.newer', details: { found: '2' } } };
    await expect(document.read()).rejects.toMatchObject(newer);
    await expect(document.update(() => ({ showAge: false }))).rejects.toMatchObject(newer);
    expect(raw()).toBe(content);
  });

  it('is settled once what was asked for is written, or could not be', async () => {
    const { document, raw } = stage();
    void document.update(() => ({ showAge: true }));
    await document.settled();
    expect(JSON.parse(raw())).toEqual({ version: 1, showAge: true });
    const broken = stage('{');
    broken.document.update(() => ({ showAge: true })).catch(() => undefined);
    await broken.document.settled();
    expect(broken.raw()).toBe('{');
  });

  it('takes one change after the other', async () => {
    const { document } = stage('{"version":1,"showAge":false}');
    const flip = (): Promise<Choices> => document.update((before) => ({ showAge: before?.showAge !== true }));
    expect(await Promise.all([flip(), flip(), flip()])).toEqual([
      { showAge: true },
      { showAge: false },
      { showAge: true },
    ]);
  });

  it('can be taken away, readable or not', async () => {
    const { document } = stage('garbage');
    await document.remove();
    await document.remove();
    expect(await document.read()).toBeUndefined();
  });

  it('says why it cannot be written', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    const document = openDocument(join(file, 'choices.json'), Choices);
    await expect(document.update(() => ({ showAge: true }))).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^config\.un(writable|readable)$/) },
    });
  });
});
