import { join } from 'node:path'
import { fsck } from '../log/fsck.js'
import { type Log, openLog } from '../log/log.js'
import { fileStore } from '../log/store.js'
import type { Secrets } from './secrets.js'

/** 三棵树：事实、查阅、管控。Files outside the database, each signed by SM2 and, for standard tools, by Ed25519. */
export const TREES = ['ledger', 'access', 'control'] as const
export type TreeName = (typeof TREES)[number]

export type Trees = Readonly<Record<TreeName, Log>>

export async function openTrees(folder: string, secrets: Secrets, domain: string): Promise<Trees> {
  const opened = await Promise.all(TREES.map((name) => openLog(settingsOf(folder, secrets, domain, name))))
  return Object.fromEntries(TREES.map((name, i) => [name, opened[i]!])) as Trees
}

/** 公开身份：origin, keys and the newest checkpoint of each tree, for whoever checks a proof by themselves. */
export function publicTrees(trees: Trees, secrets: Secrets) {
  return {
    trees: TREES.map((name) => {
      const { origin } = trees[name]
      return {
        name,
        origin,
        keys: secrets.signersFor(origin).map(({ publicText }) => publicText),
        checkpoint: trees[name].checkpoint(),
      }
    }),
  }
}

/** 全树核查，逐棵。 */
export async function checkTree(folder: string, secrets: Secrets, domain: string, name: TreeName) {
  return fsck(settingsOf(folder, secrets, domain, name))
}

function settingsOf(folder: string, secrets: Secrets, domain: string, name: TreeName) {
  const origin = `${domain}/quanyi/${name}-sm3`
  const pairs = secrets.signersFor(origin)
  return {
    origin,
    profile: 'sm3' as const,
    store: fileStore(join(folder, name)),
    signers: pairs.map((pair) => pair.signer),
    verifiers: pairs.map((pair) => pair.verifier),
  }
}
