import { type Explained, explain } from '../kernel/explain.js'
import type { Ppm, Rounding } from '../kernel/money.js'
import { parsePeriod, yearOf } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import { ACCOUNT_RULE, type InterestMethod } from './account-interest.js'
import type { AreaPolicy } from './area.js'
import { PREFIX } from './levy.js'

/** 有记账利率的个人账户。A medical account only takes what is credited; its keeper gives the interest, if any. */
export const INTEREST_ACCOUNTS: readonly Insurance[] = ['110', '120', '170', 'annuity']

/** 一年的计息要素。`rate` is undefined until the year's notional rate is published; it is never guessed. */
export interface AccountTerms {
  readonly year: number
  readonly rate: Explained<Ppm> | undefined
  readonly method: Explained<InterestMethod>
  /** 1.083/2 as the rule rounds it, exactly 0.5415. */
  readonly yearlyFactor: Explained<Ppm>
  readonly rounding: Explained<Rounding>
  /** 暂用：the rate stands in for one that is not published yet. */
  readonly provisional?: boolean
  /** 终止当月是否计息；counted unless told otherwise. */
  readonly closingMonth?: Explained<'counted' | 'notCounted'>
  /** 利率公布后，年内已按暂用利率终止的账户是否重算；recomputed unless told otherwise. */
  readonly recomputation?: Explained<'recomputed' | 'kept'>
}

/**
 * 某年某险种的计息要素：记账利率、计息方法、尾数处理。Where the area settles provisionally
 * (`account.provisional-rate`), the last published rate stands in for one that is still to come.
 */
export function accountTerms(area: AreaPolicy, year: number, insurance: Insurance = '110'): AccountTerms {
  return area.remember(`account|${insurance}|${year}`, () => {
    const at = parsePeriod(`${year}-12`)
    const own = (what: string) => area.find(`${PREFIX[insurance]}.${what}`, at)
    const published = publishedRate(area, year, insurance)
    const standIn = published === undefined ? standInRate(area, year, insurance) : undefined
    return {
      year,
      rate: published ?? standIn,
      method: (own('interest-method') ?? area.choice('account.interest-method', at)) as Explained<InterestMethod>,
      yearlyFactor: area.ppm('account.yearly-method-factor', at),
      rounding: area.choice('account.rounding', at) as Explained<Rounding>,
      provisional: standIn !== undefined || published?.parameter?.status === 'provisional',
      closingMonth: area.choice('account.closing-month', at) as Explained<'counted' | 'notCounted'>,
      recomputation: area.choice('account.recomputation', at) as Explained<'recomputed' | 'kept'>,
    }
  })
}

/** 当年公布的记账利率；undefined where it is not, or the account bears no notional interest. */
function publishedRate(area: AreaPolicy, year: number, insurance: Insurance): Explained<Ppm> | undefined {
  if (!INTEREST_ACCOUNTS.includes(insurance)) return undefined
  const at = parsePeriod(`${year}-12`)
  return area.find(`${PREFIX[insurance]}.notional-rate`, at) as Explained<Ppm> | undefined
}

/** 暂用利率：the last one published, where the area's rule is to settle with it. Only for years after one was published. */
function standInRate(area: AreaPolicy, year: number, insurance: Insurance): Explained<Ppm> | undefined {
  if (!INTEREST_ACCOUNTS.includes(insurance)) return undefined
  const rule = area.find('account.provisional-rate', parsePeriod(`${year}-12`))
  if (rule?.value !== 'lastPublished') return undefined
  const last = lastPublishedYear(area, year, insurance)
  if (last === undefined) return undefined
  return explain('provisionalRate', 'ppm', ACCOUNT_RULE, (why) => {
    why.use(rule)
    return why.use(publishedRate(area, last, insurance)!)
  })
}

function lastPublishedYear(area: AreaPolicy, before: number, insurance: Insurance): number | undefined {
  const versions = area.parameter(`${PREFIX[insurance]}.notional-rate`)?.versions ?? []
  const first = versions[0] === undefined ? before : yearOf(parsePeriod(versions[0].since))
  for (let year = before - 1; year >= first; year--) {
    if (publishedRate(area, year, insurance) !== undefined) return year
  }
  return undefined
}
