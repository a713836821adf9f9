import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { systemClock } from '../src/app/clock.js'
import { type City, type CitySize, inventCity } from '../src/app/demo/city.js'
import { ROOT } from '../src/app/place.js'
import type { Day } from '../src/kernel/day.js'
import { noBrowser, openBrowser, Visits } from './browser.js'
import { type ServedCity, serveCity } from './served.js'

/** 这一档测试的城市、浏览器与来访：set before its first test. */
export let city: ServedCity
/** 所扮演的城市，as invented. */
export let demo: City
export let browser: Browser
export let visits: Visits
/** 开城之日：what the city tells of today was said then; a test may go on past midnight. */
export let openedOn: Day

/** 一件事最多办多久：several people one after another, on a slow machine; each wait within it ends by itself. */
export const ERRAND = 180_000

interface Setting {
  readonly size: CitySize
  /** What the tests mean to provoke, and the browser tells of in its console. */
  readonly forgiven?: RegExp
}

/** 在真浏览器里的一组：a served city and a browser of its own, closed after the last test; skipped where there is none. */
export function inBrowser(title: string, { size, forgiven }: Setting, tests: () => void): void {
  if (noBrowser !== undefined) console.warn(`${title} is skipped: ${noBrowser}`)
  describe.skipIf(noBrowser !== undefined)(title, { timeout: ERRAND }, () => {
    beforeAll(async () => {
      if (!existsSync(join(ROOT, 'dist', 'web', 'desk.html')))
        throw new Error('no screens built: node scripts/ready.mjs')
      openedOn = systemClock.today()
      ;[city, browser] = await Promise.all([serveCity(size), openBrowser()])
      visits = new Visits(city, browser, forgiven)
      demo = inventCity(size, city.served.rooms.rules.book.area('999900'))
    }, 300_000)
    afterAll(async () => {
      await browser?.close()
      await city?.close()
    })
    tests()
  })
}

/** 截图：into the folder that QUANYI_SHOTS names, for people to look at. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['QUANYI_SHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
