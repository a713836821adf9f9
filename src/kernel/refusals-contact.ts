import { refusal } from './refusal.js'

type Text = { text: string }

/** 联系方式与银行卡的不予办理情形；号码只显示脱敏后的样子。 */
export const malformedMobile = refusal<Text>(
  'mobile.malformed',
  'invalid',
  ({ text }) => `“${text}”不是手机号码，请填写 1 开头的 11 位数字，不加空格、横线或国家区号。`,
  ({ text }) => `“${text}” is not a mobile number; give eleven digits beginning with 1, without spaces or +86.`,
)

export const malformedBankCard = refusal<Text>(
  'bank-card.malformed',
  'invalid',
  ({ text }) => `“${text}”不是有效的银行卡号，请对照卡面填写 16 至 19 位数字，不加空格。`,
  ({ text }) => `“${text}” is not a bank card number; copy the 16 to 19 digits from the card, without spaces.`,
)

export const scientificBankCard = refusal<Text>(
  'bank-card.scientific-notation',
  'invalid',
  ({ text }) => `“${text}”是表格软件改成的科学记数法；请在 Excel 中把该列设为“文本”再填写完整卡号。`,
  ({ text }) =>
    `“${text}” is scientific notation made by a spreadsheet; format the column as “Text” in Excel and type the number.`,
)
