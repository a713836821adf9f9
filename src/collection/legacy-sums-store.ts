import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { type LegacyKinds, type LegacySum, sumCodes, sumRows, sumSubjects } from './legacy-store.js'

interface Counted {
  readonly counts: Readonly<Record<string, { readonly rows: number; readonly amount: number }>>
  readonly control: Readonly<Record<string, { readonly rows: number; readonly amount: number }>>
}

/** 试装的合计。What was read, counted as it was read, is what is stored and what is listed, row by row and fen by fen. */
export async function sumTrial(trx: Trx, packageId: string, { counts, control }: Counted) {
  const found = await sumRows(trx, packageId)
  const tables: Record<string, LegacySum> = {}
  for (const table of new Set([...Object.keys(counts), ...Object.keys(control)])) {
    const { rows, amount } = counts[table] ?? { rows: 0, amount: 0 }
    const of = (listed: boolean) => found.find((one) => one.table === table && one.listed === listed)
    const [stored, listed] = [of(false), of(true)]
    const sum = {
      ...{ rows, amount, stored: stored?.rows ?? 0, storedAmount: Number(stored?.amount ?? 0) },
      ...{ listed: listed?.rows ?? 0, listedAmount: Number(listed?.amount ?? 0) },
    }
    invariant(sum.stored + sum.listed === rows, `${table}: rows in are not rows stored and listed`)
    invariant(sum.storedAmount + sum.listedAmount === amount, `${table}: the amount in is not stored and listed`)
    tables[table] = control[table] === undefined ? sum : { ...sum, control: control[table] }
  }
  const { kinds: differences, ...subjects } = await sumSubjects(trx, packageId)
  const kinds: LegacyKinds = {
    ...subjects,
    differences: Object.fromEntries(differences.map(({ kind, persons }) => [kind, persons])),
    listed: Object.fromEntries((await sumCodes(trx, packageId)).map(({ code, rows }) => [code, rows])),
  }
  return { tables, kinds }
}
