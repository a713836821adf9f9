import type { StandardPaper } from '../policy/standard-field.js'
import type { Sentence, SubmissionKind } from './kinds.js'

/** 受理的一项材料：in hand, or missing; a compulsory one that is missing has its ground. */
export interface PaperTaken {
  readonly id: string
  readonly says: Sentence
  readonly required: boolean
  readonly received: boolean
  readonly ground?: string | undefined
}

export interface PaperGiven {
  readonly paper: string
  readonly received: boolean
  readonly ground?: string | undefined
}

/** 对照清单。Every paper of the list, in its order, as it was taken; what is not told of is missing. */
export function papersAgainst(list: readonly StandardPaper[], given: readonly PaperGiven[]): PaperTaken[] {
  return list.map(({ id, zh, en, required }) => {
    const told = given.find(({ paper }) => paper === id)
    const ground = told?.ground?.trim()
    const stated = ground === undefined || ground === '' ? {} : { ground }
    return { id, says: { zh, en }, required, received: told?.received ?? false, ...stated }
  })
}

/** 没有清单的一件：the paper that came with it is the first compulsory one; a stated ground stands for what is missing. */
export function papersAssumed(
  list: readonly StandardPaper[],
  { hasPaper, ground }: { readonly hasPaper: boolean; readonly ground?: string | undefined },
): PaperTaken[] {
  const first = hasPaper ? (list.find(({ required }) => required) ?? list[0])?.id : undefined
  return papersAgainst(
    list,
    list.map(({ id }) => ({ paper: id, received: id === first, ground: id === first ? undefined : ground })),
  )
}

/** 缺而没有依据的必收材料。 */
export function lackingOf(papers: readonly PaperTaken[]): readonly PaperTaken[] {
  return papers.filter(({ required, received, ground }) => required && !received && ground === undefined)
}

/** 应补正的：compulsory, not in hand, whatever its ground. */
export function missingOf(papers: readonly PaperTaken[]): readonly PaperTaken[] {
  return papers.filter(({ required, received }) => required && !received)
}

/** 同一件事：what is typed as a contribution may turn out to be a back payment. */
const CONTRIBUTIONS: ReadonlySet<string> = new Set(['singleContribution', 'backPay', 'monthlyFiling'])
export function isSameMatter(one: string, other: string): boolean {
  return one === other || (CONTRIBUTIONS.has(one) && CONTRIBUTIONS.has(other))
}

/** 机构自己办的：nobody handed them in, so no receipt is due. */
const INTERNAL: ReadonlySet<SubmissionKind> = new Set<SubmissionKind>([
  ...(['parameterChange', 'standardChange', 'routeChange', 'catalogueChange', 'batchChange'] as const),
  ...(['levyResult', 'bankStatement', 'suspenseClaim', 'expertOpinion'] as const),
])

export function isHandedIn(kind: SubmissionKind): boolean {
  return !INTERNAL.has(kind)
}
