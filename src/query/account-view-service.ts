import type { Explained } from '../kernel/explain.js'
import type { Language } from '../kernel/refusal.js'
import { ACCOUNT_FIGURES, type AccountFigure } from '../records/account-figures.js'
import type { AccountRecord, AccountYearRecord } from '../records/account-record.js'
import type { Keeping } from '../records/keeping.js'
import type { Figure, FigureStatus } from './figure-contract.js'
import { figureView } from './figure-view-service.js'
import { keeperView } from './keeper-view-service.js'
import type { AccountView, AccountYear } from './section-contract.js'

/** 一险种的个人账户，newest year first. */
export function accountView(account: AccountRecord, keeping: Keeping, language: Language): AccountView {
  const { insurance, years, balance, ended } = account
  const last = years.at(-1)
  return {
    insurance,
    keeper: keeperView(keeping),
    balance: figureView(balance, `accounts/${insurance}/balance`, language, last && statusOf(last)),
    years: years.map((year) => accountYearView(year, `accounts/${insurance}/${year.year}`, language)).reverse(),
    ...(ended === undefined ? {} : { ended: { month: ended.month, why: ended.why } }),
  }
}

export function accountYearView(one: AccountYearRecord, path: string, language: Language): AccountYear {
  const status = statusOf(one)
  const figures: Partial<Record<AccountFigure, Figure>> = {}
  for (const name of ACCOUNT_FIGURES) {
    const figure: Explained | undefined = one[name]
    if (figure === undefined) continue
    figures[name] = figureView(figure, `${path}/${name}`, language, RESTS_ON_RATE.has(name) ? status : undefined)
  }
  return {
    year: one.year,
    state: one.state,
    closed: one.close !== undefined,
    ...(figures as Pick<AccountYear, 'opening' | 'credits' | 'balance'>),
    ...(one.closedAfter === undefined ? {} : { closedAfter: one.closedAfter }),
    ...(one.rate?.parameter === undefined ? {} : { rateStatus: one.rate.parameter.status }),
    ...(status === 'provisional' ? { rateStatus: status } : {}),
  }
}

/** What the year's rate decides; the rest of the year is known whatever the rate. */
const RESTS_ON_RATE: ReadonlySet<string> = new Set([
  ...['interestOnOpening', 'interestOnCredits', 'interestOnPaid', 'closing', 'balance', 'rate'],
])

function statusOf({ state, rate }: AccountYearRecord): FigureStatus | undefined {
  if (state === 'provisional') return 'provisional'
  const status = rate?.parameter?.status
  return status === 'final' ? undefined : status
}
