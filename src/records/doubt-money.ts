import { type Fen, fen, yuanText } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { AccountMove } from './account-moves.js'
import type { AccountRecord, AccountYearRecord } from './account-record.js'
import type { BenefitRecord } from './benefits.js'
import { type Doubt, doubt, monthsText } from './doubts.js'
import { compare, groupBy } from './live.js'

/** 金额的矛盾：an account that holds less than nothing, money after its end, an amount the rule does not give. */
export function doubtsOfMoney(
  accounts: readonly AccountRecord[],
  movesOf: (insurance: string) => readonly AccountMove[],
  benefits: readonly BenefitRecord[],
): Doubt[] {
  return [
    ...accounts.flatMap((account) => {
      const moves = movesOf(account.insurance)
      return [...belowZero(account, moves), ...creditAfterClose(account, moves)]
    }),
    ...benefits.flatMap(differsFromRule),
  ]
}

/** The first year in which it falls below zero; the years after it rest on that one. */
function belowZero({ insurance, years }: AccountRecord, moves: readonly AccountMove[]): Doubt[] {
  for (const one of years) {
    const own = moves.filter(({ month }) => yearOf(month) === one.year)
    const lowest = Math.min(lowestOf(one.opening.value + settledWithin(one), own), one.balance.value)
    if (lowest >= 0) continue
    const drawn = own.filter(isOut)
    const months = [...new Set(drawn.map(({ month }) => month))].sort(compare)
    const paths = [`accounts/${insurance}/${one.year}/${standing(one)}`, `accounts/${insurance}/balance`]
    const place = { insurance, months, facts: drawn.map(({ fact }) => fact), paths }
    return [doubt('accountBelowZero', place, [String(one.year), yuanText(fen(-lowest))])]
  }
  return []
}

/** 年内终止的利息：what is paid out at an account's end has the interest of that year in it. */
function settledWithin(one: AccountYearRecord): number {
  const { closedAfter, interestOnOpening, interestOnCredits, interestOnPaid } = one
  if (closedAfter === undefined) return 0
  return (interestOnOpening?.value ?? 0) + (interestOnCredits?.value ?? 0) - (interestOnPaid?.value ?? 0)
}

/** The least the account held at the end of any month, before the year's interest. */
function lowestOf(opening: number, moves: readonly AccountMove[]): number {
  if (!moves.some(isOut)) return opening
  let [balance, lowest] = [opening, opening]
  for (const [, own] of [...groupBy(moves, ({ month }) => month)].sort(([a], [b]) => compare(a, b))) {
    for (const one of own) balance += one.kind === 'credit' || one.kind === 'movedIn' ? one.amount : -one.amount
    lowest = Math.min(lowest, balance)
  }
  return lowest
}

function isOut({ kind, amount }: AccountMove): boolean {
  return kind === 'paidOut' || kind === 'movedOut' || amount < 0
}

function standing({ closing }: AccountYearRecord): 'closing' | 'balance' {
  return closing === undefined ? 'balance' : 'closing'
}

function creditAfterClose({ insurance, ended }: AccountRecord, moves: readonly AccountMove[]): Doubt[] {
  if (ended === undefined) return []
  const late = moves.filter((one) => one.kind === 'credit' && one.month > ended.month)
  if (late.length === 0) return []
  const months: Period[] = [...new Set(late.map(({ month }) => month))].sort(compare)
  const text = monthsText(months)
  const facts = [ended.fact, ...late.map(({ fact }) => fact)]
  const paths = [...new Set(months.map((month) => `accounts/${insurance}/${yearOf(month)}/credits`))]
  return [
    doubt('creditAfterClose', { insurance, months, facts, paths }, [ended.month, text.zh], [ended.month, text.en]),
  ]
}

/**
 * 核定与规则不符。The determination stands; the rule's own figure is beneath it. One that was only provisional is to be
 * determined anew and differs by its nature.
 */
function differsFromRule({ insurance, index, items }: BenefitRecord): Doubt[] {
  return items.flatMap(({ amount, rule, provisional, fact, from, index: at }) => {
    if (rule === undefined || provisional || rule.value === amount.value) return []
    const place = { insurance, months: [from], facts: [fact], paths: [`benefit/${index}/${at}/amount`] }
    return [doubt('differsFromRule', place, [yuanText(amount.value), yuanText(rule.value as Fen)])]
  })
}
