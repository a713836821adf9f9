import { hash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ground, holdTrees, openGround } from '../foundation.js'
import { openPlace, ROOT } from '../place.js'
import type { Settings } from '../settings.js'
import { type City, cityDigest } from './city.js'
import { scenesDigest } from './scenes.js'

/**
 * 换版即重来：the demo's data were made by one set of migrations and one city; with others they are thrown away and made
 * anew. Nothing but the demo's own folder is ever thrown away.
 */
export async function discardOther(settings: Settings, invented: City): Promise<void> {
  const city = cityDigest(invented)
  const folder = join(ROOT, 'migrations')
  const migrations = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name))))
  const version = hash('sm3', Buffer.concat([Buffer.from(city + scenesDigest()), ...migrations]), 'hex')
  const place = await openPlace('demo', settings.home)
  const marker = join(place.home, 'demo-version')
  const made = await readFile(marker, 'utf8').catch(() => undefined)
  if (made !== undefined && made !== version) {
    console.log('示例数据出自另一版本，重新生成 / The demo data belong to another version and are made anew')
    const ground = await openGround(settings).catch(() => undefined)
    if (ground !== undefined) await nobodyUses(ground)
    await rm(place.home, { recursive: true, force: true })
    await openPlace('demo', settings.home)
  }
  await writeFile(marker, version)
}

/** What another demo is serving at this moment is not thrown away under it. */
async function nobodyUses(ground: Ground): Promise<void> {
  try {
    await (await holdTrees(ground.adminUrl))()
  } finally {
    await ground.stop()
  }
}
