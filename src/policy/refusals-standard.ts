import { type RefusalEntry, refusal } from '../kernel/refusal.js'

/** 采集标准自身的错，停住施行；其后是依标准不予接受的填写。 */
export const malformedStandard = refusal<{ at: string; zh: string; en: string }>(
  'standard.malformed',
  'invalid',
  ({ at, zh }) => `采集标准的“${at}”有误：${zh}。请改正后再提出，有一处不成立即全部不施行。`,
  ({ at, en }) =>
    `In the collection standard, “${at}” is wrong: ${en}. Correct it; nothing is put into force until then.`,
)

export const unknownKind = refusal<{ kind: string }>(
  'standard.unknown-kind',
  'missing',
  ({ kind }) => `采集标准里没有“${kind}”这一类。请核对名称，或先按采集标准变更增加这一类。`,
  ({ kind }) => `The collection standard has no kind “${kind}”; check its name or have it added first.`,
)

/** In an English sentence only what can be read there: a word in Chinese is not repeated. */
function shown(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? `“${text}”` : 'something else'
}

interface Of {
  readonly zh: string
  readonly en: string
}
type Shown = Of & { readonly text: string }

export const missingField = refusal<Of>(
  'field.missing',
  'invalid',
  ({ zh }) => `“${zh}”没有填写，请填写后再提交。`,
  ({ en }) => `“${en}” is missing. Fill it in and send again.`,
)

export const nothingGiven = refusal<{ zh: string; en: string }>(
  'field.nothing-given',
  'invalid',
  ({ zh }) => `一项也没有填写。请至少填写一项：${zh}。`,
  ({ en }) => `Nothing is filled in. Give at least one of: ${en}.`,
)

/** 科学记数法。In any column of numbers, not only in the identity number. */
export const scientificField = refusal<Shown>(
  'field.scientific-notation',
  'invalid',
  ({ zh, text }) =>
    `“${zh}”为“${text}”，这是表格软件改成的科学记数法，后几位已经丢失；请在 Excel 中把该列设为“文本”再填写完整的数，或使用下载的模板。`,
  ({ en, text }) =>
    `“${en}” holds ${shown(text)}, which is scientific notation made by a spreadsheet, and its last digits are lost. Format the column as “Text” in Excel and type the whole number, or use the template.`,
)

export const fullWidthField = refusal<Shown>(
  'field.full-width',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，含有全角字符；请改用半角数字（输入法切换到半角）。`,
  ({ en, text }) => `“${en}” holds ${shown(text)} with full-width signs. Type half-width digits.`,
)

export const tooLongField = refusal<Of & { most: number }>(
  'field.too-long',
  'invalid',
  ({ zh, most }) => `“${zh}”超过 ${most} 个字。请缩短后再提交。`,
  ({ en, most }) => `“${en}” is longer than ${most} characters. Shorten it.`,
)

export const tooShortField = refusal<Of & { least: number }>(
  'field.too-short',
  'invalid',
  ({ zh, least }) => `“${zh}”不足 ${least} 个字。请写清楚后再提交。`,
  ({ en, least }) => `“${en}” is shorter than ${least} characters. Say more.`,
)

export const unseenField = refusal<Of & { sign: string; position: number }>(
  'field.bad-character',
  'invalid',
  ({ zh, sign, position }) => `“${zh}”第 ${position} 个字符 ${sign} 不应出现。请删去后重新填写。`,
  ({ en, sign, position }) => `Character ${position} of “${en}”, ${sign}, does not belong there. Delete it.`,
)

type Listed = Shown & { readonly known: string; readonly knownEn: string }

/** 代码不在代码表里。Insurances and kinds of charge have codes of their own, which came first and never change. */
export function notListed(code: RefusalEntry<Listed>['code']): RefusalEntry<Listed> {
  return refusal<Listed>(
    code,
    'invalid',
    ({ zh, text, known }) => `“${zh}”为“${text}”，不在代码表中。请填写以下之一：${known}。`,
    ({ en, text, knownEn }) => `“${en}” holds ${shown(text)}, which is not in the code list. Use one of: ${knownEn}.`,
  )
}

export const notWhole = refusal<Shown & { least: number; greatest: number }>(
  'field.not-a-number',
  'invalid',
  ({ zh, text, least, greatest }) => `“${zh}”为“${text}”，应是 ${least} 至 ${greatest} 的整数。请改正后再提交。`,
  ({ en, text, least, greatest }) =>
    `“${en}” holds ${shown(text)}; a whole number from ${least} to ${greatest} belongs there. Correct it.`,
)

export const malformedPercent = refusal<Shown>(
  'field.not-a-percentage',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是百分数。请填写如 100 或 80.5 的数，不带百分号。`,
  ({ en, text }) => `“${en}” holds ${shown(text)}, which is no percentage. Write a number such as 100 or 80.5.`,
)

export const malformedEmail = refusal<Shown>(
  'field.not-an-email',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是电子邮箱地址。请填写如 name@example.com 的地址。`,
  ({ en, text }) => `“${en}” holds ${shown(text)}, which is no e-mail address. Write one such as name@example.com.`,
)

export const malformedPhone = refusal<Shown>(
  'field.not-a-phone',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是电话号码。请填写手机号码，或如 010-12345678 的固定电话。`,
  ({ en, text }) =>
    `“${en}” holds ${shown(text)}, which is no phone number. Write a mobile, or one such as 010-12345678.`,
)

export const malformedPostalCode = refusal<Shown>(
  'field.not-a-postal-code',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是邮政编码。请填写六位数字。`,
  ({ en, text }) => `“${en}” holds ${shown(text)}, which is no postal code. Write six digits.`,
)

export const malformedNation = refusal<Shown>(
  'field.not-a-nationality',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是国家或地区代码。请填写三位大写字母，中国为 CHN。`,
  ({ en, text }) =>
    `“${en}” holds ${shown(text)}, which is no country code. Write three capital letters; China is CHN.`,
)

export const malformedRegion = refusal<Shown>(
  'field.not-a-region',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，不是行政区划代码。请填写六位数字。`,
  ({ en, text }) => `“${en}” holds ${shown(text)}, which is no region code. Write six digits.`,
)

export const notYesOrNo = refusal<Shown>(
  'field.not-yes-or-no',
  'invalid',
  ({ zh, text }) => `“${zh}”为“${text}”，应填是或否。请改正后再提交。`,
  ({ en, text }) => `“${en}” holds ${shown(text)}; yes or no belongs there. Correct it.`,
)
