import type { FilingLine } from '../src/collection/filing-contract.js'
import { writeLevyFile } from '../src/collection/levy-file.js'
import type { Day } from '../src/kernel/day.js'
import { fen } from '../src/kernel/money.js'
import { type Period, parsePeriod } from '../src/kernel/period.js'

/** 如数到账的征收结果，made from the lines of a filing; `people` are theirs, in order, since lines show numbers masked. */
export function levyAnswering(
  lines: readonly FilingLine[],
  month: Period,
  creditCode: string,
  people: readonly { readonly identityNumber: string; readonly fullName: string }[],
): Buffer {
  const entries = lines.flatMap(({ contributionMonth, insurances }, i) =>
    insurances.map(({ insurance, base, employerAmount, personAmount }) => ({
      ...{ levyVoucher: `${month}-${i}-${insurance}`, creditCode, insurance, settlementMonth: month },
      ...{ identityNumber: people[i]!.identityNumber, fullName: people[i]!.fullName, contributionKind: '1' },
      ...{ contributionMonth: parsePeriod(contributionMonth), arrivalDay: `${month}-20` as Day },
      ...{ base: fen(base), employerAmount: fen(employerAmount), personAmount: fen(personAmount) },
    })),
  )
  return Buffer.from(writeLevyFile(`STORY-${month}`, entries))
}
