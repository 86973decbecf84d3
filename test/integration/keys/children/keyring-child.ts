import { keytarStore } from '../../../../engine/keys/keytar-store.ts';
import { EngineError } from '../../../../engine/model/problem.ts';

/* get|set|delete ACCOUNT [SECRET]: prints what came of it as one line of JSON. */
const [verb = '', account = '', secret = ''] = process.argv.slice(2);
const store = keytarStore();

async function answer(): Promise<unknown> {
  try {
    if (verb === 'set') return { value: await store.set(account, secret) };
    if (verb === 'delete') return { value: await store.delete(account) };
    return { value: await store.get(account) };
  } catch (error) {
    return error instanceof EngineError ? { problem: error.problem.code } : { bug: String(error) };
  }
}

console.log(JSON.stringify(await answer()));
