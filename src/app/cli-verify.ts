import { verifyLooks } from '../access/verify-service.js'
import { catalogueLines } from '../db/catalogue.js'
import { verifyLedger } from '../ledger/verify-service.js'
import type { Finding } from '../log/finding.js'
import { compareCatalogue } from './control.js'
import type { Foundation } from './foundation.js'
import { checkTree, TREES } from './trees.js'

export interface VerifyReport {
  readonly findings: readonly Finding[]
  readonly postings: number
  readonly rows: number
  readonly lines: number
  readonly pending: number
  readonly milliseconds: number
}

/** 核验。Trees against their signed heads, the books against the trees, the catalogue against the control tree. */
export async function verifyAll(house: Foundation, say: (text: string) => void): Promise<VerifyReport> {
  const began = Date.now()
  const findings: Finding[] = []
  for (const name of TREES) {
    const { damages } = await checkTree(house.place.trees, house.secrets, house.settings.domain, name)
    findings.push(...damages.map((damage) => damageFinding(name, damage)))
  }
  if (findings.length > 0)
    return { findings, postings: 0, rows: 0, lines: 0, pending: 0, milliseconds: Date.now() - began }
  const { keys } = house.secrets
  const ledger = await verifyLedger(house.verify, keys, house.trees.ledger, ({ done, of, rows }) =>
    say(`事实之书 ${done}/${of} 次记账，${rows} 行`),
  )
  const looks = await verifyLooks(house.verify, keys, house.trees.access, ({ done, of, rows }) =>
    say(`查阅之书 ${done}/${of} 批，${rows} 行`),
  )
  const lines = await house.verify.transaction({}, catalogueLines)
  const catalogue = await compareCatalogue(house.trees.control, lines)
  return {
    findings: [...ledger.findings, ...looks.findings, ...catalogue],
    postings: ledger.postings,
    rows: ledger.rows,
    lines: looks.lines,
    pending: ledger.pending + looks.pending,
    milliseconds: Date.now() - began,
  }
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
