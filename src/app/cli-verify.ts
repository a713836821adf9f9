import { highestBatch } from '../access/batch-store.js'
import { verifyLooks } from '../access/verify-service.js'
import { paperFiles } from '../archive/paper-files.js'
import { verifyPapers } from '../archive/verify-service.js'
import { catalogueLines } from '../db/catalogue.js'
import type { Database } from '../db/database.js'
import { highestPlace } from '../ledger/sequence-store.js'
import { Vault } from '../ledger/vault.js'
import { verifyLedger } from '../ledger/verify-service.js'
import type { Finding } from '../log/finding.js'
import { compareCatalogue } from './control.js'
import { type Ground, openRole } from './foundation.js'
import { random } from './secrets.js'
import { checkTree, openTrees, TREES } from './trees.js'

export interface VerifyReport {
  readonly findings: readonly Finding[]
  readonly postings: number
  readonly rows: number
  readonly lines: number
  readonly papers: number
  readonly destroyed: number
  readonly pending: number
  readonly milliseconds: number
}

/**
 * 核验。Trees against their signed heads, the books against the trees, the catalogue against the control tree. Migrates
 * nothing, writes nothing, needs no administrator; what could not be checked is a finding, never a pass.
 */
export async function verifyAll(ground: Ground, say: (text: string) => void): Promise<VerifyReport> {
  const began = Date.now()
  const verify = openRole(ground, 'quanyi_verify', 4)
  try {
    const damaged = await treeFindings(ground, verify)
    const report = damaged.length > 0 ? { ...NOTHING, findings: damaged } : await books(ground, verify, say)
    return { ...report, milliseconds: Date.now() - began }
  } finally {
    await verify.close()
  }
}

const NOTHING = { postings: 0, rows: 0, lines: 0, papers: 0, destroyed: 0, pending: 0 }

/** Each tree by itself, and that none is shorter than what the database has noted of it: a tree put back, or gone. */
async function treeFindings({ place, secrets, settings }: Ground, verify: Database): Promise<Finding[]> {
  const noted = await verify.transaction({}, async (trx) => ({
    ledger: await highestPlace(trx),
    access: await highestBatch(trx),
    control: -1,
  }))
  const findings: Finding[] = []
  for (const name of TREES) {
    const { head, damages } = await checkTree(place.trees, secrets, settings.domain, name)
    findings.push(...damages.map((damage) => damageFinding(name, damage)))
    const size = head?.size ?? 0
    if (damages.length === 0 && noted[name] >= size) {
      const how = `the database has noted ${noted[name] + 1} leaves, the signed tree has ${size}: it was put back or replaced`
      findings.push({ table: `tree:${name}`, key: { size }, kind: 'missing', how })
    }
  }
  return findings
}

async function books({ place, secrets, settings }: Ground, verify: Database, say: (text: string) => void) {
  const trees = await openTrees(place.trees, secrets, settings.domain)
  const { keys } = secrets
  const ledger = await verifyLedger(verify, keys, trees.ledger, ({ done, of, rows }) =>
    say(`事实之书 ${done}/${of} 次记账，${rows} 行`),
  )
  const looks = await verifyLooks(verify, keys, trees.access, ({ done, of, rows }) =>
    say(`查阅之书 ${done}/${of} 批，${rows} 行`),
  )
  const papers = await verifyPapers(verify, papersOf({ place, secrets }), ({ done, of }) =>
    say(`原始资料 ${done}/${of} 份`),
  )
  const lines = await verify.transaction({}, catalogueLines)
  const catalogue = await compareCatalogue(trees.control, lines)
  return {
    findings: [...ledger.findings, ...looks.findings, ...papers.findings, ...catalogue],
    postings: ledger.postings,
    rows: ledger.rows,
    lines: looks.lines,
    papers: papers.papers,
    destroyed: papers.destroyed,
    pending: ledger.pending + looks.pending,
  }
}

function papersOf({ place, secrets }: Pick<Ground, 'place' | 'secrets'>) {
  return { vault: new Vault(secrets.keys, random), store: paperFiles(place.papers) }
}

function damageFinding(tree: string, damage: { readonly path: string; readonly kind: string }): Finding {
  return {
    table: `tree:${tree}`,
    key: { path: damage.path },
    kind: damage.kind === 'missing' ? 'missing' : 'changed',
    how: damage.kind,
  }
}

const KINDS = { changed: '被改', added: '多出', missing: '缺失', moved: '被移' } as const

/** 一条发现的书写：表、主键、种类。 */
export function printFinding({ table, key, kind, how }: Finding): string {
  const where = Object.entries(key)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  return `✗ ${table} ${where} ${KINDS[kind]} (${kind}): ${how}`
}
