import type { Actor } from '../access/actor.js'
import { POSTS } from '../access/posts.js'
import { endOfDay } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import type { CaseAct } from './case-acts.js'
import { deadlineOf } from './case-deadline-store.js'
import { agencyAt, holderOf, mayTake, placeOf } from './case-place-store.js'
import { type Case, hasTakenPart, isOver, routeOfCase, stateOfCase } from './case-store.js'
import type {
  Ability,
  ActView,
  RefusedRow,
  ReviewStepView,
  Sentence,
  SubmissionDetail,
  SubmissionState,
  SubmissionSummary,
} from './contract.js'
import type { Summary } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { stagesOf } from './route-book.js'
import type { StandIn } from './stand-in-store.js'
import type { StoredStep } from './submission-store.js'
import { openJson } from './voucher-body.js'

/** 动作所附的话：a reason, or the list of what is missing. */
export interface ActBody {
  readonly reason?: string | undefined
  readonly items?: readonly { readonly item: string; readonly basis: string; readonly whyNew?: string }[] | undefined
}

export interface Viewing {
  readonly ports: Pick<CollectionPorts, 'routes' | 'vault' | 'agencyName' | 'areaOf' | 'setting' | 'policy' | 'clock'>
  readonly viewer: Actor
  /** Staff by their person ids, for staff. */
  readonly names: ReadonlyMap<string, string>
  readonly standIns: readonly StandIn[]
  /** 已离岗的录入人：what they entered is filed anew by another of the front desk. */
  readonly gone?: ReadonlySet<string> | undefined
}

export function summaryOf(viewing: Viewing, one: Case): SubmissionSummary {
  const { ports, viewer } = viewing
  const { submission, revision, vouchers, employer } = one
  const place = placeOf(ports, one)
  return {
    id: submission.submissionId,
    kind: submission.kind,
    revision: revision.revision,
    state: stateOfCase(ports.routes, one),
    agency: submission.agency,
    agencyName: ports.agencyName(submission.agency),
    ...(employer === undefined
      ? {}
      : { employer: { id: employer.id, creditCode: employer.creditCode, name: employer.name } }),
    ...(submission.settlementMonth === undefined ? {} : { settlementMonth: parsePeriod(submission.settlementMonth) }),
    ...(revision.fileName === undefined ? {} : { fileName: ports.vault.unseal(undefined, revision.fileName) }),
    rowsIn: revision.rowsIn,
    accepted: revision.accepted,
    refused: revision.refused,
    employerTotal: revision.employerTotal,
    personTotal: revision.personTotal,
    enteredAt: revision.enteredAt,
    ...(revision.receivedAt === undefined ? {} : { receivedAt: revision.receivedAt, slip: revision.slip ?? '' }),
    ...(revision.documentDay === undefined ? {} : { documentDay: revision.documentDay }),
    ...dueOf(viewing, one),
    ...(place === undefined || place.agency === submission.agency ? {} : { takenBy: ports.agencyName(place.agency) }),
    ...claimView(viewing, one),
    businessDay: revision.businessDay,
    vouchers: revision.vouchers,
    posted: vouchers.filter(({ posted }) => posted).length,
    abilities: abilitiesOf(viewing, viewer, one),
  }
}

/** 办理期限，in working days from the day after the stage began. */
function dueOf({ ports }: Viewing, one: Case): Partial<SubmissionSummary> {
  const due = deadlineOf(ports, one)
  if (due === undefined) return {}
  return {
    ...(due.stoppedSince === undefined ? { dueAt: endOfDay(due.day) } : {}),
    due: {
      day: due.day,
      provisional: due.provisional,
      overdue: due.overdue,
      told: [...due.told],
      ...(due.stoppedSince === undefined ? {} : { stoppedSince: due.stoppedSince }),
    },
  }
}

/** 谁在办，told to staff only. */
function claimView({ ports, viewer, names, standIns }: Viewing, one: Case): Partial<SubmissionSummary> {
  const holder = holderOf(one, standIns, ports.clock.now())
  if (holder === undefined || viewer.realm !== 'staff') return {}
  const by = names.get(holder) ?? names.get(one.claim!.personId) ?? holder
  return { claim: { by, mine: holder === viewer.personId, until: one.claim!.until } }
}

export function detailOf(viewing: Viewing, one: Case, refusedRows: readonly RefusedRow[]): SubmissionDetail {
  const { vault, routes, agencyName } = viewing.ports
  const route = routeOfCase(routes, one)
  const summary = openJson<Summary>(vault, one.revision.summary)
  const blocked = one.vouchers.find((voucher) => voucher.blocked !== undefined)?.blocked
  const show = (steps: readonly StoredStep[]) => steps.map((step) => stepView(viewing, step))
  return {
    ...summaryOf(viewing, one),
    route: stagesOf(route),
    places: route.map((step) => {
      const agency = agencyAt(viewing.ports, step, one.submission.agency)
      return { stage: step.stage, post: POSTS[step.post], agency: agencyName(agency) }
    }),
    acts: one.acts.map((act) => actView(viewing, act)),
    steps: show(one.steps),
    earlier: one.earlier.map(({ revision, steps }) => ({ revision: revision.revision, steps: show(steps) })),
    insurances: summary.insurances as SubmissionDetail['insurances'],
    notices: [...summary.notices],
    refusedRows: [...refusedRows],
    ...(blocked === undefined ? {} : { blocked: openJson<Sentence>(vault, blocked) }),
  }
}

