import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { demoDigits } from '../src/app/demo/channel-demo.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { parsePeriod } from '../src/kernel/period.js'
import { expectFits, openWindow, see } from './browser.js'
import { browser, city, inBrowser, visits } from './city-browsing.js'
import { chineseLeft, open, untranslated } from './spoken.js'
import { listen, settled, violations } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-08') }
const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }

inBrowser('窗口、热线与自助终端', { size: SIZE, forgiven: /status of 40[0-9]/ }, () => {
  describe('窗口的朗读', () => {
    test('一个人的记录读出来、写出来、打印出来，是同样的话', async () => {
      await visits.as('east-desk', async (page) => {
        await page.setViewportSize(WIDE)
        await open(page, '/persons')
        await look(page, citizen(), '来窗口听记录')
        await page.getByText('朗读', { exact: true }).first().click()
        const lines = page.locator('.record-aloud .easy-lines p')
        await lines.first().waitFor()
        const shown = (await lines.allTextContents()).join('\n')
        expect(shown).toMatch(/参保[\s\S]*个月[\s\S]*元/)
        await page.getByText('写成一段话').click()
        expect(await page.locator('.aloud-text p').textContent()).toBe(shown)
        expect(await violations(page, 'read aloud')).toEqual([])
        await page.evaluate('window.print = () => undefined')
        await page
          .getByRole('button', { name: /^打\s*印$/ })
          .first()
          .click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('用途').fill('来窗口听记录')
        await dialog.getByRole('button', { name: /^打\s*印$/ }).click()
        await page.emulateMedia({ media: 'print' })
        expect(await lines.first().isVisible()).toBe(true)
        expect(await page.getByRole('button', { name: '朗读', exact: true }).isVisible()).toBe(false)
        await page.emulateMedia({ media: 'screen' })
        await page.setViewportSize(NARROW)
        await expectFits(page)
      })
    })
  })

  test('从一个人直接退回到另一个人：用途各是各的', async () => {
    const [one, two] = city.people.filter(({ realm }) => realm === 'citizen') as [DemoPerson, DemoPerson]
    await visits.as('east-desk', async (page) => {
      await open(page, '/persons')
      await look(page, one, '核对甲的记录')
      await page.getByRole('link', { name: '回到查人' }).click()
      await look(page, two, '核对乙的记录')
      await page.evaluate('history.go(-2)')
      await see(page, one.name, '核对甲的记录')
      expect(await page.getByText('核对乙的记录').count()).toBe(0)
    })
  })

  describe('全程英文', () => {
    test('热线工单与自助终端', async () => {
      await call('2')
      await visits.as('city-query', async (page) => {
        await page.setViewportSize(WIDE)
        await open(page, '/hotline')
        await page.locator('.order-number').first().click()
        await page.locator('.order-steps').waitFor()
        const found = await chineseLeft(page, [new URL(page.url()).pathname])
        expect(found).toEqual([])
      })
      const { page, close } = await openWindow(browser, city.publicUrl)
      await page.goto('/demo/kiosk')
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('button', { name: citizen().identityNumber.slice(-4) }).click()
      const digits = demoDigits(city.house.secrets.keys.desk, citizen())
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
      const choices = [
        'Enrolment and contributions',
        'Benefits',
        'Print statements',
        'Progress',
        'Raise an',
        'Change the',
      ]
      const heard = listen(page)
      const found: string[] = []
      for (const choice of choices) {
        await page.getByRole('button', { name: choice }).click()
        await settled(page)
        found.push(...(await untranslated(page, `kiosk, ${choice}`, heard)))
        await page.getByRole('button', { name: 'Back' }).click()
      }
      await close()
      expect(found).toEqual([])
    })
  })
})

const citizen = (): DemoPerson => city.people.find(({ realm }) => realm === 'citizen')!

/** 写明用途，查到这个人，打开其记录。 */
async function look(page: Page, { name, identityNumber }: DemoPerson, purpose: string): Promise<void> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('社会保障号码（完整）').fill(identityNumber)
  await page.getByLabel('用途').fill(purpose)
  await page.getByRole('button', { name: '查找', exact: true }).click()
  await page.locator('main a[href*="/persons/"]').first().click()
  await see(page, purpose)
}

/** 一通转人工的电话，played in the browser. */
async function call(language: '1' | '2'): Promise<void> {
  await visits.asAnybody('/hotline-simulator', async (page) => {
    // A slow answer to the first key holds the second back, which would else come out of turn.
    await page.route('**/inputs', async (route) => {
      const { turn } = route.request().postDataJSON() as { turn: number }
      if (turn === 1) await new Promise((resolve) => setTimeout(resolve, 1000))
      await route.continue()
    })
    await page.getByRole('button', { name: '拨打' }).click()
    for (const key of [language, '0']) await page.getByRole('button', { name: key, exact: true }).click()
    await see(page, '通话已结束')
  })
}
