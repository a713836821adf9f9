import { ACTIONS, type Action } from '../src/access/actions.js'
import type { Actor } from '../src/access/actor.js'
import type { Question } from '../src/access/cedar.js'
import { ENTRUSTED_ACTS, type Opened } from '../src/access/entrusted.js'
import { POST_NAMES } from '../src/access/posts.js'
import type { Circumstances, Resource } from '../src/access/resource.js'
import { SECTIONS } from '../src/access/sections.js'
import { kindsOf } from './access.js'

/** 每一处可以填的。 */
export const PERSONS = ['1', '2', '3']
export const AGENCY_CODES = ['999901', '999900', '999902', '110000', '']
export const EMPLOYERS = ['501', '502', '']
export const CHANNELS = ['web', 'counter', 'kiosk', 'hotline', 'api', 'sms', 'cli']
/** 没有列入目录的渠道。 */
export const UNLISTED = 'fax'
export const STAGES = ['initialReview', 'review', 'recheck', 'approval', 'posting', '']
export const TURNS = ['propose', 'approve', 'higher', 'read']
export const GROUNDS = ['organ', 'unit', 'standing', 'macro', 'report']
export const STATES = ['received', 'approved', 'refused', 'ended']
const TEXTS = ['', '办理事项']

/** 曾参保地，each with months of its own. */
export const FORMER_PLACES = [
  { agency: '999901', from: '2010-01', through: '2012-06' },
  { agency: '999902', from: '2013-02', through: '2014-12' },
  { agency: '999900', from: '2015-03', through: '2015-03' },
] as const

/**
 * 差一点的请求。All requests that differ from this one in one thing: a field filled with each other value, one item more or
 * fewer in a list, or one name put in the place of another wherever it stands.
 */
export function nearMisses(asked: Question): Question[] {
  const { context = {}, resource, sections = [] } = asked
  return [
    asked,
    ...ofActor(asked).map((one) => ({ ...asked, actor: one as Actor })),
    ...ofResource(resource).map((one) => ({ ...asked, resource: one })),
    ...variedIn<Circumstances>(context, {
      stage: [...STAGES, ...TURNS],
      post: [...POST_NAMES, '', undefined],
      handledBefore: [true, false],
      affiliated: [true, false],
      keys: [0, 1, 2, 3],
    }).map((one) => ({ ...asked, context: one })),
    ...listsNear(sections, SECTIONS).map((one) => ({ ...asked, sections: one })),
    ...variedIn(asked, { purpose: TEXTS, matter: TEXTS, action: actsOn(asked) }),
    ...[PERSONS, AGENCY_CODES, EMPLOYERS, POST_NAMES].flatMap((names) => renamed(asked, names)),
    ...approvedToo(asked),
  ]
}

/** 对方接口只有一种行为：the schema knows no other of a partner. */
function actsOn({ actor, resource }: Question): Action[] {
  if (actor.realm === 'partner') return []
  return ACTIONS.filter((action) => kindsOf(action).includes(resource.kind))
}

/** 核准的与所问的一并多一类、少一类。 */
function approvedToo(asked: Question): Question[] {
  const { resource, sections = [] } = asked
  if (resource.kind !== 'Inquiry') return []
  return SECTIONS.map((section) => {
    const [approved, wanted] = [resource.sections, sections].map((held) => held.filter((one) => one !== section))
    const more = resource.sections.includes(section) ? [] : [section]
    return {
      ...asked,
      resource: { ...resource, sections: [...approved!, ...more] },
      sections: [...wanted!, ...more],
    }
  })
}

function ofActor({ actor, action }: Question): object[] {
  const isPartner = actor.realm === 'partner'
  const partners = action === 'arrangement.call' ? ['partner'] : []
  return [
    ...variedIn<Actor>(actor, {
      realm: isPartner ? [] : ['citizen', 'operator', 'staff', ...(partners as Actor['realm'][])],
      personId: PERSONS,
      accountId: isPartner ? ['i', 'j'] : [],
      agency: AGENCY_CODES,
      employerId: EMPLOYERS,
      channel: [...CHANNELS, UNLISTED] as Actor['channel'][],
    }),
    ...listsNear(actor.posts, POST_NAMES).map((posts) => ({ ...actor, posts })),
  ]
}

