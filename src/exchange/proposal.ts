import type { SubmissionKind } from '../collection/kinds.js'
import { MATTERS, type Matter } from './matters.js'
import type { Row } from './row.js'
import type { Field, Outcome } from './words.js'

/** 报送还缺的项：what the partner did not tell and the clerk has to. */
export const WANTED = {
  fromMonth: { zh: '自何月起停发', en: 'Suspended from' },
  employerType: { zh: '单位类型', en: 'Type of the employer' },
  industryCode: { zh: '行业代码', en: 'Industry code' },
  injuryClass: { zh: '工伤风险类别', en: 'Injury risk class' },
  injuryFloat: { zh: '浮动系数（百万分之一）', en: 'Floating factor, in ppm' },
} as const
export type Wanted = keyof typeof WANTED

export interface Proposal {
  readonly kind: SubmissionKind
  readonly wants: readonly Wanted[]
}

interface About {
  readonly field: Field
  readonly outcome: Outcome
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
}

/** 医疗费结算可录入的险种：their costs are settled elsewhere and entered as one item. */
export const SETTLED_ELSEWHERE: readonly string[] = ['310', '390']

/**
 * 照对方改，成为哪一种报送。For every field the matching compares; undefined where whom it is about is not settled, or where a
 * stop decides it.
 */
export function proposalOf(
  { field, outcome, personId, employerId }: About,
  { texts }: Pick<Row, 'texts'>,
): Proposal | undefined {
  const differs = outcome === 'valueDiffers'
  if (field === 'registration') return outcome === 'none' ? { kind: 'personRegistration', wants: [] } : undefined
  if (field === 'employer') {
    const type: Wanted[] = texts['employerType'] === undefined ? ['employerType'] : []
    return { kind: 'employerRegistration', wants: [...type, 'industryCode', 'injuryClass', 'injuryFloat'] }
  }
  if (employerId !== undefined) {
    if (field === 'employerState') return differs ? { kind: 'correction', wants: [] } : undefined
    return { kind: 'employerChange', wants: [] }
  }
  if (personId === undefined || outcome === 'several') return undefined
  switch (field) {
    case 'name':
    case 'number':
    case 'birthDate':
      return { kind: 'personChange', wants: [] }
    case 'death':
      return outcome === 'dateConflicts' ? { kind: 'correction', wants: [] } : undefined
    case 'paid':
      return { kind: differs ? 'correction' : 'levyResult', wants: [] }
    case 'prison':
      return { kind: 'benefitChange', wants: ['fromMonth'] }
    case 'service': {
      if (differs) return { kind: 'correction', wants: [] }
      return SETTLED_ELSEWHERE.includes(texts['insurance'] ?? '')
        ? { kind: 'benefitDetermination', wants: [] }
        : undefined
    }
    default:
      return undefined
  }
}

/** 一份报送所据：the clerk's paper or the extract of the bulletin, the reason, and what the clerk filled in. */
export interface Papers {
  readonly documentId: string
  readonly note: string
  readonly fill: {
    readonly fromMonth?: string
    readonly employerType?: string
    readonly industryCode?: string
    readonly injuryClass?: number
    readonly injuryFloat?: number
  }
}

export interface Bulletin {
  readonly partnerName: string
  readonly matter: Matter
  readonly number: number
  readonly line: number
  readonly agreement: string
  readonly basis: string
  readonly digest: string
}

/** 来文摘录：the one line of the bulletin that the submission rests on, and where it stands; nobody else's line comes with it. */
export function extractOf(bulletin: Bulletin, { texts, amounts }: Pick<Row, 'texts' | 'amounts'>): Buffer {
  const { partnerName, matter, number, line, agreement, basis, digest } = bulletin
  const items: Readonly<Record<string, { readonly zh: string }>> = MATTERS[matter].items
  const rows: [string, string][] = [
    ['来文摘录', MATTERS[matter].zh],
    ['来文部门', partnerName],
    ['协议', agreement],
    ['法律依据', basis],
    ['批号', String(number)],
    ['行', String(line)],
    ['来文正文摘要（SM3）', digest],
    ...Object.entries(texts).map(([item, text]): [string, string] => [items[item]?.zh ?? item, text]),
    ...Object.entries(amounts).map(([item, amount]): [string, string] => [items[item]?.zh ?? item, String(amount)]),
  ]
  return Buffer.from(`项目,内容\r\n${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`)
}

function cell(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
