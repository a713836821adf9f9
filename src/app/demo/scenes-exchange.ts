import { MatchingService } from '../../exchange/matching-service.js'
import { ReceiveService } from '../../exchange/receive-service.js'
import { demoFeeds, signFeed } from './feeds.js'
import { enterDemoPartners } from './partners.js'
import type { Scene } from './scene-house.js'
import { PAID_ON, RECOVERY } from './scenes-recovery.js'

/** 各部门来文：received at the desk and matched; what differs is open, two deaths and a closed employer wait for a check. */
const feeds: Scene = {
  ...{ name: 'feeds', zh: '部门来文与比对', day: 'now' },
  play: async (house) => {
    const { exchange, partnerKeys } = house.parts
    const keys = await partnerKeys()
    await enterDemoPartners(exchange, keys)
    const [receiving, matching] = [new ReceiveService(exchange), new MatchingService(exchange)]
    for (const feed of demoFeeds(house.city, house.today)) {
      const bytes = signFeed(feed, keys.get(feed.partner)!, house.today)
      await receiving.receive(bytes, { channel: 'desk', actor: house.desk })
      while (await matching.advance());
    }
  },
}

export const EXCHANGE_SCENES: readonly Scene[] = [PAID_ON, feeds, RECOVERY]
