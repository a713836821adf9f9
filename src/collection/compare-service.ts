import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { ppm } from '../kernel/money.js'
import { plus } from '../kernel/period.js'
import type { Due } from '../ledger/fact.js'
import { alsoSee, duesOfEmployer, openedNames } from '../ledger/lookup-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { CaseService } from './case-service.js'
import type { Case } from './case-store.js'
import { type Compared, compareLines } from './compare.js'
import type { ContributionLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { type Comparison, DIFFERENCES, type Difference } from './review-contract.js'

const SHOWN = 500

/** 差异视图。What a reviewer looks at first: who is missing, whose wage jumped, who is new. */
export class CompareService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async compare(actor: Actor, submissionId: string): Promise<Comparison> {
    return (await this.compareWith(actor, submissionId)).comparison
  }

  /** The comparison and whom it shows, for the access book. */
  async compareWith(actor: Actor, submissionId: string): Promise<{ comparison: Comparison; persons: string[] }> {
    const seen = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    const { employerId, settlementMonth } = seen.submission
    if (employerId === undefined || settlementMonth === undefined)
      return { comparison: { counts: [], rows: [] }, persons: [] }
    const against = plus(settlementMonth, -1)
    const marked = ppm(this.ports.setting('business.wage-change-marked'))
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const before = await duesOfEmployer<Due>(trx, employerId, against)
      const all = compareLines(before, await this.allLines(trx, seen), settlementMonth, marked)
      const compared = await openTo(trx, actor, all, ({ personId }) => personId)
      const shown = compared.slice(0, SHOWN)
      const comparison = { against, counts: countsOf(compared), rows: await this.named(trx, shown) }
      return { comparison, persons: [...new Set(shown.map(({ personId }) => personId))] }
    })
  }

  private async allLines(trx: Trx, one: Case): Promise<ContributionLine[]> {
    const lines: ContributionLine[] = []
    for (let part = 1; part <= one.revision.vouchers; part++) lines.push(...(await this.cases.linesIn(trx, one, part)))
    return lines
  }

  /** Only the missing have to be looked up: everybody else's name stands in the file. */
  private async named(trx: Trx, shown: readonly Compared[]): Promise<Comparison['rows']> {
    const missing = shown.filter(({ fullName }) => fullName === undefined).map(({ personId }) => personId)
    await alsoSee(trx, missing)
    const names = await openedNames(trx, missing, this.ports.vault)
    return shown.map(({ personId, difference, row, wageBefore, wageNow, amountBefore, amountNow, ...name }) => {
      const known = names.get(personId)
      return {
        identityNumber: mask(name.identityNumber ?? known?.identityNumber ?? ''),
        fullName: name.fullName ?? known?.fullName ?? '',
        difference,
        ...(row === undefined ? {} : { row }),
        ...(wageBefore === undefined ? {} : { wageBefore }),
        ...(wageNow === undefined ? {} : { wageNow }),
        ...(amountBefore === undefined ? {} : { amountBefore }),
        ...(amountNow === undefined ? {} : { amountNow }),
      }
    })
  }
}

function countsOf(compared: readonly Compared[]): Comparison['counts'] {
  return (Object.keys(DIFFERENCES) as Difference[]).flatMap((difference) => {
    const count = compared.filter((one) => one.difference === difference).length
    return count === 0 ? [] : [{ difference, count, says: DIFFERENCES[difference] }]
  })
}