function ofResource(resource: Resource): Resource[] {
  const lists = (of: Readonly<Record<string, readonly string[]>>): Resource[] =>
    Object.entries(of).flatMap(([name, domain]) => {
      const held = (resource as unknown as Readonly<Record<string, readonly string[] | undefined>>)[name] ?? []
      return listsNear(held, domain).map((list) => ({ ...resource, [name]: list }) as Resource)
    })
  switch (resource.kind) {
    case 'Record':
      return [
        ...variedIn(resource, { person: PERSONS, isProtected: [true, false], ...NOTHING_OPENED }),
        ...inOtherCapacities(resource),
        ...lists({ agencies: AGENCY_CODES, employers: EMPLOYERS, ...OPENED }),
        ...listsNear(resource.formerly ?? [], FORMER_PLACES).map((formerly) => ({ ...resource, formerly })),
      ]
    case 'Employer':
      return variedIn(resource, { employer: EMPLOYERS, agency: AGENCY_CODES })
    case 'Voucher':
      return [
        ...variedIn(resource, { employer: EMPLOYERS, agency: AGENCY_CODES, at: [...AGENCY_CODES, undefined] }),
        ...lists({ posts: POST_NAMES }),
      ]
    case 'Account':
      return [...variedIn(resource, { person: PERSONS, agency: AGENCY_CODES }), ...lists({ asHelper: WORDS })]
    case 'Agency':
      return variedIn(resource, { agency: AGENCY_CODES })
    case 'Inquiry':
      return [
        ...variedIn(resource, { agency: AGENCY_CODES, ground: GROUNDS, state: STATES, inquiry: ['i', 'j'] }),
        ...variedIn(resource, { receivedBy: PERSONS, approvedBy: [...PERSONS, ''], officers: [0, 1, 2, 3] }),
        ...lists({ persons: PERSONS, sections: SECTIONS }),
      ]
    case 'System':
      return []
  }
}

const WORDS: readonly Opened[] = [...SECTIONS, ...ENTRUSTED_ACTS]
const OPENED = { asAgent: WORDS, asGuardian: WORDS, asRelative: WORDS, asHelper: WORDS }
const NOTHING_OPENED = {
  ...{ asAgent: [undefined, [], WORDS], asGuardian: [undefined, [], WORDS] },
  ...{ asRelative: [undefined, [], WORDS], asHelper: [undefined, [], WORDS] },
}

/** 换一种身份：what was opened to an agent opened to a guardian instead, and so on; alone, as every other capacity is empty. */
function inOtherCapacities(resource: RecordResource): Resource[] {
  const names = Object.keys(OPENED) as (keyof typeof OPENED)[]
  const opened = names.map((name) => resource[name]).filter((one) => one !== undefined && one.length > 0)
  return opened.flatMap((list) =>
    names.map((name) => ({ ...resource, ...NOBODY_STANDS_IN, [name]: list }) as RecordResource),
  )
}

type RecordResource = Extract<Resource, { kind: 'Record' }>
const NOBODY_STANDS_IN = { asAgent: undefined, asGuardian: undefined, asRelative: undefined, asHelper: undefined }

type Domains<T> = { readonly [name in keyof T]?: readonly unknown[] }

/** One field at a time, each with every value it could have. */
function variedIn<T extends object>(whole: T, domains: Domains<T>): T[] {
  return Object.entries(domains as Readonly<Record<string, readonly unknown[]>>).flatMap(([name, values]) =>
    values.filter((value) => value !== whole[name as keyof T]).map((value) => ({ ...whole, [name]: value }) as T),
  )
}

/** Nothing, each item alone, and each put in or taken out. */
function listsNear<T>(held: readonly T[], domain: readonly T[]): T[][] {
  const toggled = (item: T) => (held.includes(item) ? held.filter((one) => one !== item) : [...held, item])
  return [[], ...domain.map((item) => [item]), ...domain.map(toggled)]
}

/** 张冠李戴：one name wherever another stood, for every name that stands in it. */
function renamed(asked: Question, names: readonly string[]): Question[] {
  const text = JSON.stringify(asked)
  const standing = names.filter((name) => name !== '' && text.includes(`"${name}"`))
  return standing.flatMap((from) =>
    names.filter((to) => to !== from).map((to) => JSON.parse(text.replaceAll(`"${from}"`, `"${to}"`)) as Question),
  )
}
