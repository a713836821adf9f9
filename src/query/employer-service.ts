import type { Actor } from '../access/actor.js'
import type { Resource } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { monthsBetween, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Deferral, EmployerRegistration, LateFee, Posted, Relief } from '../ledger/fact.js'
import { alsoSeeEmployer, employersById } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import { factsOfEmployer, registrationsOf } from '../ledger/record-store.js'
import {
  deferralsOf,
  employerView,
  lateFeesOf,
  type PaymentFigure,
  paymentFigure,
  reliefsOf,
  staffView,
} from '../records/employer.js'
import type { Explanation } from './contract.js'
import type { DisputeMark } from './dispute-contract.js'
import type {
  EmployerPaymentsAnswer,
  EmployerStaffAnswer,
  MonthQuery,
  MonthsQuery,
  PaymentFigureQuery,
} from './employer-contract.js'
import { explanationView } from './explanation-view-service.js'
import { earlier, predecessorsOf, readAs } from './predecessor-service.js'
import { groundsOf, type RecordPorts } from './record-service.js'
import { monthsTooMany, noSuchFigure, notBeforeSuccession } from './refusals.js'

const SECTIONS = ['registration', 'contribution'] as const

/** 用人单位的查询（第十五条）。Its own payments; its staff's registration and contributions of months with it. */
export class EmployerService {
  constructor(private readonly ports: RecordPorts) {}

  async payments(actor: Actor, { from, through, predecessor }: MonthsQuery): Promise<EmployerPaymentsAnswer> {
    const [first, last] = [parsePeriod(from), parsePeriod(through)]
    const months = monthsBetween(first, last)
    if (months < 0 || months >= this.ports.setting('business.employer-most-months'))
      throw new Refusal(monthsTooMany, { from, through })
    const own = actor.employerId ?? ''
    const ask = { actor, action: 'employer.read' as const, resource: resourceOf(actor), sections: SECTIONS }
    return this.ports.gate.pass(ask, async (trx, { decision }) => {
      const predecessors = await predecessorsOf(trx, own)
      const { employerId, until } = readAs(own, predecessors, predecessor)
      await alsoSeeEmployer(trx, employerId)
      const all = await factsOfEmployer(trx, employerId, first, until === undefined ? last : earlier(last, until))
      const facts = all.filter(
        (fact) => !('contributionMonth' in fact) || until === undefined || fact.contributionMonth < until,
      )
      const employer = newest(await employersById(trx, [employerId]))
      return {
        predecessors: predecessors.map(({ name, creditCode, until: month }) => ({ name, creditCode, until: month })),
        employer: { name: employer?.name ?? '', creditCode: employer?.creditCode ?? '' },
        grounds: groundsOf(decision, this.ports),
        months: await this.underReview(trx, employerId, employerView(facts, employerId, this.ports.clock.today())),
        deferrals: deferralsOf(facts, employerId)
          .filter(({ fromMonth, throughMonth }) => fromMonth <= last && first <= throughMonth)
          .map(deferralView),
        reliefs: reliefsOf(facts, employerId).map(reliefView),
        lateFees: lateFeesOf(facts, employerId).map(lateFeeView),
      }
    })
  }

  /** 本单位提出而未答复的，marked beside their month. */
  private async underReview<M extends { month: string; insurance: string }>(
    trx: Trx,
    employerId: string,
    months: readonly M[],
  ) {
    const marks = (await this.ports.employerMarks?.raisedBy(trx, employerId)) ?? []
    return months.map((one) => ({
      ...one,
      ...sinceOf(marks.filter((mark) => isOf(mark, one.insurance, one.month))),
    }))
  }

