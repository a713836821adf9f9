import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { shippedStandard, standardTexts } from '../../test/standard.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { readStandard } from '../policy/standard.js'
import type { Stage } from './contract.js'
import { type ReviewStep, type Route, stateOf, take } from './review.js'
import { readRoutes, stagesOf } from './route-book.js'

const routes = readRoutes(filesUnder(['policies/routes'], /\.yaml$/)[0]!.text, shippedStandard())
const backPay: Route = routes.backPay.steps
/** All but those of which no field needs a person. */
const reviewed = Object.values(routes).flatMap(({ steps }) => (steps.length === 0 ? [] : [steps]))
const step = (stage: Stage, by: string, verdict: ReviewStep['verdict'] = 'passed'): ReviewStep => ({
  stage,
  verdict,
  by,
  account: `账户${by}`,
  organisation: '999901',
  at: 0 as Instant,
})
const reviewedBy = (...people: string[]) =>
  people.reduce<readonly ReviewStep[]>(
    (steps, by, i) => take(backPay, '录入人', steps, step(backPay[i]!.stage, by)),
    [],
  )
const codeOf = (doing: () => unknown): string => {
  try {
    doing()
    return 'done'
  } catch (error) {
    return error instanceof Refusal ? error.entry.code : String(error)
  }
}

article(['M14-7a', 'N107-2b'], '初审、审核、复核、审批依次通过，方可记账', () => {
  test('依次通过', () => {
    expect(stateOf(backPay, reviewedBy('甲', '乙', '丙'))).toBe('approval')
    expect(stateOf(backPay, reviewedBy('甲', '乙', '丙', '丁'))).toBe('agreed')
  })

  test('次序不能变', () => {
    expect(codeOf(() => take(backPay, '录入人', reviewedBy('甲'), step('recheck', '乙')))).toBe('review.out-of-turn')
  })

  test('退回之后，任何环节都不能再通过', () => {
    const returned = take(backPay, '录入人', reviewedBy('甲'), step('review', '乙', 'returned'))
    for (const { stage } of backPay)
      expect(codeOf(() => take(backPay, '录入人', returned, step(stage, '丁')))).toBe('review.out-of-turn')
  })
})

const person = fc.constantFrom('甲', '乙', '丙', '丁', '戊')
const attempt = fc.record({ stage: fc.constantFrom(...stagesOf(backPay)), by: person, returns: fc.boolean() })

article(['M14-7c', 'BD-16'], '各环节由不同的自然人办理，录入人不在其中', () => {
  test('任意的尝试之下：办成的各环节，人人不同，也都不是录入人', () => {
    fc.assert(
      fc.property(
        person,
        fc.array(attempt, { maxLength: 30 }),
        fc.constantFrom(...reviewed),
        (entered, attempts, route) => {
          const steps = attempts.reduce<readonly ReviewStep[]>((done, { stage, by, returns }) => {
            try {
              return take(route, entered, done, step(stage, by, returns ? 'returned' : 'passed'))
            } catch {
              return done
            }
          }, [])
          const people = [entered, ...steps.map(({ by }) => by)]
          expect(new Set(people).size).toBe(people.length)
          expect(steps.map(({ stage }) => stage)).toEqual(stagesOf(route).slice(0, steps.length))
          if (stateOf(route, steps) === 'agreed')
            expect(new Set(steps.map(({ by }) => by)).size).toBeGreaterThanOrEqual(2)
        },
      ),
    )
  })

  test('同一人换账户仍是同一人；录入人也算办过', () => {
    const again = { ...step('review', '甲'), account: '另一账户' }
    expect(codeOf(() => take(backPay, '录入人', reviewedBy('甲'), again))).toBe('review.same-person')
    expect(codeOf(() => take(backPay, '甲', [], step('initialReview', '甲')))).toBe('review.same-person')
    expect(codeOf(() => take(backPay, '乙', [], step('initialReview', '甲')))).toBe('done')
  })
})

describe('审核路线是数据', () => {
  test('涉钱的各类，至少两个环节；补缴与更正四个', () => {
    for (const [kind, { steps }] of Object.entries(routes))
      if (kind !== 'contactChange') expect(steps.length).toBeGreaterThanOrEqual(2)
    expect([backPay.length, routes.correction.steps.length]).toEqual([4, 4])
  })

  const text = filesUnder(['policies/routes'], /\.yaml$/)[0]!.text
  test.each([
    ['只有一个环节', text.replace('[review, recheck]', '[review]')],
    ['次序颠倒', text.replace('[review, recheck]', '[recheck, review]')],
    ['重复的环节', text.replace('[review, recheck]', '[review, review]')],
    ['不认识的环节', text.replace('[review, recheck]', '[review, glance]')],
    ['少了一类', text.replace('backPay:', 'backPaid:')],
    ['岗位不是审核岗', text.replace('review: accountant', 'review: systemAdmin')],
    ['岗位对着没有的环节', text.replace('review: accountant', 'recheck: accountant')],
    ['机构不是机构', `${text}\n`.replace('bankStatement:\n', 'bankStatement:\n  at: { review: moon }\n')],
    [
      '交出给不是机构的',
      `${text}\n`.replace('bankStatement:\n', 'bankStatement:\n  handOver: { east: { review: west } }\n'),
    ],
    ['不认识的键', `${text}\n`.replace('bankStatement:\n', 'bankStatement:\n  relaxed: true\n')],
    ['须人工审核的一类没有环节', text.replace('stages: [review, recheck]', 'stages: []')],
  ])('写错的路线停止启动：%s', (_says, wrong) => {
    expect(() => readRoutes(wrong, shippedStandard())).toThrow(/invariant/)
  })

  test('没有环节的只有联系方式变更；对照：它有一栏须人工审核，即停止启动', () => {
    const unrouted = Object.entries(routes).filter(([, { steps }]) => steps.length === 0)
    expect(unrouted.map(([kind]) => kind)).toEqual(['contactChange'])
    const texts = standardTexts().map((one) => ({
      ...one,
      text: one.text.replace(/(mailingAddress: \{.*?)level: none/, '$1level: manual'),
    }))
    expect(() => readRoutes(text, readStandard(texts))).toThrow(/invariant/)
    expect(() => readRoutes(text, shippedStandard())).not.toThrow()
  })
})
