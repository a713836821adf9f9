import type { Explained } from '../kernel/explain.js'
import type { Language } from '../kernel/refusal.js'
import { spokenAmount, spokenMonth, spokenMonths } from '../kernel/spoken.js'
import type { Estimate, EstimateFigures } from '../policy/estimate.js'
import type { EstimateAnswer } from './estimate-contract.js'
import type { Figure } from './figure-contract.js'
import { figureView } from './figure-view-service.js'

export type FigureName = keyof EstimateFigures

type Shown = Pick<EstimateAnswer, 'when' | 'months' | 'pension' | 'balance'>

/** 测算的数，打印好的。A figure's path is its name. */
export function figuresView({ figures }: Estimate, language: Language): Shown {
  const view = (name: FigureName, explained: Explained): Figure => figureView(explained, name, language)
  const { inTodaysTerms, replacement } = figures
  return {
    when: {
      statutory: view('statutory', figures.statutory),
      earliest: view('earliest', figures.earliest),
      latest: view('latest', figures.latest),
    },
    months: {
      years: view('years', figures.years),
      minimum: view('minimum', figures.minimum),
      shortfall: view('shortfall', figures.shortfall),
    },
    pension: {
      total: view('total', figures.total),
      basic: view('basic', figures.basic),
      account: view('account', figures.account),
      transitional: view('transitional', figures.transitional),
      base: view('base', figures.base),
      averageIndex: view('averageIndex', figures.averageIndex),
      divisor: view('divisor', figures.divisor),
      ...(inTodaysTerms === undefined ? {} : { inTodaysTerms: view('inTodaysTerms', inTodaysTerms) }),
      ...(replacement === undefined ? {} : { replacement: view('replacement', replacement) }),
    },
    balance: view('balance', figures.balance),
  }
}

/** 念出来的几句话。 */
export function spokenEstimate({ figures, assumptions, isEligible }: Estimate, language: Language): string {
  const { total, basic, account, transitional, years, shortfall, balance } = figures
  const month = spokenMonth(assumptions.retirement, language)
  const amount = (one: EstimateFigures['total']) => spokenAmount(one.value, language)
  if (language === 'en') {
    const minimum = isEligible ? '' : ` That is ${spokenMonths(shortfall.value, 'en')} short of the minimum.`
    return (
      `Retiring in ${month}, the pension is estimated at ${amount(total)} a month: basic ${amount(basic)}, ` +
      `personal account ${amount(account)}, transitional ${amount(transitional)}. There would be ` +
      `${spokenMonths(years.value, 'en')} of contributions and ${amount(balance)} in the account.${minimum} ` +
      'This is an estimate, not a determination.'
    )
  }
  const minimum = isEligible ? '' : `离最低缴费年限还差${spokenMonths(shortfall.value, 'zh')}，那时不能按月领取。`
  return (
    `如果${month}退休，每月养老金测算为${amount(total)}，其中基础养老金${amount(basic)}，个人账户养老金${amount(account)}，` +
    `过渡性养老金${amount(transitional)}。到时缴费年限${spokenMonths(years.value, 'zh')}，个人账户有${amount(balance)}。` +
    `${minimum}这是测算，不是核定。`
  )
}
