import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, plus } from '../kernel/period.js'
import type { BenefitChange, BenefitDetermination, BenefitKind, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { byPlace, compare } from './live.js'

/** 一类待遇：of one insurance and one kind, as changes name it. */
export interface BenefitOf {
  readonly insurance: string
  readonly benefitKind: BenefitKind
}

/** 某月的发放状态, and the change that made it so. */
export interface BenefitStanding {
  readonly state: 'running' | 'suspended' | 'ended'
  readonly by?: Posted<BenefitChange> | undefined
  /** 暂停之后恢复的：the months between are behind us; whether they are made good is the rule's. */
  readonly resumedBy?: Posted<BenefitChange> | undefined
}

const RUNNING: BenefitStanding = { state: 'running' }
const RULE = cite('社会保险经办条例', 25)

/** 该类待遇的变动, in the order in which they take effect. */
export function changesOf(changes: readonly Posted<BenefitChange>[], of: BenefitOf): Posted<BenefitChange>[] {
  return changes
    .filter(({ insurance, benefitKind }) => insurance === of.insurance && benefitKind === of.benefitKind)
    .sort((a, b) => compare(a.fromMonth, b.fromMonth) || byPlace(a.ref, b.ref))
}

/** 某月是否照发。An end stands for good; a suspension until it is resumed. `changes` are of one benefit, in order. */
export function standingIn(changes: readonly Posted<BenefitChange>[], month: Period): BenefitStanding {
  const begun = changes.filter(({ fromMonth }) => fromMonth <= month)
  const end = begun.find(({ change }) => change === 'end')
  if (end !== undefined) return { state: 'ended', by: end }
  const last = begun.at(-1)
  if (last?.change !== 'suspend') return RUNNING
  const resumedBy = changes.find(({ change, fromMonth }) => change === 'resume' && fromMonth > month)
  return { state: 'suspended', by: last, ...(resumedBy === undefined ? {} : { resumedBy }) }
}

/** 应发的一项：what is due to a person for one item and one month, whatever has been paid of it. */
export interface PayableAsked {
  readonly item: string
  readonly month: Period
  /** 死亡所在月：nothing is due for the months behind it, but what is due to the family. */
  readonly died?: Period | undefined
}

/**
 * 应发待遇。The determined items in force in the month, less what a suspension, an end or a death takes away. Months that were
 * suspended and resumed are made good where the rule for the reason says so; without a rule it stops, and guesses nothing.
 */
export function payableIn(
  area: AreaPolicy,
  determinations: readonly Posted<BenefitDetermination>[],
  changes: readonly Posted<BenefitChange>[],
  { item, month, died }: PayableAsked,
): Explained<Fen> {
  const own = determinations.filter((one) => one.item === item && isDueIn(one, month))
  const [first] = own
  return explain('payableBenefit', 'fen', RULE, (why) => {
    const sum = own.reduce((all, { amount, ref }) => all + why.step('benefitAmount', 'fen', amount, ref), 0)
    if (first === undefined) return fen(0)
    if (died !== undefined && month > died && first.benefitKind !== 'survivors') {
      why.step('deathMonth', 'month', died)
      return fen(0)
    }
    const standing = standingIn(changesOf(changes, first), month)
    if (standing.state === 'running') return fen(sum)
    const { by, resumedBy, state } = standing
    why.step(state === 'ended' ? 'benefitEndedFrom' : 'benefitSuspendedFrom', 'month', by!.fromMonth, by!.ref)
    if (state === 'ended' || resumedBy === undefined) return fen(0)
    why.step('benefitResumedFrom', 'month', resumedBy.fromMonth, resumedBy.ref)
    const rule = why.use(area.choice('benefit.arrears-after-suspension', month, by!.reason))
    return fen(rule === 'given' ? sum : 0)
  })
}

/** 按月的在其起止之内；一次性的只在其起始月. */
function isDueIn({ periodic, fromMonth, throughMonth }: BenefitDetermination, month: Period): boolean {
  if (!periodic) return month === fromMonth
  return fromMonth <= month && (throughMonth === undefined || month <= throughMonth)
}

/** 最后一个应发月：the month before an end; undefined where nothing has ended. */
export function lastPayable(changes: readonly Posted<BenefitChange>[], of: BenefitOf): Period | undefined {
  const end = changesOf(changes, of).find(({ change }) => change === 'end')
  return end === undefined ? undefined : plus(end.fromMonth, -1)
}
