import { refusal } from './refusal.js'
import { type BadSign, showSign, signAdvice } from './signs.js'

/**
 * 号码类的不予办理情形。A sentence never repeats a whole number: it may be read over a shoulder or land in a log. Facts
 * carry the masked form.
 */
type Masked = { number: string }

export const missingNumber = refusal(
  'identity.missing',
  'invalid',
  () => '社会保障号码（证件号码）没有填写，请填写后再提交。',
  () => 'The social security number is missing; fill it in.',
)

export const scientificNotation = refusal<{ text: string }>(
  'identity.scientific-notation',
  'invalid',
  ({ text }) => `“${text}”是表格软件改成的科学记数法，后几位已经丢失；请在 Excel 中把该列设为“文本”再填写完整号码。`,
  ({ text }) =>
    `“${text}” is scientific notation made by a spreadsheet, and its last digits are lost; format the column as “Text” in Excel and type the whole number.`,
)

export const digitsLost = refusal<Masked>(
  'identity.digits-lost',
  'invalid',
  ({ number }) =>
    `号码 ${number} 末三位为 000 且校验不符，多半是表格软件丢失了后几位；请在 Excel 中把该列设为“文本”再填写完整号码。`,
  ({ number }) =>
    `${number} ends in 000 and fails its check, as when a spreadsheet loses the last digits; format the column as “Text” in Excel and type the whole number.`,
)

export const badCharacter = refusal<Masked & BadSign>(
  'identity.bad-character',
  'invalid',
  ({ sign, position }) => `号码第 ${position} 位“${showSign(sign)}”不应出现：${signAdvice(sign).zh}。`,
  ({ sign, position }) =>
    `Character ${position} of the number, “${showSign(sign)}”, does not belong there: ${signAdvice(sign).en}.`,
)

export const wrongLength = refusal<Masked & { length: number }>(
  'identity.wrong-length',
  'invalid',
  ({ number, length }) => `号码 ${number} 有 ${length} 位；居民身份号码应为 18 位（旧号码 15 位），请对照证件补全。`,
  ({ number, length }) =>
    `${number} has ${length} characters; an identity number has 18 (15 in the old form). Complete it from the document.`,
)

export const wrongCheck = refusal<Masked>(
  'identity.wrong-check',
  'invalid',
  ({ number }) => `号码 ${number} 与其校验码不符，其中至少有一位填错，请对照证件逐位核对。`,
  ({ number }) => `${number} fails its check character: at least one character is wrong. Compare it with the document.`,
)

type Dated = Masked & { date: string }

export const impossibleBirth = refusal<Dated>(
  'identity.impossible-birth',
  'invalid',
  ({ date }) => `号码中的出生日期“${date}”不存在，请对照证件核对第 7 位起的日期部分。`,
  ({ date }) => `The birth date “${date}” in the number does not exist; compare that part with the document.`,
)

export const futureBirth = refusal<Dated>(
  'identity.future-birth',
  'invalid',
  ({ date }) => `号码中的出生日期“${date}”晚于今天，请对照证件核对日期部分。`,
  ({ date }) => `The birth date “${date}” in the number is in the future; compare that part with the document.`,
)

export const tooOld = refusal<Dated>(
  'identity.too-old',
  'invalid',
  ({ date }) => `按号码中的出生日期“${date}”计算已超过 120 岁，请对照证件核对日期部分。`,
  ({ date }) => `By the birth date “${date}” the person would be over 120; compare that part with the document.`,
)

export const unknownRegion = refusal<Masked & { region: string }>(
  'identity.unknown-region',
  'invalid',
  ({ region }) => `号码中的地区码“${region}”不存在，请对照证件核对开头几位。`,
  ({ region }) => `The region “${region}” in the number does not exist; compare its first digits with the document.`,
)

export const travelDocument = refusal<Masked>(
  'identity.travel-document',
  'invalid',
  ({ number }) =>
    `“${number}”是通行证或护照的号码，不是社会保障号码；港澳台居民请填居住证号码，外国人请填国别代码加证件号码编成的社会保障号码。`,
  ({ number }) =>
    `“${number}” is a travel document, not a social security number; give the residence permit number, or for foreigners the number made of country code, one digit and document number.`,
)

export const unknownForm = refusal<Masked>(
  'identity.unknown-form',
  'invalid',
  ({ number }) =>
    `“${number}”不是社会保障号码的任何一种写法；居民身份号码为 18 位，外国人为三位大写国别代码、一位数字加证件号码，请对照证件填写。`,
  ({ number }) =>
    `“${number}” has no form of a social security number: 18 characters for citizens; three country letters, a digit and the document number for foreigners.`,
)
