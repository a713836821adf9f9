import { refusal } from './refusal.js'
import { type BadSign, showSign, signAdvice } from './signs.js'

/** 统一社会信用代码的不予办理情形。A credit code is public, so a sentence may show it. */
type Text = { text: string }

export const missingCreditCode = refusal(
  'credit-code.missing',
  'invalid',
  () => '统一社会信用代码没有填写，请按营业执照或登记证书填写。',
  () => 'The unified social credit code is missing; copy it from the licence or certificate.',
)

export const scientificCreditCode = refusal<Text>(
  'credit-code.scientific-notation',
  'invalid',
  ({ text }) => `“${text}”是表格软件改成的科学记数法；请在 Excel 中把该列设为“文本”再填写完整代码。`,
  ({ text }) =>
    `“${text}” is scientific notation made by a spreadsheet; format the column as “Text” in Excel and type the code.`,
)

export const badCreditCodeSign = refusal<BadSign>(
  'credit-code.bad-character',
  'invalid',
  ({ sign, position }) =>
    `统一社会信用代码第 ${position} 位“${showSign(sign)}”不应出现（不使用字母 I、O、S、V、Z，第 3 至 8 位为数字）：${advice(sign).zh}。`,
  ({ sign, position }) =>
    `Character ${position} of the credit code, “${showSign(sign)}”, does not belong there (I, O, S, V and Z are not used; characters 3 to 8 are digits): ${advice(sign).en}.`,
)

export const wrongCreditCodeLength = refusal<Text & { length: number }>(
  'credit-code.wrong-length',
  'invalid',
  ({ text, length }) => `“${text}”有 ${length} 位，统一社会信用代码应为 18 位，请按营业执照或登记证书补全。`,
  ({ text, length }) => `“${text}” has ${length} characters; a credit code has 18. Complete it from the licence.`,
)

export const wrongCreditCodeCheck = refusal<Text>(
  'credit-code.wrong-check',
  'invalid',
  ({ text }) => `“${text}”与末位校验码不符，其中至少有一位填错，请按营业执照或登记证书逐位核对。`,
  ({ text }) => `“${text}” fails its check character: at least one character is wrong. Compare it with the licence.`,
)

export const wrongOrganizationCheck = refusal<Text>(
  'credit-code.wrong-organization-check',
  'invalid',
  ({ text }) => `“${text}”第 9 至 17 位的组织机构代码校验不符，请按营业执照或登记证书逐位核对。`,
  ({ text }) => `In “${text}” the organisation code (characters 9 to 17) fails its check. Compare it with the licence.`,
)

/** An X is an ordinary letter here. */
function advice(sign: string): { zh: string; en: string } {
  return /[Xx]/.test(sign) ? { zh: '请按营业执照或登记证书改正', en: 'mend it from the licence' } : signAdvice(sign)
}
