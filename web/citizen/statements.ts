/** 记录单的接口。Paths and answers of the statements of one's own. */
export const STATEMENT_PATHS = {
  mine: '/api/my/statements',
  pdf: '/api/my/statements/:id/pdf',
} as const

/** 已出具的一张。 */
export interface IssuedStatement {
  readonly id: string
  readonly form: string
  readonly year?: number | undefined
  readonly serial: string
  readonly issuedAt: number
  readonly validUntil: string
  /** true, laterChanged, replaced, withdrawn or expired. */
  readonly state: string
}

export interface StatementsAnswer {
  /** Years a statement can be issued for, newest first. */
  readonly years: readonly number[]
  readonly statements: readonly IssuedStatement[]
}

/** Right after issuing, and only then, the check code is told; later it stands on the paper alone. */
export interface NewStatement extends IssuedStatement {
  readonly code: string
}
