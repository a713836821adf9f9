import { AuthorityCheckService } from '../access/authority-check-service.js'
import { ReleaseService, releaseAt } from '../collection/parameter-release-service.js'
import { RouteReleaseService } from '../collection/route-release-service.js'
import { StandardService } from '../collection/standard-service.js'
import { catalogueLines } from '../db/catalogue.js'
import { openDatabase } from '../db/database.js'
import { authorityPorts } from './authority-room.js'
import { recordCatalogue } from './control.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import { isParameter, isStandard, postRelease, shippedTexts } from './release.js'
import { openRooms } from './rooms.js'
import { rulesInForce } from './rules-in-force.js'

const CITY = '999900'

export interface Migrated {
  /** Texts put into force on the ground "release". */
  readonly posted: number
  /** Parameter files that were proposed just now, and how many changes of parameters wait altogether. */
  readonly proposed: readonly string[]
  readonly waiting: number
  /** Kinds whose review route the release would have otherwise, proposed just now. */
  readonly routed: number
  /** Files of the collection standard that were proposed just now. */
  readonly standard: number
  readonly recorded: boolean
}

/** 施行：what the release ships is posted or proposed where it differs, and the catalogue recorded where it changed. */
export async function migrateHouse(house: Foundation): Promise<Migrated> {
  const { clock } = house.settings
  const shipped = await shippedTexts(ROOT)
  const posted = await postRelease(house.app, house.posting, shipped, clock.today(), CITY)
  const rooms = openRooms(house, await rulesInForce(house.app, shipped))
  await new AuthorityCheckService(authorityPorts(house, rooms)).adopt()
  const { paths, waiting } = await new ReleaseService(rooms.collection).propose(shipped.filter(isParameter), CITY)
  const routes = shipped.find(({ kind }) => kind === 'routes')?.text ?? ''
  const routed = await new RouteReleaseService(rooms.collection).propose(routes, CITY)
  const standard = await new StandardService(rooms.collection).proposeShipped(
    releaseAt(CITY),
    shipped.filter(isStandard),
  )
  const admin = openDatabase(house.adminUrl, 1)
  const lines = await admin.transaction({}, catalogueLines)
  await admin.close()
  const recorded = await recordCatalogue(house.trees.control, lines, clock.now())
  return { posted, proposed: paths, waiting, routed: routed.length, standard: standard.length, recorded }
}

/** 印给施工的人看的话：what waits, and for whom. */
export function printMigrated({ posted, proposed, waiting, routed, standard, recorded }: Migrated): string {
  const catalogue = `库结构清单${recorded ? '已记入管控之树' : '无变化'}`
  const routes = routed === 0 ? '' : `随版本提出审核路线变更 ${routed} 类，审定施行之前照旧。`
  const collected = standard === 0 ? '' : `随版本提出采集标准文件 ${standard} 份，审定施行之前照旧。`
  const first = `已迁移；记账施行规则文本 ${posted} 份；${catalogue}。${routes}${collected}`
  if (waiting === 0) return first
  const files = proposed.length === 0 ? '' : `本次随版本提出参数文件 ${proposed.length} 份：${proposed.join('、')}。`
  return `${first}\n${files}待审核、审批或施行的参数变更 ${waiting} 件，施行之前照旧用施行中的参数。`
}
