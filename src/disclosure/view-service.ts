import type { Actor } from '../access/actor.js'
import { agencyName } from '../access/agency-tree.js'
import type { QueryEntry } from '../access/query-entry.js'
import type { Resource } from '../access/resource.js'
import { type Day, plusDays } from '../kernel/day.js'
import { mask, maskName } from '../kernel/mask.js'
import { isWorkingDay } from '../policy/working-days.js'
import { type CaseClock, clockAt } from './clock.js'
import type { ClockView, InquiryDetail, InquiryView } from './contract.js'
import { approvalOf, contentOf, gapsOf, handledBy, type Inquiry, receiverOf, stateOf } from './inquiry.js'
import type { Output } from './inquiry-store.js'
import { isInForce } from './legal-basis.js'
import type { DisclosurePorts } from './ports.js'

/** 案件，as the gate reads it. */
export function resourceOf(one: Inquiry): Resource {
  const approval = approvalOf(one)
  const scope = approval?.change.scope ?? contentOf(one).scope
  return {
    ...{ kind: 'Inquiry', inquiry: one.id, agency: one.agency, ground: one.ground, state: stateOf(one) },
    persons: scope.persons.flatMap(({ personId }) => personId ?? []),
    sections: scope.sections,
    ...{ receivedBy: receiverOf(one), approvedBy: approval?.by ?? '' },
    officers: contentOf(one).officers.length,
  }
}

/** 期限：only other units have one that a document names. */
export function clockOf(
  { calendar, clock, setting }: Pick<DisclosurePorts, 'calendar' | 'clock' | 'setting'>,
  one: Inquiry,
): CaseClock | undefined {
  if (one.dueOn === undefined) return undefined
  const terms = {
    days: setting('business.inquiry-unit-days'),
    remindFirst: setting('business.inquiry-remind-first'),
    remindLast: setting('business.inquiry-remind-last'),
  }
  const receipt = { on: one.receivedOn, due: one.dueOn, provisional: one.dueProvisional }
  return clockAt(calendar(), receipt, clock.today(), terms, stateOf(one) !== 'received')
}

const MOST_DAYS = 40

function clockView(ports: DisclosurePorts, one: Inquiry): { clock?: ClockView } {
  const clock = clockOf(ports, one)
  if (clock === undefined) return {}
  const days: { day: Day; works: boolean }[] = []
  for (let day = plusDays(one.receivedOn, 1); day <= clock.due && days.length < MOST_DAYS; day = plusDays(day, 1))
    days.push({ day, works: isWorkingDay(ports.calendar(), day) === true })
  return { clock: { ...clock, days } }
}

export function inquiryView(ports: DisclosurePorts, one: Inquiry): InquiryView {
  const content = contentOf(one)
  return {
    ...{ id: one.id, serial: one.serial, ground: one.ground, state: stateOf(one), agency: one.agency },
    ...{
      agencyName: agencyName(ports.agencies(), one.agency),
      unit: content.unit.name,
      persons: content.scope.persons.length,
    },
    receivedAt: one.receivedAt,
    gaps: gapsOf(content, ports.setting('business.inquiry-officers'), ports.clock.today()).length,
    ...clockView(ports, one),
  }
}

/** 依据待核：typed, unconfirmed, or not in force on the day of receipt. */
export function basisFlag({ bases }: DisclosurePorts, one: Inquiry): { zh: string; en: string } | undefined {
  const { id, typed } = contentOf(one).basis
  if (typed) return { zh: '照填，待核条文', en: 'typed; check the text' }
  const found = bases.find((basis) => basis.id === id)
  if (found !== undefined && !isInForce(found, one.receivedOn))
    return { zh: '收件当日不在施行期内', en: 'not in force on the day of receipt' }
  return found?.status === 'final' ? undefined : { zh: '目录注明待确认', en: 'marked unconfirmed in the catalogue' }
}

export interface Shown {
  readonly outputs: readonly Omit<Output, 'pdf'>[]
  readonly entries: readonly QueryEntry[]
}

/** 案件页。Numbers and names of the persons are masked. */
export async function inquiryDetail(
  ports: DisclosurePorts,
  actor: Actor,
  one: Inquiry,
  { outputs, entries }: Shown,
): Promise<InquiryDetail> {
  const content = contentOf(one)
  const { unit, basis, papers, scope, standard, cityReason } = content
  const names = await ports.staffNames([...new Set([one.receivedBy, ...one.steps.map(({ by }) => by)])])
  const flag = basisFlag(ports, one)
  return {
    ...inquiryView(ports, one),
    ...{ contact: unit.contact, phone: unit.phone, purpose: content.purpose, act: content.act, mayTell: one.mayTell },
    basis: { document: basis.document, article: basis.article, ...(flag === undefined ? {} : { flag }) },
    ...(standard === undefined ? {} : { standard }),
    ...{ route: content.route, sections: [...scope.sections], from: scope.from, through: scope.through },
    ...(cityReason === undefined ? {} : { cityReason }),
    named: scope.persons.map(({ fullName, identityNumber, personId }) => ({
      ...{ fullName: maskName(fullName), identityNumber: mask(identityNumber), onRecord: personId !== undefined },
    })),
    officers: content.officers.map(({ copy, cardNumber, ...officer }) => ({
      ...{ ...officer, cardNumber: mask(cardNumber), hasCopy: copy !== undefined },
    })),
    papers: {
      dutyProof: papers.dutyProof !== undefined,
      form: papers.form !== undefined,
      approval: papers.approval !== undefined,
      approvalNumber: papers.approvalNumber ?? '',
      unitProof: papers.unitProof !== undefined,
    },
    gapList: gapsOf(content, ports.setting('business.inquiry-officers'), ports.clock.today()),
    steps: [
      { act: 'received' as const, by: names.get(one.receivedBy) ?? '', at: one.receivedAt },
      ...one.steps.map(({ act, by, at, change }) => ({
        ...{ act, by: names.get(by) ?? '', at },
        ...(change.reason === undefined ? {} : { reason: change.reason }),
      })),
    ],
    outputs: outputs.map(({ id, kind, act, digest, at }) => {
      const hex = digest.toString('hex')
      const entry = entries.find(({ resultHash }) => resultHash === hex)?.number
      return {
        ...{ id, kind, act: act as InquiryDetail['act'], digest: hex, at },
        ...(entry === undefined ? {} : { entry }),
      }
    }),
    can: abilities(ports, actor, one),
  }
}

function abilities({ gate }: DisclosurePorts, actor: Actor, one: Inquiry): InquiryDetail['can'] {
  const resource = resourceOf(one)
  const state = stateOf(one)
  const would = (action: 'inquiry.receive' | 'inquiry.decide' | 'inquiry.execute') =>
    gate.wouldPass({
      ...{ actor, action, resource, purpose: '-', matter: '-' },
      ...(resource.kind === 'Inquiry' && action === 'inquiry.execute' ? { sections: resource.sections } : {}),
    })
  const receives = would('inquiry.receive')
  return {
    supplement: receives && state === 'received',
    decide: would('inquiry.decide') && !handledBy(one).has(actor.personId),
    execute: would('inquiry.execute') && !handledBy(one).has(actor.personId),
    finish: receives && (state === 'refused' || state === 'executed'),
  }
}
