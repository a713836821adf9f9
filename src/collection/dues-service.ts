import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { fen, yuanText } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due } from '../ledger/fact.js'
import { duesOfEmployer } from '../ledger/lookup-store.js'
import { baseAt, basesOfEmployer } from './base-store.js'
import type { Sentence } from './contract.js'
import type { FromBasesRequest } from './dues-contract.js'
import type { FilingPreview } from './filing-contract.js'
import { chargeKey, chargesOf } from './filing-match.js'
import { FilingService } from './filing-service.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth } from './refusals.js'
import { allFiled, allLeftOut, nobodyEnrolled, notYourStaff } from './refusals-contribution.js'
import { type RosterRow, rosterOf } from './roster-store.js'

/**
 * 由申报工资生成应缴。The system writes the filing that the employer would have written: everybody insured in the month, with
 * the wage declared for the pay year. It is previewed, changed, submitted and reviewed as any filing; who has no wage stands
 * among its refused rows.
 */
export class DuesService {
  private readonly filings: FilingService

  constructor(private readonly ports: CollectionPorts) {
    this.filings = new FilingService(ports)
  }

  async propose(actor: Actor, employerId: string, request: FromBasesRequest): Promise<FilingPreview> {
    const month = parsePeriod(request.settlementMonth)
    const current = periodOfDay(this.ports.clock.today())
    if (month > current) throw new Refusal(futureMonth, { month, current })
    const { bytes, leftOut } = await this.filing(employerId, month, request)
    const fileName = `由申报工资生成-${month}.csv`
    const preview = await this.filings.upload(actor, { employerId, settlementMonth: month, fileName, bytes })
    return leftOut.length === 0 ? preview : { ...preview, notices: [leftOutSays(leftOut), ...preview.notices] }
  }

  private async filing(
    employerId: string,
    month: Period,
    { wages: changed, leaveOut = [], added = [] }: FromBasesRequest,
  ): Promise<{ bytes: Buffer; leftOut: readonly RosterRow[] }> {
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const roster = await rosterOf(trx, this.ports.vault, employerId, month)
      if (roster.length === 0 && added.length === 0) throw new Refusal(nobodyEnrolled, { month })
      const keys = new Set(roster.map(({ key }) => key))
      const strange = [...changed.map(({ key }) => key), ...leaveOut].filter((key) => !keys.has(key)).length
      if (strange > 0) throw new Refusal(notYourStaff, { rows: strange })
      const open = await this.unfiled(trx, employerId, month, roster)
      if (open.length === 0 && added.length === 0) throw new Refusal(allFiled, { month, persons: roster.length })
      const gone = new Set(leaveOut)
      const [leftOut, kept] = [open.filter(({ key }) => gone.has(key)), open.filter(({ key }) => !gone.has(key))]
      if (kept.length === 0 && added.length === 0) throw new Refusal(allLeftOut, { month, persons: open.length })
      const byKey = new Map(changed.map(({ key, wage }) => [key, wage]))
      const bases = await basesOfEmployer(trx, employerId)
      const lines = kept.map(({ key, personId, identityNumber, fullName }) => {
        const wage = byKey.get(key) ?? baseAt(bases, personId, month)?.declaredWage
        return lineOf([identityNumber, fullName, wage === undefined ? '' : yuanText(fen(wage)), month])
      })
      const more = added.map(({ identityNumber, fullName, wage, contributionMonth = month }) =>
        lineOf([identityNumber, fullName, yuanText(fen(wage)), contributionMonth]),
      )
      const text = [...leftOut.map(leftOutLine), HEADER, ...lines, ...more].join('\r\n')
      return { bytes: Buffer.from(text), leftOut }
    })
  }

  /** Something of the month is still to be charged. */
  private async unfiled(trx: Trx, employerId: string, month: Period, roster: readonly RosterRow[]) {
    const charged = chargesOf(await duesOfEmployer<Due>(trx, employerId, month))
    return roster.filter(({ personId, active }) =>
      active.some((insurance) => !charged.has(chargeKey(personId, insurance, month, employerId))),
    )
  }
}

const HEADER = '社会保障号码,姓名,缴费工资,对应费款所属期'

function lineOf(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** 原件的表头之上：whom the employer left out, by name, so that it stands on the paper. */
function leftOutLine({ identityNumber, fullName }: RosterRow): string {
  return lineOf(['未列入', identityNumber, fullName, '单位指明'])
}

function leftOutSays(rows: readonly RosterRow[]): Sentence {
  const names = rows
    .slice(0, 20)
    .map(({ fullName }) => fullName)
    .join('、')
  return {
    zh: `在保而由单位指明不列入的 ${rows.length} 人：${names}${rows.length > 20 ? '等' : ''}。其当月应缴不在本次之内。`,
    en: `${rows.length} insured persons are left out as you said: ${names}. Their month is not in this filing.`,
  }
}
