import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { article } from '../../../test/article.js'
import { testPolicy } from '../../../test/desk.js'
import { openFeed } from '../../exchange/feed-lines.js'
import { isSignedBy, itemsOf, verifyHead } from '../../exchange/message.js'
import type { Partner } from '../../exchange/partner.js'
import type { Day } from '../../kernel/day.js'
import { parsePeriod } from '../../kernel/period.js'
import { generatePrivateKey, publicKeyOf } from '../../log/sm2.js'
import { publicKeyPem } from '../../log/sm2-encoding.js'
import { DEMO_CITY, inventCity } from './city.js'
import { demoFeeds, signFeed } from './feeds.js'
import { DEMO_AGREEMENT, DEMO_PARTNERS } from './partners.js'

const TODAY = '2026-11-02' as Day
const size = { ...DEMO_CITY, employers: 5, lives: 24, from: parsePeriod('2026-08'), cases: true }
const city = inventCity(size, testPolicy().book.area('999900'))

article(['M14-5b', 'N107-5f'], '样例来文：七类部门各有，同一座城同一天分毫不差，都验得过', () => {
  test('确定', () => {
    expect(demoFeeds(city, TODAY)).toEqual(demoFeeds(city, TODAY))
    const told = new Set(demoFeeds(city, TODAY).map(({ partner }) => partner))
    const departments = DEMO_PARTNERS.filter(({ kind }) => kind !== 'agency')
    expect([...told].sort()).toEqual(departments.map(({ partner }) => partner).sort())
  })

  test.each(demoFeeds(city, TODAY).map((feed) => [`${feed.partner} ${feed.matter}`, feed] as const))(
    '%s',
    async (_, feed) => {
      const key = generatePrivateKey(randomBytes)
      const partner = {
        ...{ partner: feed.partner, agreement: DEMO_AGREEMENT, publicKey: publicKeyPem(publicKeyOf(key)) },
        whitelist: { [feed.matter]: itemsOf(feed.matter) },
      } as unknown as Partner
      const message = await openFeed(pieces(signFeed(feed, key, TODAY)))
      expect(isSignedBy(message, partner)).toBe(true)
      expect(verifyHead(message, partner, { receivers: ['999901'], mostRows: 1000 }).rows).toBe(feed.rows.length)
      expect(feed.rows.length).toBeGreaterThan(0)
    },
  )
})

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
