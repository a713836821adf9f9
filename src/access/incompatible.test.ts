import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { findClash, findMixedKinds, type Held } from './incompatible.js'
import { kindOf, POST_NAMES, POSTS } from './posts.js'

/**
 * 不相容岗位表，written a second time as a half matrix: x may not be held by one natural person, . may. Four classes of
 * posts never meet: business, finance, data and archives, audit and control; administrators meet nobody; the cashier, the
 * accountant and the chief are three persons; who keeps the stamp does not make what is stamped; who knows the experts
 * does not review; the vendor is nothing else; the inspector of quality does no business.
 */
const TABLE = `
systemAdmin
permissionMaintainer .
databaseAdmin        x x
parameterMaintainer  x x x
frontDesk            x x x x
initialReviewer      x x x x .
reviewer             x x x x . .
rechecker            x x x x . . .
approver             x x x x . . . .
cashier              x x x x x x x x x
accountant           x x x x x x x x x x
chiefAccountant      x x x x x x x x x x x
archivist            x x x . . . . . . x x x
scanVendor           x x x x x x x x x x x x x
expertSecretary      x x x . . . x x x x x x . x
stampKeeper          x x x . x x x x x x x x . x x
protectedHandler     x x x . . . . . . x x x . x . .
qualityInspector     x x x x x x x x x x x x x x x x x
query                x x x . . . . . . . . . . x . . . .
queryApprover        x x x x x x . . . x x x . x . . . . .
auditor              x x x x x x x x x x x x x x x x x . . x
supervisor           x x x x x x x x x x x x x x x x x . x x x
employerOperator     x . x . . . . . . . . . . x . . . x . . x x
`

const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const names = rows.map(([name]) => name as Held)
const pairs = rows.flatMap(([one, ...marks]) => marks.map((mark, i) => [one as Held, names[i]!, mark === 'x'] as const))

article(['M14-26c', 'BD-28a', 'BD-20b', 'BD-19', 'BD-32', 'BD-4', 'M14-3b'], '不相容岗位：逐对', () => {
  test('表中各岗位齐全，次序与岗位表相同', () => {
    expect(names).toEqual([...POST_NAMES, 'employerOperator'])
    expect(pairs).toHaveLength((names.length * (names.length - 1)) / 2)
  })

  test.each(pairs)('%s 与 %s：%s', (one, other, clashes) => {
    expect(findClash([one, other]) !== undefined).toBe(clashes)
    expect(findClash([other, one]) !== undefined).toBe(clashes)
    expect(findClash([one, other])?.article).toEqual(clashes ? expect.stringMatching(/^(M14|BD)-/) : undefined)
  })

  test('三人以上：其中任一对不相容，即不可', () => {
    for (const [one, other, clashes] of pairs) {
      if (clashes) expect(findClash(['query', one, other])).toBeDefined()
    }
  })
})

describe('一个账户只属一种', () => {
  test.each(POST_NAMES.flatMap((one) => POST_NAMES.map((other) => [one, other] as const)))('%s 与 %s', (one, other) => {
    expect(findMixedKinds([one, other]) === undefined).toBe(kindOf(one) === kindOf(other))
    expect(POSTS[one].zh).toMatch(/[一-鿿]/)
  })
})
