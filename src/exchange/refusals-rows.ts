import { refusal } from '../kernel/refusal.js'

/** 一行不接受的情形。 */
export const brokenRow = refusal(
  'exchange-row.broken',
  'invalid',
  () => '这一行不是一个 JSON 对象，请核对换行与引号后重报。',
  () => 'This row is not one JSON object; check line breaks and quotes and report it again.',
)

export const wrongItem = refusal<{ zh: string; en: string; how: string; howEn: string }>(
  'exchange-row.wrong',
  'invalid',
  ({ zh, how }) => `“${zh}”的写法不对。请写作${how}，随下一批重报。`,
  ({ en, howEn }) => `The ${en} is not written right. Write ${howEn} and report it in the next batch.`,
)

export const futureItem = refusal<{ zh: string; en: string }>(
  'exchange-row.future',
  'invalid',
  ({ zh }) => `“${zh}”在今天之后。请核对后随下一批重报。`,
  ({ en }) => `The ${en} lies after today. Check it and report it in the next batch.`,
)

export const numberOrBirth = refusal(
  'exchange-row.no-key',
  'invalid',
  () => '既没有证件号码，也没有出生日期，无从对人。请补其一后随下一批重报。',
  () => 'There is neither an identity number nor a date of birth. Add one and report it in the next batch.',
)
