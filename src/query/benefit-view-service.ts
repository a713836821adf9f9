import type { Language } from '../kernel/refusal.js'
import type { BenefitItem, BenefitRecord } from '../records/benefits.js'
import { figureView } from './figure-view-service.js'
import type { BenefitView } from './section-contract.js'

/** 一项待遇，as a screen shows it. What is provisional says so at every figure it touches. */
export function benefitView(one: BenefitRecord, language: Language): BenefitView {
  const path = `benefit/${one.index}`
  const status = one.provisional ? 'provisional' : undefined
  return {
    insurance: one.insurance,
    kind: one.kind,
    eventMonth: one.eventMonth,
    since: one.since,
    ...(one.through === undefined ? {} : { through: one.through }),
    provisional: one.provisional,
    ...(one.monthly === undefined ? {} : { monthly: figureView(one.monthly, `${path}/monthly`, language, status) }),
    items: one.items.map((item) => itemView(item, `${path}/${item.index}`, language)),
    paidYears: one.paidYears
      .map(({ year, months, paid, fromAccount }) => ({
        year,
        months,
        paid: figureView(paid, `${path}/paid/${year}`, language),
        ...(fromAccount.value === 0
          ? {}
          : { fromAccount: figureView(fromAccount, `${path}/fromAccount/${year}`, language) }),
      }))
      .reverse(),
  }
}

function itemView(one: BenefitItem, path: string, language: Language): BenefitView['items'][number] {
  const { item, amount, periodic, from, through, provisional, document } = one
  return {
    item,
    amount: figureView(amount, `${path}/amount`, language, provisional ? 'provisional' : undefined),
    periodic,
    from,
    ...(through === undefined ? {} : { through }),
    provisional,
    document,
  }
}
