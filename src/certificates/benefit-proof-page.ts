import { periodOfDay } from '../kernel/day.js'
import { money, monthText, type OriginText, originText, shown } from './page-text.js'
import type { BenefitProofData, BenefitState } from './statement-data.js'

/** 待遇享受证明的纸面文字。 */
export interface BenefitProofPage extends OriginText {
  readonly title: string
  readonly says: string
  readonly rows: readonly (readonly string[])[]
}

const STATES: Readonly<Record<BenefitState, string>> = {
  running: '正常享受',
  suspended: '暂停发放',
  ended: '已经终止',
  single: '一次性待遇',
  paidOnly: '只有发放记录',
}

export function benefitProofPage(data: BenefitProofData): BenefitProofPage {
  return {
    ...originText(data),
    title: '社会保险待遇享受证明',
    says: `兹证明下列人员截至${monthText(periodOfDay(data.dataCutoff))}在${data.areaName}享受社会保险待遇情况如下：`,
    rows: data.rows.map((row) => [
      row.insurance,
      row.benefit,
      monthText(row.eventMonth),
      monthText(row.since),
      STATES[row.state],
      shown(row.monthly, (monthly) => `${money(monthly)}${row.provisional ? '（预发）' : ''}`),
      shown(row.paidThrough, monthText),
    ]),
  }
}
