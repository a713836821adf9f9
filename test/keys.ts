import { createSecretKey, randomBytes } from 'node:crypto'
import type { Keys } from '../src/ledger/keys.js'

/** 测试用密钥。Fresh random keys; nothing outside the test can open what they sealed. */
export function testKeys(): Keys {
  const [seal, salt, search] = [1, 2, 3].map(() => createSecretKey(randomBytes(32)))
  const [wrap, desk] = [randomBytes(32), randomBytes(32)]
  return { epoch: 1, seal: () => seal!, salt: salt!, search: search!, wrap: () => wrap, desk }
}

/** The same keys in two processes of one test. */
export function fixedKeys(): Keys {
  const [seal, salt, search] = [1, 2, 3].map((n) => createSecretKey(Buffer.alloc(32, n)))
  const [wrap, desk] = [Buffer.alloc(32, 4), Buffer.alloc(32, 5)]
  return { epoch: 1, seal: () => seal!, salt: salt!, search: search!, wrap: () => wrap, desk }
}
