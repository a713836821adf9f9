import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import { requireWholeMandate } from '../access/whole-mandate.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { type Fen, fen, ppm } from '../kernel/money.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from '../policy/area.js'
import { type Estimate, estimateOf } from '../policy/estimate.js'
import type { Assumptions, EstimateInput } from '../policy/estimate-input.js'
import type { PensionInput } from '../policy/pension-input.js'
import type { RetirementGroup } from '../policy/retirement.js'
import { accountNow } from '../records/estimate-start.js'
import { pensionInputOf } from '../records/pension-input.js'
import { EMPLOYEE_PENSIONS } from '../records/years.js'
import type { Explanation } from './contract.js'
import { caveatsOf } from './estimate-caveats-service.js'
import type { EstimateAnswer, EstimateBody, EstimateFigureBody } from './estimate-contract.js'
import { type FigureName, figuresView, spokenEstimate } from './estimate-view-service.js'
import { explanationView, postingsIn } from './explanation-view-service.js'
import {
  groundsOf,
  type KnownRecord,
  type RecordPorts,
  type RecordService,
  recordAsk,
  requireSections,
  wholeOnly,
} from './record-service.js'
import { noSuchFigure } from './refusals.js'
import {
  alreadyRetired,
  chooseGroup,
  groupDoesNotFit,
  lifeEnded,
  noBirthMonth,
  noPensionHere,
} from './refusals-estimate.js'
import { voucherViews } from './voucher-view-service.js'

const WOMEN: readonly RetirementGroup[] = ['woman55', 'woman50']
const NO_GROWTH = 0

interface Estimated {
  readonly known: KnownRecord
  readonly estimate: Estimate
  readonly area: AreaPolicy
  readonly groups: readonly RetirementGroup[]
}

/** 待遇测算。The record as it stands, and what a person supposes; a look like any other, with its line. */
export class EstimateService {
  constructor(
    private readonly ports: RecordPorts,
    private readonly records: RecordService,
  ) {}

  /** 什么时候能退休，能领多少。 */
  estimate(actor: Actor, personId: string, body: EstimateBody & { purpose?: string }): Promise<EstimateAnswer> {
    return this.pass(actor, personId, body, async (_trx, decision, estimated) => {
      const { known, estimate, area } = estimated
      const language = body.language ?? 'zh'
      return {
        asOf: { today: known.record.today, knownAt: known.treeSize, policyDigest: known.policyDigest },
        grounds: groundsOf(decision, this.ports),
        assumptions: estimate.assumptions,
        bounds: boundsOf(estimated),
        ...figuresView(estimate, language),
        isEligible: estimate.isEligible,
        provisional: estimate.provisional,
        points: [...estimate.points],
        balances: balancesOf(estimated),
        caveats: caveatsOf(estimate, area),
        spoken: spokenEstimate(estimate, language),
      }
    })
  }

  /** 测算的数怎么来：the formula of one figure, the assumptions among its parts. */
  explain(actor: Actor, personId: string, body: EstimateFigureBody & { purpose?: string }): Promise<Explanation> {
    return this.pass(actor, personId, body, async (trx, _decision, { known, estimate }) => {
      const { path, language = 'zh' } = body
      const { figures } = estimate
      const explained = Object.hasOwn(figures, path) ? figures[path as FigureName] : undefined
      if (explained === undefined) throw new Refusal(noSuchFigure, { path })
      const facts = new Map(known.facts.map((fact) => [`${fact.ref.posting}/${fact.ref.ordinal}`, fact]))
      const voucherOf = await voucherViews(trx, this.ports, postingsIn(explained), facts, actor.realm === 'staff')
      const { areaName } = this.ports
      return explanationView(explained, { language, areaName, voucherOf })
    })
  }

  private pass<R>(
    actor: Actor,
    personId: string,
    body: EstimateBody & { purpose?: string },
    work: (trx: Trx, decision: Decision, estimated: Estimated) => Promise<R>,
  ): Promise<R> {
    return this.ports.gate.pass(recordAsk(actor, personId, body.purpose), async (trx, { decision }) => {
      wholeOnly(decision)
      requireWholeMandate(decision)
      requireSections(decision, ['registration', 'contribution', 'account'])
      const known = await this.records.derive(trx, personId, {})
      return work(trx, decision, this.estimated(known, body))
    })
  }

