import type { Period } from '../kernel/period.js'
import { insuranceName } from '../kernel/terms.js'
import type { StoredRefusal } from './filing-match.js'
import type { Sentence } from './kinds.js'
import { refuseRow } from './row-refusals.js'

/** 增减员各行的说法。What an employer reads tells nothing of a person that is not its own. */
export function unknownReason(row: number, reason: string): StoredRefusal {
  return refuseRow(
    row,
    '变更原因',
    'staff.reason',
    { zh: `变更原因“${reason}”不适用于这种变动。`, en: `Reason “${reason}” does not go with this change.` },
    { zh: '请从列表中选择原因。', en: 'Choose a reason from the list.' },
  )
}

export function monthPassed(row: number, month: Period, first: Period): StoredRefusal {
  return refuseRow(
    row,
    '起算年月',
    'staff.month-passed',
    { zh: `起算年月 ${month} 早于现在可办的 ${first}。`, en: `${month} is before ${first}, the first month now.` },
    { zh: '以前的月份请办理补缴或更正。', en: 'For earlier months file a back payment or a correction.' },
  )
}

export function twice(row: number, before: number): StoredRefusal {
  return refuseRow(
    row,
    '社会保障号码',
    'row.repeated',
    {
      zh: `与第 ${before} 行是同一人：同日增减只能办一种。`,
      en: `The same person as row ${before}: one change at a time.`,
    },
    { zh: '请只保留一行。', en: 'Keep one of them.' },
  )
}

export function pendingAlready(
  row: number,
  { change, fromMonth }: { readonly change: 'join' | 'leave'; readonly fromMonth: Period },
): StoredRefusal {
  const told = change === 'join' ? { zh: '增员', en: 'join' } : { zh: '减员', en: 'leave' }
  return refuseRow(
    row,
    '社会保障号码',
    'staff.pending',
    {
      zh: `此人的${told.zh}（自 ${fromMonth}）已报，尚未记账。`,
      en: `A ${told.en} of this person (from ${fromMonth}) is under way.`,
    },
    { zh: '请等它办结，或撤回后重报。', en: 'Wait until it is done, or withdraw it and report again.' },
  )
}

export function notActive(row: number, insurance: string): StoredRefusal {
  const { zh, en } = insuranceName(insurance)
  return refuseRow(
    row,
    '参保险种',
    'staff.not-active',
    { zh: `此人在本单位没有参保${zh}。`, en: `Not insured with you in ${en}.` },
    { zh: '请去掉该险种。', en: 'Leave it out.' },
  )
}

export function activeAlready(row: number): StoredRefusal {
  return refuseRow(
    row,
    '社会保障号码',
    'staff.active-already',
    { zh: '此人已在本单位参保这些险种。', en: 'Insured with you in all of these already.' },
    { zh: '请删去该行。', en: 'Remove the row.' },
  )
}

export function needsProof(row: number): StoredRefusal {
  return refuseRow(
    row,
    '出生日期',
    'staff.needs-proof',
    {
      zh: '按记录不能断定此人是否已到法定退休年龄（女职工依岗位而定）。',
      en: 'The record does not tell whether this person has reached the age of retirement (for women it depends on the post).',
    },
    {
      zh: '请附岗位或档案年龄的证明后再报，须经四个环节。',
      en: 'Attach a proof of the post or of the age on file; it then takes four stages.',
    },
  )
}

export function tooYoung(row: number): StoredRefusal {
  return refuseRow(
    row,
    '出生日期',
    'staff.under-age',
    { zh: '此人未满就业年龄。', en: 'Below the age of employment.' },
    { zh: '请核对证件号码。', en: 'Check the identity number.' },
  )
}

export function tooOld(row: number, insurances: readonly string[], rest: readonly string[]): StoredRefusal {
  const list = (all: readonly string[], language: 'zh' | 'en') =>
    all.map((one) => insuranceName(one)[language]).join(language === 'zh' ? '、' : ', ')
  const may = rest.length > 0
  return refuseRow(
    row,
    '出生日期',
    'staff.over-age',
    {
      zh: `此人已过法定退休年龄，不能新参保${list(insurances, 'zh')}。`,
      en: `Over the age of retirement: cannot be newly enrolled in ${list(insurances, 'en')}.`,
    },
    may
      ? {
          zh: `本地可以只参保${list(rest, 'zh')}，请改险种后再报。`,
          en: `Here ${list(rest, 'en')} alone is possible; change it.`,
        }
      : {
          zh: '请删去该行；出生日期有误的，请先办理更正。',
          en: 'Remove the row, or have the birth date corrected first.',
        },
  )
}

/** One sentence whatever the reason, which stands beside it for clerks. */
export function cannotJoin(row: number): StoredRefusal {
  return refuseRow(
    row,
    '社会保障号码',
    'staff.cannot-join',
    { zh: '此人目前不能由本单位增员。', en: 'This person cannot be joined to you for now.' },
    {
      zh: '缘由不便告知单位：请职工查看本人的权益记录，或到经办机构核对。',
      en: 'Why is not for an employer to know: the person can see the own record, or ask at the agency.',
    },
  )
}

export const ENDED = {
  dead: { zh: '已死亡终止', en: 'ended by death' },
  retired: { zh: '已办理退休', en: 'retired' },
  sentOn: { zh: '该月已随关系转出', en: 'that month was sent on with the relation' },
} as const satisfies Record<string, Sentence>

export function elsewhere({ zh, en }: Sentence): Sentence {
  return {
    zh: `${zh}该月在其他单位参保，本地不许重复`,
    en: `insured elsewhere in ${en}, which may not be doubled here`,
  }
}

export function second({ zh, en }: Sentence): Sentence {
  return {
    zh: `${zh}另在其他单位参保，依规则各自缴纳`,
    en: `also insured elsewhere in ${en}; by the rule each employer pays`,
  }
}

export const DOUBTFUL_AGE: Sentence = {
  zh: '年龄在两个法定退休年龄之间，请核对所附的岗位或档案证明',
  en: 'the age lies between the two ages of retirement: check the proof attached',
}

export const NO_WAGE: Sentence = {
  zh: '没有填写首月工资：此人的应缴须另行申报',
  en: 'no wage was given: what is due for this person must be filed apart',
}

export function laterAsAsked(month: Period): Sentence {
  return { zh: `依所填自 ${month} 起`, en: `from ${month}, as asked` }
}

export function countsLater(since: Period, from: Period): Sentence {
  return {
    zh: `${since} 方才增员，当月应缴仍在，减员自 ${from} 起算`,
    en: `joined in ${since}, which is still due: the leave counts from ${from}`,
  }
}