  /** 本单位缴费的一个数怎样得来。Its own lines and the rule beneath them; nobody is named. */
  async explain(actor: Actor, { path, language = 'zh' }: PaymentFigureQuery): Promise<Explanation> {
    const [, month = '', insurance = '', name = ''] = path.split('/')
    const period = parsePeriod(month)
    const employerId = actor.employerId ?? ''
    const ask = { actor, action: 'employer.read' as const, resource: resourceOf(actor), sections: SECTIONS }
    return this.ports.gate.pass(ask, async (trx) => {
      const facts = await factsOfEmployer(trx, employerId, period, period)
      const asked = { month: period, name: name as PaymentFigure, ...(insurance === 'all' ? {} : { insurance }) }
      const { book, clock, areaName } = this.ports
      const found = paymentFigure(facts, employerId, asked, { book: book(), on: clock.today() })
      if (found === undefined) throw new Refusal(noSuchFigure, { path })
      return explanationView(found, { language, areaName, voucherOf: () => undefined })
    })
  }

  async staff(actor: Actor, { month, predecessor }: MonthQuery): Promise<EmployerStaffAnswer> {
    const period = parsePeriod(month)
    const own = actor.employerId ?? ''
    const ask = { actor, action: 'employer.staff' as const, resource: resourceOf(actor), sections: SECTIONS }
    return this.ports.gate.pass(ask, async (trx, { decision, show }) => {
      const { employerId, until } = readAs(own, await predecessorsOf(trx, own), predecessor)
      if (until !== undefined && period >= until) throw new Refusal(notBeforeSuccession, { month, until })
      await alsoSeeEmployer(trx, employerId)
      const facts = await factsOfEmployer(trx, employerId, period, period)
      const all = staffView(
        facts,
        predecessor === undefined ? (decision.employment ?? employerId) : employerId,
        period,
        this.ports.clock.today(),
      )
      const members = await withoutProtected(trx, all, ({ personId }) => personId)
      const persons = members.map(({ personId }) => personId)
      await show(persons)
      const refs = new Set(facts.map(({ ref }) => `${ref.posting}/${ref.ordinal}`))
      const marks = (await this.ports.employerMarks?.ofStaff(trx, { employerId, month, persons, refs })) ?? []
      const registered = new Map(
        (await registrationsOf(trx, persons, this.ports.vault)).map((one) => [one.personId, one]),
      )
      return {
        month,
        grounds: groundsOf(decision, this.ports),
        staff: members.map(({ personId, insurances }) => {
          const one = registered.get(personId)
          return {
            fullName: one?.fullName ?? '',
            identityNumber: mask(one?.socialSecurityNumber ?? ''),
            insurances: insurances.map(({ enrolledFrom, ...line }) => ({
              ...line,
              ...sinceOf(marks.filter((mark) => mark.personId === personId && isOf(mark, line.insurance, month))),
              ...(enrolledFrom === undefined ? {} : { enrolledFrom }),
            })),
          }
        }),
      }
    })
  }
}

/** 最早的一日。 */
function sinceOf(marks: readonly DisputeMark[]): { underReview?: string } {
  const [first] = marks.map(({ since }) => since).sort()
  return first === undefined ? {} : { underReview: first }
}

function isOf({ path }: DisputeMark, insurance: string, month: string): boolean {
  const [, code, when] = path.split('/')
  return code === insurance && when === month
}

function deferralView({ insurance, fromMonth, throughMonth, untilDay, document }: Deferral) {
  return { insurance, fromMonth, throughMonth, untilDay, document }
}

function reliefView({ insurance, contributionMonth: month, reliefKind, amount, document }: Relief) {
  return { insurance, month, reliefKind, amount, document }
}

function lateFeeView({ insurance, contributionMonth: month, ...fee }: LateFee) {
  const { arrears, fromDay, paidDay, days, amount, levyVoucher } = fee
  return { insurance, month, arrears, fromDay, paidDay, days, amount, levyVoucher }
}

function resourceOf({ employerId = '', agency = '' }: Actor): Resource {
  return { kind: 'Employer', employer: employerId, agency }
}

function newest(registrations: readonly Posted<EmployerRegistration>[]): Posted<EmployerRegistration> | undefined {
  return registrations.reduce<Posted<EmployerRegistration> | undefined>(
    (best, one) => (best === undefined || one.fromMonth >= best.fromMonth ? one : best),
    undefined,
  )
}