  private estimated(known: KnownRecord, body: EstimateBody): Estimated {
    const { record, facts } = known
    refuseEnded(known)
    const enrolment = record.registration.enrolments.findLast(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
    if (enrolment === undefined) throw new Refusal(noPensionHere, {})
    const birthDate = record.registration.person?.birthDate
    if (birthDate === undefined) throw new Refusal(noBirthMonth, {})
    const groups = groupsOf(record.registration.person?.sex)
    const group = groupIn(groups, body.group)
    const area = this.ports.book().area(enrolment.area)
    const [now, birth] = [periodOfDay(record.today), periodOfDay(birthDate)]
    const input: EstimateInput = {
      now,
      birth,
      pension: pensionNow(known, group, now),
      account: accountNow(record, facts),
    }
    return { known, area, groups, estimate: estimateOf(area, input, assumptionsOf(body, group)) }
  }
}

/** What is paid ahead counts as well; the balance is today's. */
function pensionNow({ record }: KnownRecord, group: RetirementGroup, now: Period): PensionInput {
  const { accountBalance } = pensionInputOf(record, group, now)
  const beyond = plus(record.through > now ? record.through : now, 1)
  return { ...pensionInputOf(record, group, beyond), retirement: now, accountBalance }
}

function refuseEnded({ record: { life } }: KnownRecord): void {
  if (life.death !== undefined || life.settledAbroad !== undefined) throw new Refusal(lifeEnded, {})
  if (life.retirement !== undefined) throw new Refusal(alreadyRetired, { month: life.retirement.eventMonth })
}

/** 性别代码 1 男 2 女；where it is not known, all are offered. */
function groupsOf(sex: string | undefined): readonly RetirementGroup[] {
  if (sex === '1') return ['man']
  return sex === '2' ? WOMEN : ['man', ...WOMEN]
}

function groupIn(groups: readonly RetirementGroup[], asked: RetirementGroup | undefined): RetirementGroup {
  if (asked === undefined) {
    if (groups.length === 1) return groups[0]!
    throw new Refusal(chooseGroup, { groups: groups.join() })
  }
  if (!groups.includes(asked)) throw new Refusal(groupDoesNotFit, { group: asked })
  return asked
}

/** Where nothing is said of growth, today's level of wages goes on: nothing is guessed. */
function assumptionsOf(body: EstimateBody, group: RetirementGroup): Assumptions {
  const { retirement, base, baseGrowth = NO_GROWTH, wageGrowth = NO_GROWTH, notionalRate, monthsPerYear = 12 } = body
  return {
    group,
    retirement: retirement === undefined ? undefined : parsePeriod(retirement),
    base: base === undefined ? undefined : fen(base),
    baseGrowth: ppm(baseGrowth),
    wageGrowth: ppm(wageGrowth),
    notionalRate: notionalRate === undefined ? undefined : ppm(notionalRate),
    monthsPerYear,
  }
}

function boundsOf({ estimate, area, groups, known }: Estimated): EstimateAnswer['bounds'] {
  const { window } = estimate
  const now = periodOfDay(known.record.today)
  const limit = (id: string) => area.find(id, now)?.value as Fen | undefined
  const [baseFloor, baseCeiling] = [limit('pension.base-floor'), limit('pension.base-ceiling')]
  return {
    first: window.first,
    statutory: window.statutory.value,
    latest: window.latest.value,
    groups: [...groups],
    ...(baseFloor === undefined ? {} : { baseFloor }),
    ...(baseCeiling === undefined ? {} : { baseCeiling }),
  }
}

/** Year ends of the record, then those supposed. */
function balancesOf({ known, estimate }: Estimated): EstimateAnswer['balances'] {
  const settled = known.record.account
    .filter(
      ({ closing, year }) =>
        closing !== undefined && !estimate.balances.some(({ month }) => month.startsWith(`${year}`)),
    )
    .map(({ year, balance }) => ({ month: `${year}-12`, balance: balance.value, assumed: false }))
  return [...settled, ...estimate.balances.map((one) => ({ ...one, assumed: true }))]
}
