import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { paperFiles } from '../../archive/paper-files.js'
import { archivePorts } from '../archive-room.js'
import { disclosurePorts } from '../disclosure-room.js'
import { type Foundation, openRole, postingOf } from '../foundation.js'
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

/** 载入：the history goes through the real rooms, over connections that do not wait for the disk. */
export async function loadCity(house: Foundation, say: Say, size?: CitySize): Promise<DemoPerson[]> {
  const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
  const unhurried = '-c synchronous_commit=off'
  const [app, post] = [openRole(house, 'quanyi_app', 8, unhurried), openRole(house, 'quanyi_post', 8, unhurried)]
  const unhurriedHouse = { ...house, app, post, posting: postingOf({ ...house, post }) }
  let sequencing: Sequencing | undefined
  try {
    const rooms = openRooms(unhurriedHouse, rules)
    const { collection, accounts, exchange } = rooms
    const { printer } = await openPaperDesks(unhurriedHouse, rooms.setting)
    const { records } = queryRooms(unhurriedHouse, rooms)
    const disclosure = await disclosurePorts(unhurriedHouse, rooms, { printer, records })
    const { ports: statistics } = await openStatistics(unhurriedHouse, rooms)
    const partnerKeys = () => demoPartnerKeys(house.place.keys)
    const people = await loadDemoCity(
      {
        ...{ collection, accounts, post },
        papers: paperFiles(house.place.papers),
        postingAt: (now) => postingOf({ ...house, post }, now),
        demoKey: house.secrets.keys.desk,
        progress: progressFile(house),
        scenes: {
          sealer: house.sealer,
          ...{ exchange, partnerKeys, archive: archivePorts(unhurriedHouse, rooms), disclosure, statistics },
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
    await post.transaction({}, (trx) => trx.rows('select 1'))
    return people
  } finally {
    await sequencing?.stop()
    await app.close()
    await post.close()
  }
}

function progressFile({ place }: Foundation) {
  const path = join(place.home, 'demo-city')
  return {
    read: () => readFile(path, 'utf8').catch(() => undefined),
    write: (text: string) => writeFile(path, text),
  }
}
