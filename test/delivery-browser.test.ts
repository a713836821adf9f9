import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type CitySize, DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, see } from './browser.js'
import { inBrowser, shot, visits } from './city-browsing.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ seed: '寄送', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2025-11'), through: parsePeriod('2026-01') },
}

/** 上一个业务年度的一批；its persons are gathered behind the door. */
async function openRun(page: Page): Promise<void> {
  await page.goto('/deliveries')
  await see(page, '记录单寄送', '东城示例区')
  await page.getByRole('table').getByRole('link', { name: '2025', exact: true }).click()
  await page.getByText(/件已有终局/).waitFor()
}

async function onPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 390, height: 844 })
  await look()
  await page.setViewportSize(size)
}

inBrowser('年度权益记录单的寄送，在浏览器里办', { size: SIZE }, () => {
  article(['N107-3e', 'N107-5e'], '从列齐到交寄、回执：各状态之和是总数', () => {
    test('前台看进度，交寄一批，办一件，看费用', async () => {
      await visits.as('east-desk', async (page) => {
        await openRun(page)
        await see(page, '待交付', '退回待改址', '合计', '费用')
        await shot(page, 'delivery-run-before')
        await page.getByRole('button', { name: '交寄一批' }).click()
        await see(page, '已交寄')
        await page.getByRole('button', { name: '已交寄', exact: true }).click()
        await page.getByRole('table', { name: '各件' }).getByRole('button').first().click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('交寄').first().waitFor()
        await shot(page, 'delivery-piece')
        await dialog.getByRole('button', { name: /登\s*记/ }).click()
        await dialog.waitFor({ state: 'hidden' })
        await page.getByRole('button', { name: '送达', exact: true }).click()
        await see(page, '有回执')
        await page.getByRole('button', { name: '领取名单' }).click()
        await page
          .getByRole('dialog')
          .getByLabel(/密封口令/)
          .fill('印务公司的口令，十二个字以上')
        const sealed = page.waitForEvent('download')
        await page.getByRole('dialog').getByRole('button', { name: '领取名单' }).click()
        expect((await sealed).suggestedFilename()).toMatch(/\.csv\.qyx$/)
        await shot(page, 'delivery-run')
        await onPhone(page, async () => {
          await expectFits(page)
          await shot(page, 'delivery-run-phone')
          await page.goto('/deliveries')
          await see(page, '业务年度')
          await expectFits(page)
          await shot(page, 'deliveries-phone')
        })
        await shot(page, 'deliveries')
      })
    })

    test('稽核只看件数，没有各件与交寄', async () => {
      await visits.as('city-audit', async (page) => {
        await openRun(page)
        await see(page, '合计', '费用')
        expect(await page.getByRole('button', { name: '交寄一批' }).count()).toBe(0)
        expect(await page.getByRole('table', { name: '各件' }).count()).toBe(0)
      })
    })
  })
})
