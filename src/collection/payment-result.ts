import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parseYuan } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { parseMonth } from '../policy/standard-check.js'
import { FIELDS } from './header.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import { ownField, type SmallRow } from './small-table.js'

/** 银行回盘的栏目。 */
const ITEM = ownField('item', 'AAA036', '待遇项目')
const MONTH = ownField('benefitMonth', 'benefitMonth', '待遇所属年月')
const AMOUNT = ownField('amount', 'AAE019', '金额')
const OUTCOME = ownField('outcome', 'outcome', '结果')
const REASON = ownField('reason', 'reason', '原因')

export const OUTCOMES = {
  paid: { zh: '成功', en: 'paid' },
  failed: { zh: '失败', en: 'failed' },
  returned: { zh: '退回', en: 'returned' },
} as const
export type Outcome = keyof typeof OUTCOMES

export interface ResultRow {
  readonly row: number
  readonly identityNumber: string
  readonly item: string
  readonly benefitMonth: Period
  readonly amount: number
  readonly outcome: Outcome
  readonly reason: string
}

/** 读一行回盘。The first fault of a row is its refusal. */
export function readResultRow({ row, text }: SmallRow, today: Day): ResultRow | RefusedRow {
  let column = ''
  const of = (field: Parameters<SmallRow['text']>[0]) => {
    column = field.names[0]!
    return text(field)
  }
  try {
    const identityNumber = parseIdentity(of(FIELDS.socialSecurityNumber), today).number
    const item = of(ITEM)
    const benefitMonth = parseMonth(of(MONTH))
    const amount = parseYuan(of(AMOUNT))
    const said = of(OUTCOME)
    const outcome = (Object.keys(OUTCOMES) as Outcome[]).find((key) => said === key || said === OUTCOMES[key].zh)
    if (outcome === undefined) {
      const [zh, en] = [
        `“${said.slice(0, 20)}”不是成功、失败或退回。`,
        `“${said.slice(0, 20)}” is none of 成功, 失败, 退回.`,
      ]
      return refuseRow(row, column, 'row.payment-outcome', { zh, en })
    }
    return { row, identityNumber, item, benefitMonth, amount, outcome, reason: text(REASON).slice(0, 100) }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
}

export function notInBatch(row: number): RefusedRow {
  return refuseRow(
    row,
    '',
    'row.not-in-batch',
    { zh: '批次中没有此人此月此项目的这一笔。', en: 'The batch holds no such payment of this person, item and month.' },
    { zh: '请与银行核对，改正后重新上传。', en: 'Check with the bank, correct it and upload again.' },
  )
}

export function amountUnlike(row: number): RefusedRow {
  return refuseRow(
    row,
    AMOUNT.names[0]!,
    'row.payment-amount',
    { zh: '金额与批次中的不同。', en: 'The amount is not that of the batch.' },
    { zh: '请与银行核对，改正后重新上传。', en: 'Check with the bank, correct it and upload again.' },
  )
}

export function namedTwice(row: number): RefusedRow {
  return refuseRow(
    row,
    '',
    'row.named-twice',
    { zh: '同一笔在回盘中出现两次。', en: 'The same payment is named twice.' },
    { zh: '请只保留一行。', en: 'Keep one row only.' },
  )
}
