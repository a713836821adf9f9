import type { Day, Instant } from '../kernel/day.js'
import type {
  DisclosedSection,
  InquiryAct,
  InquiryGround,
  InquiryRoute,
  InquiryState,
  QueryAct,
  QueryReason,
} from './words.js'

/** 办案人员。Each with the card seen in original, its copy kept, its validity. */
export interface Officer {
  readonly name: string
  readonly cardKind: string
  readonly cardNumber: string
  readonly validThrough: Day
  readonly originalSeen: boolean
  readonly copy?: string | undefined
}

/** 被查询人，as the application names them, and whoever that is on record. */
export interface NamedPerson {
  readonly fullName: string
  readonly identityNumber: string
  /** Undefined where nobody of this number and name is on record. */
  readonly personId?: string | undefined
}

/** 依据：chosen from the catalogue, or typed and to be checked by whoever decides. */
export interface CitedBasis {
  readonly id?: string | undefined
  readonly document: string
  readonly article: string
  readonly typed: boolean
}

/** 提供的范围。Named persons, items and months only. */
export interface Scope {
  readonly persons: readonly NamedPerson[]
  readonly sections: readonly DisclosedSection[]
  readonly from: string
  readonly through: string
}

/** 材料。Paper ids; what is not there yet is a gap. */
export interface InquiryPapers {
  readonly dutyProof?: string | undefined
  readonly form?: string | undefined
  readonly approvalNumber?: string | undefined
  readonly approval?: string | undefined
  readonly unitProof?: string | undefined
}

/** 申请内容。As received, then as supplemented and widened. */
export interface InquiryContent {
  readonly ground: InquiryGround
  readonly unit: { readonly name: string; readonly contact: string; readonly phone: string }
  readonly purpose: string
  readonly basis: CitedBasis
  readonly act: QueryAct
  readonly papers: InquiryPapers
  readonly officers: readonly Officer[]
  readonly standard?: { readonly reason: QueryReason; readonly says: string } | undefined
  readonly scope: Scope
  readonly route: InquiryRoute
  readonly cityReason?: string | undefined
}

/** 一步。What it changed stands in `change`; the state after it is told with it. */
export interface InquiryStep {
  readonly ordinal: number
  readonly act: InquiryAct
  readonly state: InquiryState
  readonly by: string
  readonly agency: string
  readonly at: Instant
  readonly change: StepChange
}

export interface StepChange {
  readonly content?: Partial<Pick<InquiryContent, 'papers' | 'officers' | 'scope'>> | undefined
  readonly reason?: string | undefined
  /** 批准的范围：the scope as it stood then. */
  readonly scope?: Scope | undefined
  readonly document?: string | undefined
  readonly way?: string | undefined
  readonly outputId?: string | undefined
}

export interface Inquiry {
  readonly id: string
  readonly serial: string
  readonly ground: InquiryGround
  readonly agency: string
  readonly mayTell: boolean
  readonly received: InquiryContent
  readonly receivedBy: string
  readonly receivedAt: Instant
  readonly receivedOn: Day
  readonly dueOn?: Day | undefined
  readonly dueProvisional: boolean
  readonly steps: readonly InquiryStep[]
}

/** 现状。What was received, with all that was added since. */
export function contentOf({ received, steps }: Inquiry): InquiryContent {
  let content = received
  for (const { change } of steps) {
    const { papers, officers = content.officers, scope = content.scope } = change.content ?? {}
    content = { ...content, papers: { ...content.papers, ...papers }, officers, scope }
  }
  return content
}

export function stateOf({ steps }: Pick<Inquiry, 'steps'>): InquiryState {
  return steps.at(-1)?.state ?? 'received'
}

/** 不得告知的案件：whatever is done with it is written under its seal. */
export function untoldOf({ id, mayTell }: Pick<Inquiry, 'id' | 'mayTell'>): string | undefined {
  return mayTell ? undefined : id
}

/** 收件人：who took it in, or last added persons or items to it. */
export function receiverOf({ receivedBy, steps }: Inquiry): string {
  return steps.findLast(({ act }) => act === 'widened')?.by ?? receivedBy
}

/** 办过收件、补收、增加的人：none of them decides. */
export function handledBy({ receivedBy, steps }: Inquiry): ReadonlySet<string> {
  const acts: readonly InquiryAct[] = ['received', 'supplemented', 'widened']
  return new Set([receivedBy, ...steps.filter(({ act }) => acts.includes(act)).map(({ by }) => by)])
}

/** 所查的是不是这个人：whoever a query is about has no part in it, and does not learn of it at the desk. */
export function concerns(one: Inquiry, personId: string): boolean {
  return contentOf(one).scope.persons.some((person) => person.personId === personId)
}

/** 最近一次批准，while it stands: widening makes it void. */
export function approvalOf({ steps }: Inquiry): InquiryStep | undefined {
  const last = steps.findLast(({ act }) => act === 'approved' || act === 'widened')
  return last?.act === 'approved' ? last : undefined
}

/** 缺件。Told once, all of them, at receipt. */
export interface Gap {
  readonly key: string
  readonly zh: string
  readonly en: string
}

export function gapsOf(content: InquiryContent, officersLeast: number, today: Day): Gap[] {
  return content.ground === 'organ' ? organGaps(content, officersLeast, today) : unitGaps(content)
}

function unitGaps({ papers }: InquiryContent): Gap[] {
  return papers.unitProof === undefined ? [gap('unitProof', '单位证明文件', 'proof of the unit')] : []
}

function organGaps({ papers, officers }: InquiryContent, least: number, today: Day): Gap[] {
  const cards = new Set(officers.map(({ cardNumber }) => cardNumber))
  return [
    ...(papers.dutyProof === undefined ? [gap('dutyProof', '执行公务证明', 'proof of duty')] : []),
    ...(papers.form === undefined ? [gap('form', '查询专用表', 'special query form')] : []),
    ...(papers.approvalNumber === undefined || papers.approval === undefined
      ? [gap('approval', '批准文书及文号', 'approval document and its number')]
      : []),
    ...(cards.size < least
      ? [gap('officers', `办案人员${least}人（现${cards.size}人）`, `${least} officers (now ${cards.size})`)]
      : []),
    ...officers.flatMap((one) => cardGaps(one, today)),
  ]
}

function cardGaps({ name, originalSeen, copy, validThrough }: Officer, today: Day): Gap[] {
  return [
    ...(originalSeen ? [] : [gap('original', `${name}的工作证原件`, `the original work card of ${name}`)]),
    ...(copy === undefined ? [gap('copy', `${name}的工作证复印件`, `a copy of the work card of ${name}`)] : []),
    ...(validThrough < today ? [gap('valid', `${name}的有效工作证（已过期）`, `a valid work card of ${name}`)] : []),
  ]
}

function gap(key: string, zh: string, en: string): Gap {
  return { key, zh, en }
}
