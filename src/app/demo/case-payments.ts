import { type Fen, fen, yuanText } from '../../kernel/money.js'
import { type Period, parsePeriod, periodsFrom, plus } from '../../kernel/period.js'
import type { BenefitDetermination, BenefitPayment, LifeEvent, Posted } from '../../ledger/fact.js'
import { IMPORTED_SINCE } from './case-history.js'
import type { DemoLife } from './lives.js'

/** 一人的待遇：what was determined, what was paid, and what the account still holds. */
export interface Drawing {
  readonly life: DemoLife
  readonly determinations: readonly Posted<BenefitDetermination>[]
  readonly payments: readonly Posted<BenefitPayment>[]
  readonly death?: Posted<LifeEvent> | undefined
  readonly accountLeft: Fen
}

const HEAD = '社会保障号码,姓名,险种,待遇种类,待遇项目,待遇所属年月,金额,由个人账户支付'

/** 某月的待遇支付批次，as the pay office hands it in: all that is determined up to this month and not paid yet. */
export function paymentFile(drawings: readonly Drawing[], month: Period): Buffer | undefined {
  const lines = drawings.flatMap((drawing) => linesOf(drawing, month))
  return lines.length === 0 ? undefined : Buffer.from([HEAD, ...lines, ''].join('\r\n'), 'utf8')
}

function linesOf({ life, determinations, payments, death, accountLeft }: Drawing, month: Period): string[] {
  const died = death === undefined ? undefined : parsePeriod(death.day.slice(0, 7))
  let left: number = accountLeft
  return determinations.flatMap((one) => {
    const { insurance, benefitKind, item, periodic, fromMonth, throughMonth, amount } = one
    const paid = payments.filter((payment) => payment.item === item && payment.insurance === insurance)
    const first = fromMonth < IMPORTED_SINCE && life.spells.length === 0 ? IMPORTED_SINCE : fromMonth
    const last = [month, ...(throughMonth === undefined ? [] : [throughMonth])].sort()[0]!
    const months = periodic
      ? first <= last
        ? [...periodsFrom(first, last)]
        : []
      : fromMonth <= month
        ? [fromMonth]
        : []
    return months
      .filter((at) => benefitKind === 'survivors' || died === undefined || at <= died)
      .filter((at) => !isPaid(one, paid, at))
      .map((at) => {
        const fromAccount = item === 'accountPension' ? Math.min(amount, left) : item === 'accountReturned' ? amount : 0
        left -= fromAccount
        const yuan = [yuanText(amount), yuanText(fen(fromAccount))]
        return [life.identityNumber, life.fullName, insurance, benefitKind, item, at.replace('-', ''), ...yuan].join(
          ',',
        )
      })
  })
}

/** Several adjustments share their item: each year's is told by its amount. */
function isPaid(one: BenefitDetermination, paid: readonly BenefitPayment[], at: Period): boolean {
  return paid.some(({ benefitMonth, amount }) => benefitMonth === at && amount === one.amount)
}

export function monthBefore(month: Period): Period {
  return plus(month, -1)
}
