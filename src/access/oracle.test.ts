import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AGENCIES, accessPolicies, kindsOf, testGuard } from '../../test/access.js'
import { allowedSections, BUSINESS, FINANCE } from '../../test/access-oracle.js'
import { ACTIONS, type Action } from './actions.js'
import type { Actor } from './actor.js'
import { type Guard, openGuard, type Question } from './cedar.js'
import { ENTRUSTED_ACTS, type Opened } from './entrusted.js'
import { POST_NAMES, type Post } from './posts.js'
import type { Resource } from './resource.js'
import { SECTIONS, type Section } from './sections.js'

/** Come more often in the cases, so that each policy is touched. */
const COMMON: readonly Post[] = [
  'query',
  'query',
  'query',
  'permissionMaintainer',
  'protectedHandler',
  'permissionMaintainer',
  'parameterMaintainer',
  'cashier',
  'cashier',
  'cashier',
]

const person = fc.constantFrom('1', '2', '3')
const employer = fc.constantFrom('501', '501', '502', '')
const agency = fc.constantFrom('999900', '999901', '999901', '999902', '110000', '')
const STAFF = Array<'staff'>(8).fill('staff')

const actor: fc.Arbitrary<Actor> = fc
  .record({
    realm: fc.constantFrom('citizen', 'operator', ...STAFF),
    personId: person,
    posts: fc.uniqueArray(fc.constantFrom(...POST_NAMES, ...BUSINESS, ...BUSINESS, ...COMMON, 'chiefAccountant'), {
      minLength: 1,
      maxLength: 4,
    }),
    agency: fc.constantFrom('999900', '999900', '999900', '999901', '999901', '110000'),
    employerId: fc.constantFrom('501', '501', '502', ''),
    channel: fc.constantFrom('web', 'counter'),
  })
  .map((one) => ({ ...one, sessionId: 's', accountId: `a${one.personId}` }) as Actor)

/** 长期安排的接口，of this arrangement or of another; and whoever else might try. */
const caller: fc.Arbitrary<Actor> = fc.oneof(
  actor,
  fc.constantFrom('i', 'i', 'j').map((accountId): Actor => {
    const one = { personId: '0', realm: 'partner', sessionId: 's', accountId, posts: [], channel: 'api' } as const
    return { ...one, partner: '示例法院' }
  }),
)

/** 所开的类别与事项，often none. */
const opened = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.subarray<Opened>([...SECTIONS, ...ENTRUSTED_ACTS], { minLength: 4 }) },
)

function resourceOf(kind: Resource['kind']): fc.Arbitrary<Resource> {
  const agencies = fc.uniqueArray(agency, { maxLength: 3 })
  switch (kind) {
    case 'Record':
      return fc.record({
        ...{ kind: fc.constant(kind), person, agencies },
        employers: fc.uniqueArray(employer, { maxLength: 3 }),
        isProtected: fc.constantFrom(false, false, true),
        ...{ asAgent: opened, asGuardian: opened, asRelative: opened, asHelper: opened },
      })
    case 'Employer':
      return fc.record({ kind: fc.constant(kind), employer, agency })
    case 'Voucher':
      return fc.record(
        {
          ...{ kind: fc.constant(kind), voucher: fc.constant('v'), agency, employer },
          at: fc.constantFrom('999900', '999901', '999901', '999902'),
          posts: fc.oneof(
            fc.uniqueArray(fc.constantFrom<string>(...FINANCE, 'reviewer'), { maxLength: 2 }),
            fc.constant(['accountant', 'chiefAccountant']),
          ),
        },
        { requiredKeys: ['kind', 'voucher', 'agency', 'employer'] },
      )
    case 'Account':
      return fc.record({ kind: fc.constant(kind), person, agency })
    case 'Agency':
      return fc.record({ kind: fc.constant(kind), agency })
    case 'Inquiry':
      return fc.record({
        ...{ kind: fc.constant(kind), inquiry: fc.constant('i'), agency },
        ground: fc.constantFrom('organ', 'unit', 'standing', 'macro', 'report'),
        state: fc.constantFrom('received', 'approved', 'refused', 'ended'),
        persons: fc.uniqueArray(person, { maxLength: 3 }),
        sections: fc.uniqueArray(fc.constantFrom(...SECTIONS), { maxLength: 4 }),
        ...{ receivedBy: person, approvedBy: person, officers: fc.constantFrom(0, 1, 2, 3) },
      })
    case 'System':
      return fc.constant({ kind })
  }
}

