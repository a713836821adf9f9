import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../kernel/clock.js'
import { Refusal } from '../../kernel/refusal.js'
import type { City } from './city.js'
import { demoDepartment } from './department.js'
import { demoFeeds, feedName, signFeed } from './feeds.js'
import { demoPartnerKeys } from './partners.js'
import { unknownSample } from './refusals.js'

/** 第一批来文已在载入时收下（scenes-exchange.ts）；供下载的是接着的一批，of other people. */
const NEXT = { wave: 1, number: 2 }

/** 样例来文与示例部门的开关，on the demo's public listener only. Made and signed in memory whenever they are asked for. */
export async function feedRoutes(app: FastifyInstance, city: City, keysIn: string, clock: Clock): Promise<void> {
  app.get('/demo/feeds', { schema: { hide: true } }, async () =>
    demoFeeds(city, clock.today(), NEXT.wave).map((feed, i) => ({
      ...{ address: `/demo/feeds/${i + 1}`, name: feedName(feed), rows: feed.rows.length },
    })),
  )

  app.get('/demo/feeds/:which', { schema: { hide: true } }, async (request, reply) => {
    const { which } = request.params as { which: string }
    const feed = demoFeeds(city, clock.today(), NEXT.wave)[Number(which) - 1]
    const key = feed && (await demoPartnerKeys(keysIn)).get(feed.partner)
    if (feed === undefined || key === undefined) throw new Refusal(unknownSample, { asked: `feed ${which}` })
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(feedName(feed))}`)
      .type('application/x-ndjson')
      .send(signFeed(feed, key, clock.today(), NEXT.number))
  })

  app.post('/demo/department/:state', { schema: { hide: true } }, async (request) => {
    const { state } = request.params as { state: string }
    demoDepartment.isDown = state === 'down'
    return { isDown: demoDepartment.isDown }
  })
}
