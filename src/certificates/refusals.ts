import { refusal } from '../kernel/refusal.js'
import { showSign } from '../kernel/signs.js'

/** 书面证明的不予办理情形。 */
export const missingGlyph = refusal<{ sign: string; text: string }>(
  'paper.missing-glyph',
  'conflict',
  ({ sign, text }) =>
    `字库中没有“${visible(text)}”里的“${showSign(sign)}”（${codeOf(sign)}），不能出具书面证明；请提请补充字库，勿以他字代替。`,
  ({ sign, text }) =>
    `No font here has “${showSign(sign)}” (${codeOf(sign)}) of “${visible(text)}”, so the paper cannot be printed; ask for the font to be added and put no other character in its place.`,
)

export const unknownPaper = refusal<{ serial: string }>(
  'paper.unknown',
  'missing',
  ({ serial }) => `没有流水号为“${serial}”的证明，请核对流水号。`,
  ({ serial }) => `There is no paper with the serial number “${serial}”; check the number.`,
)

export const paperEnded = refusal<{ serial: string }>(
  'paper.ended',
  'conflict',
  ({ serial }) => `流水号为“${serial}”的证明已经撤回或换发，不必再次办理。`,
  ({ serial }) => `The paper with the serial number “${serial}” has already been withdrawn or replaced.`,
)

function codeOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function visible(text: string): string {
  return [...text].map(showSign).join('')
}

export const noStatementYear = refusal<{ year: number }>(
  'statement.no-such-year',
  'missing',
  ({ year }) => `${year} 年没有可出具的记录。请从列出的年度中选择。`,
  ({ year }) => `There is nothing to state for ${year}; choose one of the years listed.`,
)

export const yearNotInMandate = refusal<{ year: number; narrowed: { readonly zh: string; readonly en: string } }>(
  'statement.year-not-in-mandate',
  'denied',
  ({ year, narrowed }) =>
    `许可的范围${narrowed.zh}，${year} 年不全在其中，不能出具这一年的记录单；可就其中的月份索取参保缴费证明，或由本人、现参保地办理。`,
  ({ year, narrowed }) =>
    `What is permitted goes over ${narrowed.en}, which is not the whole of ${year}, so no statement of that year is made; ask for a proof of those months, or let the person or the insured place of today do it.`,
)

export const noProof = refusal<object>(
  'proof.nothing',
  'missing',
  () => '没有参保或缴费记录，没有可以证明的期间。对记录有疑问的，可以提出异议或到窗口核对。',
  () => 'There is no enrolment or contribution to certify. If that looks wrong, raise an objection or ask at a window.',
)

export const proofSpan = refusal<{ first: string; last: string }>(
  'proof.span',
  'invalid',
  ({ first, last }) => `证明的期间应在 ${first} 至 ${last} 之内，起始月不晚于终止月。请重新选择。`,
  ({ first, last }) => `The months must lie between ${first} and ${last}, the first not after the last. Choose again.`,
)

export const noBenefits = refusal<object>(
  'proof.no-benefits',
  'missing',
  () => '没有核定或发放过待遇，没有可以证明的待遇。对记录有疑问的，可以提出异议或到窗口核对。',
  () =>
    'No benefit was determined or paid, so there is none to certify. If that looks wrong, raise an objection or ask at a window.',
)

export const benefitsNotInMandate = refusal<{ narrowed: { readonly zh: string; readonly en: string } }>(
  'proof.benefits-not-in-mandate',
  'denied',
  ({ narrowed }) =>
    `许可的范围${narrowed.zh}，现在享受的待遇不以月份分开，不能出具待遇享受证明；请本人办理，另行授权全部月份，或到现参保地办理。`,
  ({ narrowed }) =>
    `What is permitted goes over ${narrowed.en}; what is received now is not kept by month, so no benefit proof is made. Let the person do it, give a mandate over all months, or go to the insured place of today.`,
)
