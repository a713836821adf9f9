import { DASH, monthText, type OriginText, originText, STATES, shown } from './page-text.js'
import type { ContributionProofData } from './statement-data.js'

/** 参保缴费证明的纸面文字。 */
export interface ProofPage extends OriginText {
  readonly title: string
  readonly says: string
  readonly employer: string
  readonly rows: readonly (readonly string[])[]
}

export function proofPage(data: ContributionProofData): ProofPage {
  const period = `${monthText(data.from)}至${monthText(data.through)}`
  return {
    ...originText(data),
    title: '社会保险参保缴费证明',
    says: `兹证明下列人员${period}在${data.areaName}参加社会保险及缴费情况如下：`,
    employer: data.employer?.name ?? '无',
    rows: data.rows.map((row) => [
      row.name,
      STATES[row.state],
      shown(row.firstEnrolled, monthText),
      row.employer ?? DASH,
      shown(row.months, String),
      row.source,
    ]),
  }
}
