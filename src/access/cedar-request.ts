import type { Context, EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'
import type { Actor } from './actor.js'
import type { Circumstances, Resource } from './resource.js'
import type { Section } from './sections.js'

/** 机构。A district names its city as parent; a city names none. */
export interface AgencyEntry {
  readonly code: string
  readonly parent?: string | undefined
}

export type AgencyTree = ReadonlyMap<string, AgencyEntry>

export interface Asked {
  readonly sections: readonly Section[]
  readonly purpose: string
  readonly matter: string
  readonly circumstances: Circumstances
}

export interface EntitySlice {
  readonly principal: TypeAndId
  readonly resource: TypeAndId
  readonly entities: EntityJson[]
}

/** The few entities a decision needs: who, what, and the agencies above both. */
export function sliceOf(actor: Actor, resource: Resource, tree: AgencyTree): EntitySlice {
  const principal = principalOf(actor)
  const [object, agencies] = objectOf(resource)
  const all = new Set([...agencies, ...(actor.agency === undefined ? [] : [actor.agency])])
  for (const code of all) {
    const parent = tree.get(code)?.parent
    if (parent !== undefined) all.add(parent)
  }
  const entities = [principal, object, ...[...all].map((code) => agencyOf(code, tree))]
  return { principal: principal.uid as TypeAndId, resource: object.uid as TypeAndId, entities }
}

/** What is not told counts against the asker: an unknown history is taken for a conflict. */
export function contextOf(actor: Actor, asked: Asked): Context {
  const { stage, post, handledBefore, affiliated, keys } = asked.circumstances
  return {
    sections: [...asked.sections],
    purpose: asked.purpose,
    matter: asked.matter,
    stage: stage ?? '',
    post: post ?? POST_OF_STAGE[stage ?? ''] ?? '',
    handledBefore: handledBefore ?? true,
    affiliated: affiliated ?? true,
    keys: keys ?? 0,
    channel: actor.channel,
  }
}

/** 环节 → 岗位，where the route names no other. */
const POST_OF_STAGE: Readonly<Record<string, string>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}

function principalOf(actor: Actor): EntityJson {
  const person = actor.personId
  const id = actor.accountId
  if (actor.realm === 'citizen') return { uid: { type: 'Person', id }, attrs: { person }, parents: [] }
  if (actor.realm === 'operator') {
    return { uid: { type: 'Operator', id }, attrs: { person, employer: actor.employerId ?? '' }, parents: [] }
  }
  if (actor.realm === 'partner') return { uid: { type: 'Partner', id }, attrs: { arrangement: id }, parents: [] }
  const agency = { __entity: { type: 'Agency', id: actor.agency ?? '' } }
  return { uid: { type: 'Staff', id }, attrs: { person, posts: [...actor.posts], agency }, parents: [] }
}

function objectOf(resource: Resource): [EntityJson, readonly string[]] {
  const { kind } = resource
  const entity = (
    id: string,
    attrs: EntityJson['attrs'],
    agencies: readonly string[],
  ): [EntityJson, readonly string[]] => [
    { uid: { type: kind, id }, attrs, parents: agencies.map((code) => ({ type: 'Agency', id: code })) },
    agencies,
  ]
  switch (kind) {
    case 'Record':
      return entity(resource.person, recordAttrs(resource), resource.agencies)
    case 'Employer':
      return entity(resource.employer, { employer: resource.employer }, [resource.agency])
    case 'Voucher':
      return entity(resource.voucher, voucherOf(resource), [
        ...new Set([resource.agency, resource.at ?? resource.agency]),
      ])
    case 'Account':
      return entity(resource.person, accountAttrs(resource), [resource.agency])
    case 'Agency':
      return entity(`of ${resource.agency}`, { city: false }, [resource.agency])
    case 'Inquiry':
      return entity(resource.inquiry, inquiryAttrs(resource), [resource.agency])
    case 'System':
      return entity('system', {}, [])
  }
}

/** 权益记录：what is not told of mandates opens nothing. */
function recordAttrs(record: Extract<Resource, { kind: 'Record' }>): EntityJson['attrs'] {
  const {
    person,
    employers,
    isProtected = false,
    formerly = [],
    asAgent = [],
    asGuardian = [],
    asRelative = [],
    asHelper = [],
  } = record
  const standing = { asAgent: [...asAgent], asGuardian: [...asGuardian], asRelative: [...asRelative] }
  const kept = formerly.map(({ agency }) => ({ __entity: { type: 'Agency', id: agency } }))
  return { person, employers: [...employers], formerly: kept, isProtected, ...standing, asHelper: [...asHelper] }
}

function inquiryAttrs(inquiry: Extract<Resource, { kind: 'Inquiry' }>): EntityJson['attrs'] {
  const { ground, state, persons, sections, receivedBy, approvedBy, officers } = inquiry
  return {
    inquiry: inquiry.inquiry,
    ground,
    state,
    persons: [...persons],
    sections: [...sections],
    receivedBy,
    approvedBy,
    officers,
  }
}

function accountAttrs({ person, agency, asHelper = [] }: Extract<Resource, { kind: 'Account' }>): EntityJson['attrs'] {
  return { person, agency: { __entity: { type: 'Agency', id: agency } }, asHelper: [...asHelper] }
}

/** 凭证：`at` is where its present stage is taken. */
function voucherOf({ agency, employer, at, posts }: Extract<Resource, { kind: 'Voucher' }>): EntityJson['attrs'] {
  const place = { __entity: { type: 'Agency', id: at ?? agency } }
  return { employer: employer ?? '', at: place, posts: [...(posts ?? [])] }
}

function agencyOf(code: string, tree: AgencyTree): EntityJson {
  const entry = tree.get(code)
  const parent = entry?.parent
  return {
    uid: { type: 'Agency', id: code },
    attrs: { city: entry !== undefined && parent === undefined },
    parents: parent === undefined ? [] : [{ type: 'Agency', id: parent }],
  }
}
