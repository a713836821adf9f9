import { cite, type Explained } from '../kernel/explain.js'
import { type Period, plus } from '../kernel/period.js'
import type {
  Enrolment,
  Guardianship,
  PersonCategory,
  PersonContact,
  PersonRegistration,
  Posted,
} from '../ledger/fact.js'
import { figure } from './figure.js'
import { compare, groupBy } from './live.js'
import { type DaySpan, daySpans } from './registration-spans.js'

export interface Registration {
  /** 个人登记：the latest one. Undefined where nothing was registered. */
  readonly person?: Posted<PersonRegistration> | undefined
  readonly enrolments: readonly EnrolmentState[]
  readonly stretches: readonly Stretch[]
  /** 联系方式：the newest change stands for the whole; undefined where the registration is all there is. */
  readonly contact?: Posted<PersonContact> | undefined
  /** 人员类别与监护关系. */
  readonly categories: readonly DaySpan[]
  readonly guardianships: readonly DaySpan[]
}

/** 一险种的参保情况。 */
export interface EnrolmentState {
  readonly insurance: string
  readonly area: string
  readonly firstMonth: Explained<Period>
  readonly state: 'enrolled' | 'suspended' | 'ended'
  readonly since: Period
  readonly employerId?: string | undefined
  readonly personKind: string
}

/** 一段参保：one insurance with one employer (none: flexible employment), from a month to a month. */
export interface Stretch {
  readonly insurance: string
  readonly employerId?: string | undefined
  readonly from: Period
  /** The last month; undefined while it lasts. */
  readonly through?: Period | undefined
}

const REGISTRATION = cite('社会保险个人权益记录管理办法', '二（一）')

export function registrationOf(
  persons: readonly Posted<PersonRegistration>[],
  enrolments: readonly Posted<Enrolment>[],
  spans: {
    readonly categories: readonly Posted<PersonCategory>[]
    readonly guardianships: readonly Posted<Guardianship>[]
    readonly contacts?: readonly Posted<PersonContact>[]
  },
): Registration {
  const byInsurance = [...groupBy(inOrder(enrolments), ({ insurance }) => insurance)].sort(([a], [b]) => compare(a, b))
  return {
    person: persons.at(-1),
    enrolments: byInsurance.map(([insurance, changes]) => stateOf(insurance, changes)),
    stretches: byInsurance.flatMap(([, changes]) => stretchesOf(changes)),
    categories: daySpans(spans.categories),
    guardianships: daySpans(spans.guardianships),
    contact: spans.contacts?.at(-1),
  }
}

/** By month; within a month in the order of the ledger, which the facts come in. */
export function inOrder(enrolments: readonly Posted<Enrolment>[]): Posted<Enrolment>[] {
  return [...enrolments].sort((a, b) => compare(a.fromMonth, b.fromMonth))
}

function stateOf(insurance: string, changes: readonly Posted<Enrolment>[]): EnrolmentState {
  const first = changes.find(({ change }) => change === 'enrol') ?? changes[0]!
  const last = changes.at(-1)!
  const open = stretchesOf(changes).filter(({ through }) => through === undefined)
  return {
    insurance,
    area: last.area,
    firstMonth: figure('firstEnrolmentMonth', 'month', first.fromMonth, () => [], {
      basis: REGISTRATION,
      fact: first.ref,
    }),
    state: open.length > 0 ? 'enrolled' : last.change === 'end' ? 'ended' : 'suspended',
    since: last.fromMonth,
    employerId: open.at(-1)?.employerId ?? last.employerId,
    personKind: last.personKind,
  }
}

/** 单位变动经历。An employer enrols and suspends its own people; two may overlap. */
export function stretchesOf(changes: readonly Posted<Enrolment>[]): Stretch[] {
  const closed: Stretch[] = []
  let open: Stretch[] = []
  for (const { insurance, change, employerId, fromMonth } of changes) {
    const own = (stretch: Stretch) => stretch.employerId === employerId || employerId === undefined
    if (change === 'enrol' || change === 'resume') {
      if (!open.some((stretch) => stretch.employerId === employerId)) {
        open = [...open, { insurance, employerId, from: fromMonth }]
      }
      continue
    }
    const through = plus(fromMonth, -1)
    closed.push(...open.filter(own).map((stretch) => ({ ...stretch, through })))
    open = open.filter((stretch) => !own(stretch))
  }
  return [...closed, ...open].sort((a, b) => compare(a.from, b.from))
}
