import { type Static, Type } from '@sinclair/typebox'
import { parseCheckCode } from './check-code.js'
import { PAPER_FORMS, type PaperForm } from './paper-form.js'

/** 核验请求：the code typed from the paper, or the token of its QR, and the last four characters of the identity number. */
export const CheckRequest = Type.Object(
  {
    serial: Type.Optional(Type.String({ maxLength: 40, description: '流水号' })),
    code: Type.Optional(Type.String({ maxLength: 40, description: '校验码' })),
    qr: Type.Optional(Type.String({ maxLength: 40, description: '二维码凭据' })),
    lastFour: Type.String({ minLength: 1, maxLength: 8, description: '证件号码末四位' }),
  },
  { additionalProperties: false },
)
export type CheckRequest = Static<typeof CheckRequest>

/** 证明的状态。 */
export const PAPER_STATES = ['true', 'laterChanged', 'replaced', 'withdrawn', 'expired'] as const
export type PaperState = (typeof PAPER_STATES)[number]

/** 各种证明的名称。 */
export const PAPER_FORM_NAMES: Readonly<Record<PaperForm, { readonly zh: string; readonly en: string }>> = {
  statement: { zh: '权益记录单', en: 'Rights statement' },
  contributionProof: { zh: '参保缴费证明', en: 'Proof of enrolment and payment' },
  benefitProof: { zh: '待遇享受证明', en: 'Proof of benefits' },
}

const literals = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })

/** 核对上的证明所示，与纸上逐项对照。 */
const CheckedPaper = Type.Object({
  form: literals(PAPER_FORMS),
  title: Type.String(),
  serial: Type.String(),
  year: Type.Optional(Type.Integer()),
  name: Type.String({ description: '脱敏姓名' }),
  agency: Type.String(),
  area: Type.String(),
  issuedOn: Type.String(),
  issuedAt: Type.Integer({ description: '毫秒' }),
  validUntil: Type.String(),
  dataCutoff: Type.String(),
  scope: Type.Optional(Type.Array(Type.String({ description: '所载范围与代谁索取' }))),
  articles: Type.Optional(Type.Array(Type.String({ description: '准许出具的条文的编号' }))),
  figures: Type.Optional(
    Type.Array(Type.Object({ label: Type.String(), value: Type.String() }), { description: '纸上所印的数' }),
  ),
  changedAt: Type.Optional(Type.Integer({ description: '最近一次事件，毫秒' })),
  digest: Type.String({ description: '内容摘要（SM3）' }),
  checkpoint: Type.Object({ treeSize: Type.Integer(), root: Type.String() }),
})
export type CheckedPaper = Static<typeof CheckedPaper>

/** 核验结果。`unknown` says the same of a wrong code, a wrong last four and too many tries. */
export const CheckAnswer = Type.Object(
  {
    state: literals(['unknown', ...PAPER_STATES] as const),
    paper: Type.Optional(CheckedPaper),
  },
  { additionalProperties: false },
)
export type CheckAnswer = Static<typeof CheckAnswer>

/** 电子文件如何：its signature, and whether it is byte for byte what the house has on its register. */
export const FILE_STATES = [
  'whole',
  'unnumbered',
  'unregistered',
  'appended',
  'changed',
  'foreign',
  'unsigned',
] as const
export type FileState = (typeof FILE_STATES)[number]

/** 电子文件的核验结果。POST /api/check/file（multipart：file）。The file is not kept. */
export const FileAnswer = Type.Object(
  {
    state: literals(FILE_STATES),
    signedAt: Type.Optional(Type.String({ description: '签署时间，北京时间' })),
    fingerprint: Type.Optional(Type.String({ description: '签名证书的 SHA-256 指纹' })),
    paperState: Type.Optional(literals(PAPER_STATES)),
    paper: Type.Optional(CheckedPaper),
  },
  { additionalProperties: false },
)
export type FileAnswer = Static<typeof FileAnswer>

/** 文书签名的证书：GET /api/paper-certificates，近者在前。With them anybody checks a file without asking us. */
export const PaperCertificates = Type.Object(
  {
    certificates: Type.Array(
      Type.Object({
        fingerprint: Type.String({ description: '签名证书的 SHA-256 指纹' }),
        subject: Type.String({ description: '证书所记的名称' }),
        since: Type.Integer({ description: '起用时间，毫秒' }),
        current: Type.Boolean({ description: '现行的' }),
        pem: Type.String({ description: 'PEM 格式的证书' }),
      }),
    ),
  },
  { additionalProperties: false },
)
export type PaperCertificates = Static<typeof PaperCertificates>

/** A slip of the pen is noticed before anything is sent: the code carries its own check character. */
export function isCheckCode(text: string): boolean {
  return parseCheckCode(text) !== undefined
}