const text = fc.constantFrom('', '办理事项', '办理事项', '__proto__')
const context = fc.record(
  {
    stage: fc.constantFrom('', 'initialReview', 'review', 'recheck', 'approval', 'posting', 'read', 'approve', 'higher'),
    handledBefore: fc.constantFrom(false, false, true),
    affiliated: fc.constantFrom(false, false, true),
    keys: fc.constantFrom(0, 1, 2, 3, -1, Number.MAX_SAFE_INTEGER),
    post: fc.constantFrom('reviewer', 'approver', 'accountant', 'chiefAccountant', 'query', ''),
  },
  { requiredKeys: ['stage'] },
)
/** The acts with the most conditions come more often. */
const OFTEN: readonly Action[] = [
  'record.read',
  'record.read',
  'record.read',
  ...Array<Action>(55).fill('review.take'),
  ...Array<Action>(4).fill('close.propose'),
  ...Array<Action>(6).fill('close.approve'),
  'account.grant',
  'account.grant',
  'parameter.apply',
  'route.apply',
  'route.apply',
  ...Array<Action>(4).fill('route.propose'),
  ...Array<Action>(8).fill('contact.change'),
  ...Array<Action>(4).fill('archive.appraise'),
  ...Array<Action>(14).fill('filing.read'),
  ...Array<Action>(4).fill('archive.destroy'),
  'archive.scan',
  ...Array<Action>(3).fill('looks.read'),
  ...Array<Action>(3).fill('archive.inspect'),
  ...Array<Action>(2).fill('wage.answer'),
  ...Array<Action>(2).fill('staff.depart'),
  'filing.read',
  'exchange.partner',
  'exchange.approve',
  ...Array<Action>(10).fill('inquiry.decide'),
  ...Array<Action>(40).fill('inquiry.execute'),
  ...Array<Action>(40).fill('arrangement.call'),
  ...(['arrangement.operate', 'arrangement.approve', 'arrangement.approve', 'register.read'] as const),
]

const question: fc.Arbitrary<Question> = fc.constantFrom(...ACTIONS, ...OFTEN).chain((action) =>
  fc.record({
    ...{
      actor: action === 'arrangement.call' ? caller : actor,
      action: fc.constant(action),
      purpose: text,
      matter: text,
      context,
    },
    resource: fc.constantFrom(...kindsOf(action)).chain(resourceOf),
    sections: fc.oneof(
      fc.constant([]),
      fc.constant([]),
      fc.uniqueArray(fc.constantFrom(...SECTIONS), { maxLength: 2 }),
    ),
  }),
)

interface Case {
  readonly asked: Question
  readonly expected: readonly Section[]
}

/** What fits into half a minute; QUANYI_ORACLE_CASES=100000 asks a hundred thousand. */
const CASES = Number(process.env['QUANYI_ORACLE_CASES'] ?? 20_000)

const cases: readonly Case[] = fc
  .sample(question, { numRuns: CASES, seed: 14 })
  .map((asked) => ({ asked, expected: [...allowedSections(asked)].sort() }))

/** What a guard answers, in the oracle's words; an engine that failed is neither yes nor no. */
function answer(guard: Guard, asked: Question): readonly Section[] | string {
  const { sections, alarm } = guard.decide(asked)
  return alarm ?? [...sections].sort()
}

describe('规则与条文的两种写法', () => {
  const whole = testGuard()

  test('每一个请求，决定与类别无一不同', () => {
    const differ = cases.filter(({ asked, expected }) => String(answer(whole, asked)) !== String(expected))
    expect(differ.slice(0, 5).map((one) => ({ ...one, answered: answer(whole, one.asked) }))).toEqual([])
    const allowed = cases.filter(({ expected }) => expected.length > 0).length
    expect(allowed).toBeGreaterThan(500) // a comparison of noes alone would tell nothing
    expect(cases.length - allowed).toBeGreaterThan(500)
  }, 900_000)

  test('删去任何一条规则，对照都能发现', () => {
    const { texts, schema } = accessPolicies()
    const policies = texts.flatMap(({ text }) => text.split(/^(?=@id)/m).filter((part) => part.startsWith('@id')))
    expect(policies.length).toBeGreaterThan(25)
    const decided = cases.slice(0, 30_000).map((one) => ({ ...one, by: whole.decide(one.asked).policies }))
    const unseen = policies.filter((left) => {
      const id = /@id\("([^"]+)"\)/.exec(left)?.[1] ?? ''
      const rest = policies.filter((one) => one !== left).map((text, i) => ({ path: `${i}`, text }))
      const guard = openGuard(rest, schema, AGENCIES)
      // the others cannot differ
      const touched = decided.filter(({ by }) => by.includes(id))
      return touched.every(({ asked, expected }) => String(answer(guard, asked)) === String(expected))
    })
    expect(unseen.map((text) => text.split('\n')[0])).toEqual([])
  }, 900_000)
})
