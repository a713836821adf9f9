import { type Day, periodOfDay, plusDays } from '../kernel/day.js'
import type { Fact, Posted, Ruling } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { settingOf } from '../policy/house-setting.js'
import { type Beside, type Contradiction, no } from './contradiction.js'
import { standing } from './employer-terms.js'
import { backwards, inFuture } from './refusals-facts.js'
import {
  amountMisplaced,
  noReason,
  otherReceipt,
  pendingAgain,
  undatedRuling,
  type Why,
  wrongVersion,
} from './refusals-ruling.js'
import { WITH_AMOUNT } from './ruling-words.js'

type Drafted = Omit<Ruling, 'line'>
type Application = Pick<Ruling, 'subject' | 'reference'>

/** 一件申请已记账的各版，oldest first. */
export function versionsOf(facts: readonly Posted<Fact>[], { subject, reference }: Application): Posted<Ruling>[] {
  return standing(facts.filter((fact): fact is Posted<Ruling> => fact.kind === 'ruling'))
    .filter((one) => one.subject === subject && one.reference === reference)
    .sort((a, b) => a.version - b.version)
}

/** 应作出之日：so many days from receipt, by the setting of the area and the subject. */
export function rulingDue(area: AreaPolicy, { subject, receivedDay }: Pick<Ruling, 'subject' | 'receivedDay'>): Day {
  return plusDays(receivedDay, settingOf(area, 'business.ruling-term', periodOfDay(receivedDay), subject))
}

/** 结果与先前各版、期限相符否。 */
export function ofRuling(fact: Drafted, { life, area, today }: Beside): Contradiction | undefined {
  const { finding, receivedDay, decidedDay, version } = fact
  if (receivedDay > today) return no('receivedDay', inFuture, receivedDay, today)
  if ((finding === 'pending') !== (decidedDay === undefined)) return no('decidedDay', undatedRuling, finding, '')
  if (decidedDay !== undefined && decidedDay > today) return no('decidedDay', inFuture, decidedDay, today)
  if (decidedDay !== undefined && decidedDay < receivedDay) return no('decidedDay', backwards, receivedDay, decidedDay)
  const hasAmount = WITH_AMOUNT.includes(fact.subject) && finding === 'granted'
  if (hasAmount !== (fact.amount !== undefined)) return no('amount', amountMisplaced, String(fact.amount ?? ''), '')
  const earlier = versionsOf(life.rulings, fact)
  const last = earlier.at(-1)
  if (version !== earlier.length + 1) return no('reference', wrongVersion, String(version), String(earlier.length + 1))
  if (last !== undefined && last.receivedDay !== receivedDay)
    return no('receivedDay', otherReceipt, receivedDay, last.receivedDay)
  if (last !== undefined && finding === 'pending') return no('finding', pendingAgain, finding, String(last.version))
  const why = fact.because === undefined ? whyReason(fact, last, rulingDue(area, fact)) : undefined
  return why === undefined ? undefined : no('because', noReason, '', why)
}

function whyReason({ finding, decidedDay }: Drafted, last: Ruling | undefined, due: Day): Why | undefined {
  if (finding === 'refused') return 'refused'
  if (last !== undefined && last.finding !== 'pending') return 'changed'
  return decidedDay !== undefined && decidedDay > due ? 'late' : undefined
}