/** An employer reads which stage said what and why; who it was is the agency's business. */
function stepView({ ports, viewer, names }: Viewing, step: StoredStep): ReviewStepView {
  const { vault, agencyName } = ports
  return {
    stage: step.stage,
    verdict: step.verdict,
    by: viewer.realm === 'staff' ? (names.get(step.by) ?? step.by) : '',
    organisation: agencyName(step.organisation),
    at: step.at,
    ...(step.reason === undefined ? {} : { reason: vault.unseal(undefined, step.reason) }),
  }
}

/** 办理动作，由人来看：names to staff only; what was asked for, to whoever must bring it. */
function actView({ ports, viewer, names }: Viewing, act: CaseAct): ActView {
  const { vault, agencyName } = ports
  const isStaff = viewer.realm === 'staff'
  const said = act.body === undefined ? undefined : openJson<ActBody>(vault, act.body)
  return {
    act: act.act,
    revision: act.revision,
    ...(act.stage === undefined ? {} : { stage: act.stage }),
    by: isStaff ? (names.get(act.by) ?? act.by) : '',
    organisation: agencyName(act.organisation),
    at: act.at,
    ...(isStaff && act.toPerson !== undefined ? { to: names.get(act.toPerson) ?? act.toPerson } : {}),
    ...(act.toAgency === undefined ? {} : { toAgency: agencyName(act.toAgency) }),
    ...(act.documentId === undefined ? {} : { documentId: act.documentId }),
    ...(said?.reason !== undefined && (isStaff || act.act === 'withdrawn') ? { reason: said.reason } : {}),
    ...(said?.items === undefined ? {} : { items: [...said.items] }),
  }
}

/** 可办事项。Exactly what the services would let this person do next. */
export function abilitiesOf({ ports, standIns, gone }: Viewing, viewer: Actor, one: Case): Ability[] {
  const state = stateOfCase(ports.routes, one)
  const blocked = one.vouchers.some((voucher) => voucher.blocked !== undefined)
  const owns = ownsCase(viewer, one)
  if (state === 'draft') return owns && one.revision.accepted > 0 ? ['submit'] : []
  const succeeds = gone?.has(one.revision.enteredBy) === true && servesFor(viewer, one)
  if ((owns || succeeds) && (isOver(state) || (state === 'agreed' && blocked))) return ['resubmit']
  const withdraw: Ability[] = owns && mayWithdraw(state, one) ? ['withdraw'] : []
  if (viewer.realm !== 'staff') return withdraw
  if (state === 'awaitingRecheck') return mayRecheck(viewer, one) ? ['recheck', 'compare'] : ['compare']
  if (state === 'posted' || state === 'recheckRefused' || state === 'agreed' || isOver(state)) return ['compare']
  const desk: Ability[] = state === 'awaitingPapers' && viewer.posts.includes('frontDesk') ? ['receivePapers'] : []
  return [...taking(ports, viewer, one, state, standIns), ...desk, ...withdraw, 'compare']
}

/** 复核：the re-checking post, by somebody who took no part. */
function mayRecheck(viewer: Actor, one: Case): boolean {
  return viewer.posts.includes('rechecker') && !hasTakenPart(one, viewer.personId)
}

function taking(
  ports: Viewing['ports'],
  viewer: Actor,
  one: Case,
  state: SubmissionState,
  standIns: readonly StandIn[],
): Ability[] {
  const holder = holderOf(one, standIns, ports.clock.now())
  if (!mayTake(ports, viewer, one, holder)) return []
  if (state === 'awaitingPapers') return ['return', 'receivePapers']
  const claim: Ability = holder === viewer.personId ? 'release' : 'claim'
  return ['pass', 'return', claim, 'requestPapers', 'escalate']
}

/** 本人或本单位的：who entered it, or an operator of the same employer. */
export function ownsCase(viewer: Actor, one: Case): boolean {
  return viewer.realm === 'operator'
    ? viewer.employerId !== undefined && viewer.employerId === one.submission.employerId
    : viewer.personId === one.revision.enteredBy
}

/** 前台接办：of the same agency as whoever entered it and left. */
function servesFor(viewer: Actor, { revision }: Case): boolean {
  const isHere = viewer.realm === 'staff' && viewer.agency === revision.enteredOrganisation
  return isHere && viewer.posts.includes('frontDesk')
}

/** 撤回：before anybody took a step. */
export function mayWithdraw(state: SubmissionState, one: Case): boolean {
  return one.steps.length === 0 && state !== 'draft' && state !== 'agreed' && state !== 'posted' && !isOver(state)
}
