import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AGENCIES, accessPolicies, citizen, operatorOf, staff, testGuard } from '../../test/access.js'
import { allowedSections } from '../../test/access-oracle.js'
import type { Action } from './actions.js'
import type { Actor } from './actor.js'
import { openGuard, type Question } from './cedar.js'
import { ENTRUSTED_ACTS, type Opened } from './entrusted.js'
import type { Resource } from './resource.js'
import { SECTIONS } from './sections.js'

/** 代表与保密的规则，与对照逐一相比；objections are held against theirs elsewhere. */
const OF_RECORD = [
  ...([
    'record.read',
    'looks.read',
    'statement.issue',
    'contact.change',
    'wage.answer',
    'mandate.manage',
    'rights.request',
  ] as const),
]
const OF_AGENCY = ['mandate.manage', 'protection.manage', 'record.search', 'task.read', 'task.close'] as const

const actor = fc.constantFrom<Actor[]>(
  ...[citizen('1'), citizen('2'), citizen('1'), operatorOf('501')],
  ...[staff(['frontDesk']), staff(['frontDesk'], '999902'), staff(['initialReviewer']), staff(['supervisor'])],
  ...[staff(['protectedHandler']), staff(['protectedHandler', 'frontDesk'], '999900'), staff(['reviewer'])],
)
const opened = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.subarray<Opened>([...SECTIONS, ...ENTRUSTED_ACTS], { minLength: 5 }) },
)
const record: fc.Arbitrary<Resource> = fc.record({
  ...{ kind: fc.constant('Record' as const), person: fc.constantFrom('1', '1', '2', '20') },
  ...{ agencies: fc.constant(['999901']), employers: fc.constantFrom(['501'], []), isProtected: fc.boolean() },
  ...{ asAgent: opened, asGuardian: opened, asRelative: opened, asHelper: opened },
  narrowed: fc.constantFrom(
    ...[
      undefined,
      undefined,
      undefined,
      undefined,
      { insurances: ['110'] },
      { from: '2026-01' },
      { through: '2025-12' },
    ],
  ),
})
const account: fc.Arbitrary<Resource> = fc.record({
  ...{ kind: fc.constant('Account' as const), person: fc.constantFrom('1', '2'), agency: fc.constant('999901') },
  asHelper: opened,
})
const agency: fc.Arbitrary<Resource> = fc.constant({ kind: 'Agency', agency: '999901' })
const asked = (actions: readonly Action[], resource: fc.Arbitrary<Resource>): fc.Arbitrary<Question> =>
  fc.record({
    ...{ actor, resource, action: fc.constantFrom(...actions) },
    sections: fc.constantFrom([], ['registration'], ['contribution', 'account']),
    ...{ purpose: fc.constantFrom('', '办理'), matter: fc.constantFrom('', '办理') },
    context: fc.record({ keys: fc.constantFrom(1, 2) }),
  }) as fc.Arbitrary<Question>

const ALL = fc.oneof(
  { weight: 6, arbitrary: asked(OF_RECORD, record) },
  { weight: 2, arbitrary: asked(OF_AGENCY, agency) },
  { weight: 1, arbitrary: asked(['account.secure'], account) },
)
const questions = fc.sample(ALL, { numRuns: 5_000, seed: 20260302 })
const expected = questions.map((one) => [...allowedSections(one)].sort().join())

describe('代表与保密：规则与条文的两种写法', () => {
  test('每一个请求，所许的类别无一不同', () => {
    const guard = testGuard()
    const differ = questions.filter((one, i) => [...guard.decide(one).sections].sort().join() !== expected[i])
    expect(differ.slice(0, 3)).toEqual([])
    expect(expected.filter((one) => one !== '').length).toBeGreaterThan(300)
  })

  test('收窄了的授权，决定里写着收窄到哪里；对照：去掉收窄，所开的类别就不同', () => {
    const guard = testGuard()
    const cut = questions.filter(({ resource }) => resource.kind === 'Record' && resource.narrowed !== undefined)
    const told = cut.map((one) => [one, guard.decide(one)] as const).filter(([, { allowed }]) => allowed)
    expect(told.length).toBeGreaterThan(50)
    for (const [{ resource }, { narrowed }] of told)
      expect(narrowed).toEqual(resource.kind === 'Record' && resource.narrowed)
    const differ = cut.filter((one) => {
      const whole = { ...one, resource: { ...one.resource, narrowed: undefined } as Resource }
      return String(guard.decide(whole).sections) !== String(guard.decide(one).sections)
    })
    expect(differ.length).toBeGreaterThan(20)
  })

  test('删去任何一条代表或保密的规则，对照都能发现', () => {
    const { texts, schema } = accessPolicies()
    const own = texts.filter(({ path }) => /representative|protected/.test(path))
    const policies = own.flatMap(({ path, text }) =>
      text
        .split(/\n(?=@id)/)
        .filter((one) => one.includes('@id') && !one.includes('objection.raise'))
        .map((one) => ({ path, one })),
    )
    const unseen = policies.filter(({ path, one }) => {
      const changed = texts.map((each) => (each.path === path ? { path, text: each.text.replace(one, '') } : each))
      const guard = openGuard(changed, schema, AGENCIES)
      return questions.every((each, i) => [...guard.decide(each).sections].sort().join() === expected[i])
    })
    expect(unseen.map(({ one }) => one.split('\n').find((line) => line.startsWith('@id')))).toEqual([])
  }, 300_000)
})
