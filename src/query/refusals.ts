import { refusal } from '../kernel/refusal.js'

/** 查询的不予办理情形。 */
export const noSuchFigure = refusal<{ path: string }>(
  'figure.missing',
  'missing',
  () => '记录中没有这个数字。记录可能已有变化，请刷新页面后再点开。',
  () => 'The record has no such figure; it may have changed. Refresh the page and open it again.',
)

export const noSuchFigureThen = refusal<{ path: string; through: string }>(
  'figure.not-yet-then',
  'missing',
  ({ through }) => `较早的那一时（截至 ${through}）还没有这个数字，无从比较。请换一个晚些的时间。`,
  ({ through }) => `The figure did not exist at the earlier moment (through ${through}); choose a later one.`,
)

export const tooMuchToExplain = refusal<{ most: number }>(
  'record.too-much-to-explain',
  'invalid',
  ({ most }) => `整份记录的推导超过 ${most} 项，一次给不完。请按节（section）或按年（year）分开取。`,
  ({ most }) => `The reasons of the whole record are more than ${most} steps; ask by section or by year.`,
)

export const noSuchFact = refusal<{ posting: string; ordinal: number }>(
  'fact.missing',
  'missing',
  () => '找不到这一行所在的凭证。请从权益记录中重新点开。',
  () => 'The voucher of this row was not found; open it again from the record.',
)

export const monthsTooMany = refusal<{ from: string; through: string }>(
  'months.too-many',
  'invalid',
  ({ from, through }) => `从 ${from} 到 ${through} 的月份无效或超过三年，请缩小范围。`,
  ({ from, through }) => `${from} to ${through} is not a range of at most three years; narrow it.`,
)

/** 单位凭“在本单位期间”之依据，看不到整份记录。 */
export const wholeRecord = refusal(
  'record.whole',
  'denied',
  () => '单位只能查询职工在本单位期间的登记与缴费，请从“本单位职工”查询。',
  () => 'An employer sees only registration and contributions of the months with it; use the list of its staff.',
)

/** 授权只开了一部分，而所要的由全部得来。 */
export const outsideScope = refusal<{ missing: readonly string[] }>(
  'scope.too-narrow',
  'denied',
  ({ missing }) =>
    `这一项要用到授权范围之外的类别（${missing.map((one) => SECTION_WORDS[one]?.zh ?? one).join('、')}），请由本人办理，或重新授权。`,
  ({ missing }) =>
    `This rests on classes the mandate does not open (${missing.map((one) => SECTION_WORDS[one]?.en ?? one).join(', ')}); let the person do it, or ask for a wider mandate.`,
)

const SECTION_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  registration: { zh: '登记', en: 'registration' },
  contribution: { zh: '缴费', en: 'contributions' },
  benefit: { zh: '待遇', en: 'benefits' },
  account: { zh: '年限与个人账户', en: 'years and account' },
  other: { zh: '其他', en: 'other' },
}

export const noSuccession = refusal<{ creditCode: string }>(
  'succession.missing',
  'denied',
  ({ creditCode }) => `本单位没有承继 ${creditCode} 的登记；请先办理单位承继，再查询其承继之前的月份。`,
  ({ creditCode }) =>
    `No succession of ${creditCode} by this employer is registered; register the succession first, then read the months before it.`,
)

export const notBeforeSuccession = refusal<{ month: string; until: string }>(
  'succession.after',
  'denied',
  ({ month, until }) => `${month} 已在承继（${until} 起）之后，被承继单位只可查询承继之前的月份。`,
  ({ month, until }) =>
    `${month} is not before the succession (from ${until}); only earlier months of the predecessor can be read.`,
)
