import { refusal } from './refusal.js'
import { type BadSign, showSign } from './signs.js'

/** 姓名的不予办理情形。 */
export const missingName = refusal(
  'name.missing',
  'invalid',
  () => '姓名没有填写，请按证件上的姓名填写。',
  () => 'The name is missing; write it as on the identity document.',
)

export const longName = refusal<{ length: number }>(
  'name.too-long',
  'invalid',
  ({ length }) => `姓名有 ${length} 个字符，最多 100 个，请按证件上的姓名填写。`,
  ({ length }) => `The name has ${length} characters, at most 100 are taken; write it as on the identity document.`,
)

export const brokenName = refusal(
  'name.broken-character',
  'invalid',
  () => '姓名中有损坏的字符（半个生僻字），请重新输入该字后再提交。',
  () => 'The name holds half of a rare character; type that character again.',
)

export const controlInName = refusal<BadSign>(
  'name.control-character',
  'invalid',
  ({ sign, position }) => `姓名第 ${position} 个字符是控制字符 ${showSign(sign)}（如换行、制表符），请删去。`,
  ({ sign, position }) => `Character ${position} of the name is the control character ${showSign(sign)}; delete it.`,
)

export const invisibleInName = refusal<BadSign>(
  'name.invisible-character',
  'invalid',
  ({ sign, position }) => `姓名第 ${position} 个字符 ${showSign(sign)} 看不见或是特殊空格，请删去后重新输入。`,
  ({ sign, position }) => `Character ${position} of the name, ${showSign(sign)}, cannot be seen; delete it.`,
)

export const digitInName = refusal<BadSign>(
  'name.digit',
  'invalid',
  ({ sign, position }) => `姓名第 ${position} 个字符是数字“${sign}”，请核对是否填错了列。`,
  ({ sign, position }) => `Character ${position} of the name is the digit “${sign}”; check that the column is right.`,
)

export const markupInName = refusal<BadSign>(
  'name.markup',
  'invalid',
  ({ sign, position }) => `姓名第 ${position} 个字符“${sign}”不能用于姓名，请按证件上的姓名填写。`,
  ({ sign, position }) =>
    `Character ${position} of the name, “${sign}”, is not for names; write it as on the document.`,
)

export const formulaInName = refusal<{ sign: string }>(
  'name.formula',
  'invalid',
  ({ sign }) => `姓名以“${sign}”开头，会被表格软件当作公式，请按证件上的姓名填写。`,
  ({ sign }) => `The name begins with “${sign}” and would be read as a formula; write it as on the document.`,
)

export const badNameSign = refusal<BadSign>(
  'name.bad-character',
  'invalid',
  ({ sign, position }) =>
    `姓名第 ${position} 个字符“${showSign(sign)}”不能用于姓名；可用汉字、间隔号“·”和半角拉丁字母，生僻字请用标准字库输入。`,
  ({ sign, position }) =>
    `Character ${position} of the name, “${showSign(sign)}”, is not for names; use Chinese characters, “·” and plain Latin letters.`,
)
