import { parseArgs } from 'node:util'
import { type CompareReport, compareAll } from '../closing/compare-service.js'
import type { BookAndDigest } from '../closing/ports.js'
import type { Database } from '../db/database.js'
import { lastTextBelow, textsInForce } from '../ledger/policy-store.js'
import { loadPolicyBook } from '../policy/book.js'
import { usage } from './cli-client.js'
import { type Ground, openGround, openRole } from './foundation.js'
import { policyDigest } from './release.js'
import { readSettings } from './settings.js'

const OPTIONS = {
  compare: { type: 'boolean', default: false },
  year: { type: 'string' },
  json: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
} as const

/**
 * 重算比对：quanyi recompute --compare [--year 2025]。Derives every stored derivation again and names each that differs, by
 * ids; nothing of a person is shown. Reads only, under the role that verifies. Exit 1 where anything differs.
 */
export async function recompute(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  if (!values.compare || (values.year !== undefined && !/^\d{4}$/.test(values.year))) {
    return usage('quanyi recompute --compare [--year 2025] [--json] [--demo]')
  }
  const ground = await openGround(readSettings(process.env, values.demo), true)
  try {
    const isQuiet = values.json || !process.stderr.isTTY
    const year = values.year === undefined ? undefined : Number(values.year)
    const report = await compareGround(ground, year, (says) => {
      if (!isQuiet) process.stderr.write(`\r${says}   `)
    })
    if (!isQuiet) process.stderr.write('\n')
    console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report))
    return report.differing === 0 ? 0 : 1
  } finally {
    await ground.stop()
  }
}

export async function compareGround(
  ground: Ground,
  year: number | undefined,
  say: (says: string) => void,
): Promise<CompareReport> {
  const verify = openRole(ground, 'quanyi_verify', 4)
  try {
    const ports = { verify, today: ground.settings.clock.today(), policyAt: postedPolicies(verify) }
    return await compareAll(ports, year, (done, of) => say(`重算 ${done}/${of} 人`))
  } finally {
    await verify.close()
  }
}

/** 当时的参数簿，read from the ledger; one book for all sizes between two changes. */
function postedPolicies(verify: Database): (treeSize: number) => Promise<BookAndDigest> {
  const byPlace = new Map<number, BookAndDigest>()
  return (treeSize) =>
    verify.transaction({}, async (trx) => {
      const place = await lastTextBelow(trx, treeSize)
      const known = byPlace.get(place)
      if (known !== undefined) return known
      const texts = (await textsInForce(trx, treeSize)).filter(({ kind }) => kind === 'parameters')
      const found = { book: loadPolicyBook(texts), digest: policyDigest(texts) }
      byPlace.set(place, found)
      return found
    })
}

function printReport(report: CompareReport): string {
  const { differences, differing, stale, staleRows, persons, closes, dues } = report
  const lines = differences.map(
    ({ table, person, insurance, of, posting, ordinal, column, stored, derived }) =>
      `✗ ${table} person_id=${person} ${insurance} ${of} ${column}: 所存 ${stored}，推导 ${derived}（posting_id=${posting} ordinal=${ordinal}）`,
  )
  const waiting = stale.map(
    ({ person, insurance, of, posting, ordinal }) =>
      `… 待重结 ledger.account_close person_id=${person} ${insurance} ${of}（posting_id=${posting} ordinal=${ordinal}）`,
  )
  const told = `${persons} 人，${closes} 行结息，${dues} 行应缴，待重结 ${staleRows} 行`
  const end = differing === 0 ? `✓ 所存推导与事实全部相符：${told}` : `共 ${differing} 处不符：${told}`
  return [...lines, ...waiting, end].join('\n')
}
