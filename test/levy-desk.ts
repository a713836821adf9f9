import { type LevyEntry, writeLevyFile } from '../src/collection/levy-file.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import type { Day } from '../src/kernel/day.js'
import { fen } from '../src/kernel/money.js'
import { type Period, parsePeriod } from '../src/kernel/period.js'
import { fundTotals } from '../src/ledger/fund-store.js'
import type { TestDatabase } from './city.js'
import { clerk, csv, FRONT_DESK, operator, type TestDesk } from './desk.js'

/** 应缴与到账的一处：what an employer files and what the tax authority sends of it. */
export const LEVY_MONTH: Period = parsePeriod('2026-03')

/** 专户，and the three who sign for what is in it. */
export const FUND_ACCOUNT = '99990010000000000210'
export const CASHIER = clerk('910', 'cashier')
export const ACCOUNTANT = clerk('911', 'accountant')
export const CHIEF = clerk('912', 'chiefAccountant')

/** The ports of the desk, which also sum the fund's days; its routes are asked for anew each time. */
export function fundPorts(desk: TestDesk, db: TestDatabase): CollectionPorts {
  return {
    ...desk.ports,
    get routes() {
      return desk.ports.routes
    },
    fundTotals: (from, through) => db.admin.transaction({}, (trx) => fundTotals(trx, from, through)),
  }
}

/** 单位报来一份申报，submitted. */
export async function filed(
  desk: TestDesk,
  employerId: string,
  rows: readonly (readonly string[])[],
  month = LEVY_MONTH,
) {
  const filer = operator('800', employerId)
  const bytes = csv('社会保障号码,姓名,缴费工资', rows)
  const asked = { employerId, settlementMonth: month, fileName: '申报.csv', bytes }
  const { submission } = await desk.filings.upload(filer, asked)
  return desk.filings.submit(filer, submission.id, { revision: submission.revision, acceptedOnly: false })
}

type Whose = Pick<LevyEntry, 'levyVoucher' | 'creditCode' | 'identityNumber' | 'fullName' | 'insurance'>

/** 一笔到账，of the month and of 8000 yuan; what differs is said. */
export function paymentOf(whose: Whose & Partial<LevyEntry>, month = LEVY_MONTH): Omit<LevyEntry, 'row'> {
  return {
    ...{ settlementMonth: month, contributionMonth: month, contributionKind: '1', base: fen(800_000) },
    ...{ employerAmount: fen(4000), personAmount: fen(4000), arrivalDay: `${month}-15` as Day, ...whose },
  }
}

/** 送来一批征收结果，submitted and not yet reviewed. */
export async function levied(desk: TestDesk, batch: string, entries: readonly Omit<LevyEntry, 'row'>[]) {
  const bytes = Buffer.from(writeLevyFile(batch, entries))
  const { submission } = await desk.levies.upload(FRONT_DESK, { fileName: `${batch}.csv`, bytes })
  const { id, revision } = submission
  return desk.levies.submit(FRONT_DESK, id, { revision, acceptedOnly: false })
}
