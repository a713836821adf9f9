import type { Period } from '../kernel/period.js'
import type { Enrolment, PersonRegistration, Posted } from '../ledger/fact.js'
import { groupBy, liveFacts } from './live.js'
import { inOrder, type Stretch, stretchesOf } from './registration.js'

/** 曾参保地，and the months through which it kept somebody, both included. */
export interface FormerPlace {
  readonly agency: string
  readonly from: Period
  readonly through: Period
}

/** 参保地：the districts that keep somebody now, and those that did before. */
export interface InsuredPlaces {
  readonly now: readonly string[]
  readonly before: readonly FormerPlace[]
}

/**
 * 现在与曾经的参保地（北京市查询办法第四条）。A district keeps whoever is enrolled there; where nobody is enrolled any more,
 * the last that was; where nobody ever was, the one that registered the person.
 */
export function insuredPlaces(
  registrations: readonly Posted<PersonRegistration>[],
  enrolments: readonly Posted<Enrolment>[],
): InsuredPlaces {
  const byInsurance = [...groupBy(inOrder(liveFacts(enrolments)), ({ insurance }) => insurance).values()]
  const stays = byInsurance.flatMap((changes) => stretchesOf(changes).map((stretch) => stayOf(stretch, changes)))
  if (stays.length === 0)
    return {
      now: liveFacts(registrations)
        .slice(-1)
        .map(({ agency }) => agency),
      before: [],
    }
  const last = latest(stays.map(({ through }) => through))
  const isAnyOpen = stays.some(({ open }) => open)
  const now = new Set(stays.filter((one) => (isAnyOpen ? one.open : one.through === last)).map(({ agency }) => agency))
  const before = groupBy(
    stays.filter(({ agency }) => !now.has(agency)),
    ({ agency }) => agency,
  )
  return {
    now: [...now],
    before: [...before].map(([agency, own]) => ({
      agency,
      from: own.map(({ from }) => from).sort()[0]!,
      through: latest(own.map(({ through }) => through)),
    })),
  }
}

interface Stay extends FormerPlace {
  readonly open: boolean
}

/** Where a stretch began is where it is, whoever wrote down its end. */
function stayOf({ from, through, employerId }: Stretch, changes: readonly Posted<Enrolment>[]): Stay {
  const began = changes.find((one) => one.fromMonth === from && one.employerId === employerId && isOpening(one))!
  return { agency: began.agency, open: through === undefined, from, through: latest([from, through ?? from]) }
}

function isOpening({ change }: Enrolment): boolean {
  return change === 'enrol' || change === 'resume'
}

function latest(months: readonly Period[]): Period {
  return [...months].sort().at(-1)!
}
