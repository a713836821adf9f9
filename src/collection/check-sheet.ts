import type { Sentence, Stage, SubmissionKind } from './kinds.js'

/** 核对表。What a checker holds side by side before passing a stage: the original file, the database, the handbook. */
export const CHECK_SOURCES = {
  file: { zh: '档案原件', en: 'original file' },
  database: { zh: '数据库', en: 'database' },
  handbook: { zh: '缴费手册', en: 'contribution handbook' },
} as const satisfies Record<string, Sentence>
export type CheckSource = keyof typeof CHECK_SOURCES

/** 哪一类在哪些环节须填核对表，and from which sources. 特殊工种：一岗双核；待遇核定：审核时逐项打勾。 */
const CHECKED: Partial<Record<SubmissionKind, { stages: readonly Stage[]; sources: readonly CheckSource[] }>> = {
  specialWork: { stages: ['initialReview', 'recheck'], sources: ['file', 'database', 'handbook'] },
  benefitDetermination: { stages: ['review'], sources: ['file', 'database'] },
}

export function sourcesFor(kind: SubmissionKind, stage: Stage): readonly CheckSource[] | undefined {
  const rule = CHECKED[kind]
  return rule?.stages.includes(stage) === true ? rule.sources : undefined
}

/** A difference may be settled with a reason only where three sources were compared; of two, it stops the case. */
export function isSettled(sources: readonly CheckSource[]): boolean {
  return sources.length > 2
}

/** 应核对的一项，with what the database says; never typed. */
export interface CheckItem {
  readonly row: number
  readonly item: string
  readonly label: Sentence
  readonly database: string
}

/** 所填的一项。 */
export interface CheckedItem {
  readonly row: number
  readonly item: string
  readonly file: string
  readonly handbook?: string | undefined
  /** 逐项打勾：the checker looked at this row. */
  readonly ticked: boolean
  readonly resolution?: { readonly stands: CheckSource; readonly reason: string } | undefined
}

export interface Handbook {
  readonly issued: boolean
  /** 未曾发放的，写明缘由。 */
  readonly reason?: string | undefined
}

export type CheckFault = 'unticked' | 'empty' | 'differs' | 'unknown'

/** 未了的各项：an empty source, an unticked row, a difference nobody settled. */
export function faultsOf(
  sources: readonly CheckSource[],
  items: readonly CheckItem[],
  filled: readonly CheckedItem[],
  handbook: Handbook | undefined,
): { readonly row: number; readonly item: string; readonly fault: CheckFault }[] {
  const needsHandbook = sources.includes('handbook') && handbook?.issued !== false
  const faults = items.flatMap((item) => {
    const one = filled.find(({ row, item: name }) => row === item.row && name === item.item)
    const fault = one === undefined ? 'empty' : faultOf(sources, item, one, needsHandbook)
    return fault === undefined ? [] : [{ row: item.row, item: item.item, fault }]
  })
  const known = new Set(items.map(({ row, item }) => `${row}/${item}`))
  const strange = filled.filter(({ row, item }) => !known.has(`${row}/${item}`))
  return [...faults, ...strange.map(({ row, item }) => ({ row, item, fault: 'unknown' as const }))]
}

function faultOf(
  sources: readonly CheckSource[],
  { database }: CheckItem,
  { file, handbook, ticked, resolution }: CheckedItem,
  needsHandbook: boolean,
): CheckFault | undefined {
  const given = [file, ...(needsHandbook ? [handbook ?? ''] : [])].map((text) => text.trim())
  if (given.some((text) => text === '')) return 'empty'
  if (!ticked) return 'unticked'
  if (given.every((text) => text === database)) return undefined
  if (!isSettled(sources) || resolution === undefined) return 'differs'
  // What is posted is what the database says: a difference is settled only where that is found to be right.
  return resolution.stands === 'database' && resolution.reason.trim() !== '' ? undefined : 'differs'
}
