import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unhurriedPaperFiles } from '../../archive/paper-files.js'
import { openDatabase } from '../../db/database.js'
import { archivePorts } from '../archive-room.js'
import { authorityPorts } from '../authority-room.js'
import { deliveryPorts } from '../delivery-room.js'
import { disclosurePorts } from '../disclosure-room.js'
import { type Foundation, openLoading, postingOf } from '../foundation.js'
import { objectionPorts } from '../objections-room.js'
import { openPaperDesks } from '../paper-desk.js'
import { ROOT } from '../place.js'
import { shippedTexts } from '../release.js'
import { openRooms } from '../rooms.js'
import { queryRooms } from '../routes.js'
import { rulesInForce } from '../rules-in-force.js'
import type { Sequencing } from '../sequencing.js'
import { openStatistics } from '../statistics-room.js'
import type { CitySize } from './city.js'
import type { Say } from './demo-rooms.js'
import { loadDemoCity } from './load.js'
import { demoPartnerKeys, enterDemoPartners } from './partners.js'
import type { DemoPerson } from './people.js'

/**
 * 载入：the history goes through the real rooms, over connections that do not wait for the disk. It is all on the disk
 * before the city is served.
 */
export async function loadCity(house: Foundation, say: Say, size?: CitySize): Promise<DemoPerson[]> {
  const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
  const [app, post] = [openLoading(house, 'quanyi_app', 8), openLoading(house, 'quanyi_post', 8)]
  const unhurriedHouse = { ...house, app, post, posting: postingOf({ ...house, post }) }
  const papers = unhurriedPaperFiles(house.place.papers)
  const flush = openDatabase(house.adminUrl, 1)
  const progress = progressFile(house, async () => {
    await papers.settle()
    await flush.transaction({}, (trx) => trx.rows(FLUSH))
  })
  let sequencing: Sequencing | undefined
  try {
    const rooms = openRooms(unhurriedHouse, rules)
    const { collection, accounts, exchange } = rooms
    const paperDesks = await openPaperDesks(unhurriedHouse, rooms.setting)
    const { printer } = paperDesks
    const { records } = queryRooms(unhurriedHouse, rooms)
    const disclosure = await disclosurePorts(unhurriedHouse, rooms, { printer, records })
    const { ports: statistics } = await openStatistics(unhurriedHouse, rooms)
    const delivery = deliveryPorts(unhurriedHouse, rooms, { papers: paperDesks, records })
    const partnerKeys = () => demoPartnerKeys(house.place.keys)
    const people = await loadDemoCity(
      {
        ...{ collection, accounts, post },
        papers: papers.store,
        postingAt: (now) => postingOf({ ...house, post }, now),
        demoKey: house.secrets.keys.desk,
        progress,
        scenes: {
          sealer: house.sealer,
          ...{ exchange, partnerKeys, archive: archivePorts(unhurriedHouse, rooms), disclosure, statistics, delivery },
          authority: authorityPorts(unhurriedHouse, rooms),
          objections: objectionPorts(unhurriedHouse, rooms),
          settle: async () => {
            sequencing ??= await house.sequence()
            await sequencing.settle()
          },
        },
      },
      say,
      size,
    )
    await enterDemoPartners(exchange, await partnerKeys())
    await progress.settled()
    return people
  } finally {
    await sequencing?.stop()
    await progress.settled().catch(() => undefined)
    for (const database of [app, post, flush]) await database.close()
  }
}

/** A commit that waits for the disk, behind all that did not. */
const FLUSH = `select pg_logical_emit_message(true, 'quanyi', 'loaded')`

/** 进度记号，written once all it speaks of is on the disk; meanwhile the loading goes on. */
function progressFile({ place }: Foundation, flushed: () => Promise<void>) {
  const path = join(place.home, 'demo-city')
  let last = Promise.resolve()
  return {
    read: () => readFile(path, 'utf8').catch(() => undefined),
    write: async (text: string) => {
      await last
      last = flushed().then(() => writeFile(path, text))
      last.catch(() => undefined) // told when it is awaited
    },
    settled: () => last,
  }
}
