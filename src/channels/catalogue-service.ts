import type { Action } from '../access/actions.js'
import type { Actor, Channel } from '../access/actor.js'
import type { Guard, Question } from '../access/cedar.js'
import { OF_GUARDIAN } from '../access/entrusted.js'
import type { Resource } from '../access/resource.js'
import type { Section } from '../access/sections.js'
import {
  CATALOGUE_ITEMS,
  type CatalogueAnswer,
  CHANNEL_ROWS,
  REQUESTERS,
  type Requester,
} from './catalogue-contract.js'

type Item = keyof typeof CATALOGUE_ITEMS

/** 目录的一行所问的：the very question a request of that channel puts to the guard. */
const QUESTION: Readonly<Record<Item, { readonly action: Action; readonly sections: readonly Section[] }>> = {
  registration: { action: 'record.read', sections: ['registration'] },
  contribution: { action: 'record.read', sections: ['contribution'] },
  benefit: { action: 'record.read', sections: ['benefit'] },
  account: { action: 'record.read', sections: ['account'] },
  other: { action: 'record.read', sections: ['other'] },
  access: { action: 'looks.read', sections: ['access'] },
  statement: { action: 'statement.issue', sections: ['statement'] },
  extract: { action: 'extract.request', sections: ['other'] },
}

const AGENCY = '999901'
const SOMEBODY = { sessionId: 'catalogue', accountId: 'catalogue', posts: [], personId: '1' } as const
const CLERK = { ...SOMEBODY, personId: '2', realm: 'staff', agency: AGENCY } as const
const RECORD = { kind: 'Record', person: '1', agencies: [AGENCY], employers: ['501'] } as const
const STANDING = { agent: 'asAgent', guardian: 'asGuardian', relative: 'asRelative' } as const

/**
 * 可查项目（第十四条、107号文三）。Asked of the policies in force, never written down a second time: what is published is
 * what is answered. At a window a clerk serves the person, employer or unit in front of them.
 */
export function catalogueOf(guard: Pick<Guard, 'decide'>, version: string): CatalogueAnswer {
  const rows = (Object.keys(CHANNEL_ROWS) as (keyof typeof CHANNEL_ROWS)[]).flatMap((channel) =>
    (Object.keys(REQUESTERS) as Requester[]).flatMap((requester) =>
      (Object.keys(CATALOGUE_ITEMS) as Item[]).map((item) => row(guard, channel, requester, item)),
    ),
  )
  return { version, rows }
}

function row(
  guard: Pick<Guard, 'decide'>,
  channel: keyof typeof CHANNEL_ROWS,
  requester: Requester,
  item: Item,
): CatalogueAnswer['rows'][number] {
  const question = asked(channel, requester, item)
  const decision = guard.decide({ ...question, purpose: question.actor.realm === 'staff' ? '窗口查询' : '' })
  const { sections } = question
  const allowed = decision.allowed && sections.every((one) => decision.sections.includes(one))
  const { of } = CATALOGUE_ITEMS[item]
  return { channel, requester, item, of, allowed, article: allowed ? decision.articles.join('、') : '' }
}

type Asked = Omit<Question, 'sections'> & { readonly sections: readonly Section[] }

function asked(channel: Channel, requester: Requester, item: Item): Asked {
  if (item === 'extract') return ofExtract(channel, requester)
  switch (requester) {
    case 'person':
      return { ...QUESTION[item], actor: channel === 'counter' ? at('frontDesk') : own(channel), resource: RECORD }
    case 'agent':
    case 'guardian':
    case 'relative': {
      const resource = { ...RECORD, [STANDING[requester]]: OF_GUARDIAN }
      const actor = channel === 'counter' ? at('frontDesk') : own(channel, '2')
      return { ...QUESTION[item], actor, resource }
    }
    case 'operator':
      return ofEmployer(channel, item)
    case 'department':
      return { ...QUESTION[item], actor: own(channel, '2'), resource: RECORD }
    default:
      return ofUnit(channel, requester, item)
  }
}

/** 行政部门、信息机构：the query post asks for an extract on their behalf; of a record they are strangers. */
function ofExtract(channel: Channel, requester: Requester): Asked {
  const resource = { kind: 'Agency', agency: AGENCY } as const
  const there = at(requester === 'department' ? 'query' : 'frontDesk')
  return { ...QUESTION.extract, actor: channel === 'counter' ? there : own(channel), resource }
}

/** A clerk shows an employer its months; what is the person's alone, the employer itself is asked about. */
function ofEmployer(channel: Channel, item: Item): Asked {
  const { action, sections } = QUESTION[item]
  const operator: Actor = { ...SOMEBODY, realm: 'operator', employerId: '501', channel }
  if (action !== 'record.read') return { actor: operator, resource: RECORD, action, sections }
  const resource = { kind: 'Employer', employer: '501', agency: AGENCY } as const
  return { actor: channel === 'counter' ? at('frontDesk') : operator, resource, action: 'employer.read', sections }
}

/** 机关、其他单位到窗口，对方凭接口；elsewhere they are nobody but whoever signed in there. */
function ofUnit(channel: Channel, requester: 'organ' | 'unit' | 'partner', item: Exclude<Item, 'extract'>): Asked {
  const { sections } = QUESTION[item]
  const isPartner = requester === 'partner'
  const resource: Resource = {
    ...{ kind: 'Inquiry', inquiry: 'catalogue', agency: AGENCY, ground: isPartner ? 'standing' : requester },
    ...{ state: 'approved', persons: ['1'], sections, receivedBy: '3', approvedBy: '4', officers: 2 },
  }
  const action = isPartner ? 'arrangement.call' : 'inquiry.execute'
  const served = isPartner ? channel === 'api' : channel === 'counter'
  const there: Actor = isPartner ? { ...SOMEBODY, personId: '0', realm: 'partner', channel } : at('query')
  return { actor: served ? there : own(channel), resource, action, sections }
}

function at(post: 'frontDesk' | 'query'): Actor {
  return { ...CLERK, posts: [post], channel: 'counter' }
}

function own(channel: Channel, personId = '1'): Actor {
  return { ...SOMEBODY, personId, realm: 'citizen', channel }
}
