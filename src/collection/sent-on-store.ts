import type { Trx } from '../db/database.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { Posted, Transfer } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import type { EmployerCorrectionLine } from './contribution-lines.js'
import { standing } from './employer-terms.js'
import { isSentOn } from './known-life.js'
import type { CorrectableFact, CorrectionLine } from './lines.js'
import type { MadeTask } from './making.js'
import { monthOf } from './split-choice.js'

/** 更正所及的月份已随关系转出：the other place must be told, so each such person becomes work (M14-10b). */
export async function supplementsFor(
  trx: Trx,
  lines: readonly (CorrectionLine | EmployerCorrectionLine)[],
): Promise<MadeTask[]> {
  const own = lines.filter((line): line is CorrectionLine => 'original' in line)
  const persons = [...new Set(own.map(({ original }) => original.personId))]
  if (persons.length === 0) return []
  await alsoSee(trx, persons)
  const facts = await factsOfPersons(trx, persons, ['transfer'])
  const transfers = standing(facts.filter((fact): fact is Posted<Transfer> => fact.kind === 'transfer'))
  const told = new Set<string>()
  return own.flatMap((line): MadeTask[] => {
    const touched = transfers.find((one) => touches(line, one))
    if (touched === undefined || told.has(`${touched.personId}|${touched.document}`)) return []
    told.add(`${touched.personId}|${touched.document}`)
    return [{ kind: 'supplementDue', line: line.row, personId: line.original.personId, says: saysOf(touched) }]
  })
}

function touches({ original, replacement }: CorrectionLine, transfer: Posted<Transfer>): boolean {
  return [original, ...(replacement === undefined ? [] : [replacement])].some(
    (fact) =>
      fact.kind !== 'transfer' &&
      fact.personId === transfer.personId &&
      'insurance' in fact &&
      monthsOf(fact).some((month) => isSentOn(transfer, fact.insurance ?? '', month)),
  )
}

function monthsOf(fact: CorrectableFact): Period[] {
  if (fact.kind === 'deemedPeriod') return [...periodsFrom(fact.fromMonth, fact.throughMonth)]
  return [monthOf(fact)].filter((month) => month !== undefined)
}

function saysOf({ document, otherAgency }: Transfer) {
  return {
    zh: `已转往${otherAgency}的月份有更正（${document}），请在该件转移上编制补充信息表并补发`,
    en: `Months sent to ${otherAgency} were corrected (${document}); make a supplement on that transfer and send it`,
  }
}
