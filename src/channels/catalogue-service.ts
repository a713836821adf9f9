import type { Action } from '../access/actions.js'
import type { Actor, Channel } from '../access/actor.js'
import type { Guard } from '../access/cedar.js'
import type { Resource } from '../access/resource.js'
import type { Section } from '../access/sections.js'
import { CATALOGUE_ITEMS, type CatalogueAnswer, CHANNEL_ROWS, REQUESTERS } from './catalogue-contract.js'

type Item = keyof typeof CATALOGUE_ITEMS

/** 目录的一行所问的：the very question a request of that channel puts to the guard. */
const QUESTION: Readonly<Record<Item, { readonly action: Action; readonly sections: readonly Section[] }>> = {
  registration: { action: 'record.read', sections: ['registration'] },
  contribution: { action: 'record.read', sections: ['contribution'] },
  benefit: { action: 'record.read', sections: ['benefit'] },
  account: { action: 'record.read', sections: ['account'] },
  access: { action: 'looks.read', sections: ['access'] },
  statement: { action: 'statement.issue', sections: ['statement'] },
}

const SOMEBODY = { sessionId: 'catalogue', accountId: 'catalogue', posts: [], personId: '1' } as const

/**
 * 可查项目（第十四条、107号文三）。Asked of the policies in force, never written down a second time: what is published is
 * what is answered. At a window a clerk serves the person or employer in front of them.
 */
export function catalogueOf(guard: Pick<Guard, 'decide'>, version: string): CatalogueAnswer {
  const rows = (Object.keys(CHANNEL_ROWS) as (keyof typeof CHANNEL_ROWS)[]).flatMap((channel) =>
    (Object.keys(REQUESTERS) as (keyof typeof REQUESTERS)[]).flatMap((requester) =>
      (Object.keys(CATALOGUE_ITEMS) as Item[]).map((item) => row(guard, channel, requester, item)),
    ),
  )
  return { version, rows }
}

function row(
  guard: Pick<Guard, 'decide'>,
  channel: keyof typeof CHANNEL_ROWS,
  requester: keyof typeof REQUESTERS,
  item: Item,
): CatalogueAnswer['rows'][number] {
  const { actor, resource, action, sections } = asked(channel, requester, item)
  const purpose = actor.realm === 'staff' ? '窗口查询' : ''
  const decision = guard.decide({ actor, action, resource, sections, purpose })
  const allowed = decision.allowed && sections.every((one) => decision.sections.includes(one))
  return { channel, requester, item, allowed, article: allowed ? decision.articles.join('、') : '' }
}

function asked(channel: keyof typeof CHANNEL_ROWS, requester: keyof typeof REQUESTERS, item: Item) {
  const { action, sections } = QUESTION[item]
  const agency = '999901'
  // A clerk shows an employer its months; what is the person's alone, the employer itself is asked about.
  const isDesk = channel === 'counter' && (requester === 'person' || action === 'record.read')
  const record: Resource = { kind: 'Record', person: '1', agencies: [agency], employers: ['501'] }
  const employer: Resource = { kind: 'Employer', employer: '501', agency }
  const own = requester === 'person'
  const actor: Actor = isDesk
    ? { ...SOMEBODY, personId: '2', realm: 'staff', posts: ['frontDesk'], agency, channel }
    : {
        ...SOMEBODY,
        realm: own ? 'citizen' : 'operator',
        channel: channel as Channel,
        ...(own ? {} : { employerId: '501' }),
      }
  if (own || action !== 'record.read') return { actor, resource: record, action, sections }
  return { actor, resource: employer, action: 'employer.read' as const, sections }
}
