import { type Fen, fen, yuanText } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { AccountMove } from './account-moves.js'
import type { AccountRecord, AccountYearRecord } from './account-record.js'
import type { BenefitRecord } from './benefits.js'
import { type Doubt, doubt, monthsText } from './doubts.js'
import { compare } from './live.js'

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
  const first = years.find(({ balance }) => balance.value < 0)
  if (first === undefined) return []
  const drawn = moves.filter((one) => yearOf(one.month) === first.year && isOut(one))
  const months = [...new Set(drawn.map(({ month }) => month))].sort(compare)
  const paths = [`accounts/${insurance}/${first.year}/${standing(first)}`, `accounts/${insurance}/balance`]
  const texts = [String(first.year), yuanText(fen(-first.balance.value))]
  return [doubt('accountBelowZero', { insurance, months, facts: drawn.map(({ fact }) => fact), paths }, texts)]
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
