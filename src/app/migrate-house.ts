import { catalogueLines } from '../db/catalogue.js'
import { openDatabase } from '../db/database.js'
import { recordCatalogue } from './control.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import { postRelease, shippedTexts } from './release.js'

/** 施行：what the release ships is posted where it differs, and the catalogue recorded where it changed. */
export async function migrateHouse(house: Foundation): Promise<{ posted: number; recorded: boolean }> {
  const { clock } = house.settings
  const posted = await postRelease(house.app, house.posting, await shippedTexts(ROOT), clock.today(), '999900')
  const admin = openDatabase(house.adminUrl, 1)
  const lines = await admin.transaction({}, catalogueLines)
  await admin.close()
  return { posted, recorded: await recordCatalogue(house.trees.control, lines, clock.now()) }
}
