import type { BenefitProofPage } from './benefit-proof-page.js'
import { DASH } from './page-text.js'
import type { ProofPage } from './proof-page.js'
import type { StatementPage } from './statement-page.js'

/** 纸上的一个数或一句话, with its label as it stands there: whoever holds the paper compares them one by one. */
export interface PrintedFigure {
  readonly label: string
  readonly value: string
}

/** 记录单：each insurance with what is said of it, then the account. What is a dash on the paper is left out. */
export function statementFigures({ columns, rows, account }: StatementPage): PrintedFigure[] {
  const ofInsurances = columns.flatMap((name, i) =>
    rows.map(([label, ...values]) => ({ label: `${name}：${label}`, value: values[i] ?? DASH })),
  )
  return filled([...ofInsurances, ...account.cells.map(([label, value]) => ({ label: `个人账户：${label}`, value }))])
}

export function proofFigures({ rows }: ProofPage): PrintedFigure[] {
  return ofRows(rows, ['参保状态', '首次参保年月', '单位', '实缴月数'])
}

export function benefitProofFigures({ rows }: BenefitProofPage): PrintedFigure[] {
  const named = rows.map(([insurance = '', benefit = '', ...rest]) => [`${insurance}${benefit}`, ...rest])
  return ofRows(named, ['发生年月', '起始年月', '状态', '月待遇', '已发至'])
}

/** The last column of a row may say where it is from; it is no figure. */
function ofRows(rows: readonly (readonly string[])[], labels: readonly string[]): PrintedFigure[] {
  return filled(
    rows.flatMap(([name = '', ...values]) =>
      labels.map((label, i) => ({ label: `${name}：${label}`, value: values[i] ?? DASH })),
    ),
  )
}

function filled(figures: readonly PrintedFigure[]): PrintedFigure[] {
  return figures.filter(({ value }) => value !== DASH && value !== '')
}
