import { type Static, Type } from '@sinclair/typebox'
import {
  AmountFen,
  InsuranceCode,
  InsuranceTotal,
  PeriodText,
  RefusedRow,
  Sentence,
  SubmissionSummary,
} from './contract.js'

/** 一人一月将要记账的内容。Identity numbers are masked. */
export const FilingLine = Type.Object({
  row: Type.Integer(),
  identityNumber: Type.String(),
  fullName: Type.String(),
  contributionMonth: PeriodText,
  contributionKind: Type.String(),
  declaredWage: AmountFen,
  insurances: Type.Array(
    Type.Object({
      insurance: InsuranceCode,
      base: AmountFen,
      employerAmount: AmountFen,
      personAmount: AmountFen,
      personToAccount: AmountFen,
    }),
  ),
})
export type FilingLine = Static<typeof FilingLine>

/** 申报的预览：POST /api/filings（multipart：file、settlementMonth）、POST /api/filings/:id/resubmit。Nothing is submitted yet. */
export const FilingPreview = Type.Object({
  submission: SubmissionSummary,
  /** 同一文件此前已经报送：the earlier submission is answered, nothing new was made. */
  again: Type.Boolean(),
  notices: Type.Array(Sentence),
  insurances: Type.Array(InsuranceTotal),
  /** The first lines that would be posted. */
  lines: Type.Array(FilingLine),
  refusedRows: Type.Array(RefusedRow),
})
export type FilingPreview = Static<typeof FilingPreview>

/** 提交：POST /api/filings/:id/submit。Where rows were refused, the filer confirms that only the accepted part is filed. */
export const SubmitRequest = Type.Object(
  { revision: Type.Integer(), acceptedOnly: Type.Boolean() },
  { additionalProperties: false },
)
export type SubmitRequest = Static<typeof SubmitRequest>

/** 明细页：GET /api/submissions/:id/lines?voucher=n（每份凭证一页，至多 1000 行，从 1 起）。 */
export const LinePage = Type.Object({
  voucher: Type.Integer(),
  vouchers: Type.Integer(),
  lines: Type.Array(FilingLine),
  /** 由保密人员专办岗查看的行数. */
  withheld: Type.Integer(),
})
export type LinePage = Static<typeof LinePage>

/** 本单位各月应缴与实缴：GET /api/employer/months?from=&through=。 */
export const EmployerMonths = Type.Object({
  months: Type.Array(
    Type.Object({
      month: PeriodText,
      insurances: Type.Array(
        Type.Object({
          insurance: InsuranceCode,
          persons: Type.Integer(),
          dueEmployer: AmountFen,
          duePerson: AmountFen,
          paidEmployer: AmountFen,
          paidPerson: AmountFen,
        }),
      ),
    }),
  ),
})
export type EmployerMonths = Static<typeof EmployerMonths>
