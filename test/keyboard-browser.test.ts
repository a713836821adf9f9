import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { demoSample } from '../src/app/demo/sample.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see, tabTo } from './browser.js'
import { demo, inBrowser, visits } from './city-browsing.js'

const MONTH = parsePeriod('2019-03')
const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: MONTH }

/** 不用鼠标：nothing here clicks, fills or focuses; keys alone, and the focus is always somewhere and seen. */
inBrowser('不用鼠标办一个月的申报', { size: SIZE }, () => {
  article('M14-6b', '单位：名册逐人填工资，预览，提交，全用键盘', () => {
    test('按 ? 有按键表，Esc 关上；名册如表格般上下走；p 到按钮，回车才生成、才提交', async () => {
      await visits.as('operator-1', async (page) => {
        await see(page, '打开 2019年3月 的名册')
        await page.keyboard.press('?')
        await see(page, '名册里上一人、下一人')
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await page.keyboard.press('o')
        const rows = page.locator('.proposal tbody tr')
        await rows.first().waitFor()
        const people = await rows.count()
        expect(people).toBeGreaterThan(3)
        await expect.poll(() => focused(page)).toMatch(/申报工资/)
        for (let one = 0; one < people - 1; one++) {
          await page.keyboard.type(String(6000 + one * 100))
          await page.keyboard.press('Enter')
        }
        await page.keyboard.press('Tab')
        await expectSeen(page)
        await page.keyboard.press('Space')
        await see(page, '1 人由您指明不列入')
        await page.keyboard.press('ArrowUp')
        await page.keyboard.press('Shift+Tab')
        expect(await focusedValue(page)).toBe(String(6000 + (people - 2) * 100))
        await page.keyboard.press('Tab')
        await press(page, 'p', /^生成/)
        await see(page, '预览：2019年3月', '还没有提交', `${people - 1} 行`)
        await press(page, 'p', /^提交/)
        await page.waitForURL(/employer\/filings\//)
        await see(page, '待初审', '办理中')
        await page.keyboard.press('f')
        await see(page, '每次报送走到哪一步')
        await page.locator('tbody tr').first().waitFor()
        await page.keyboard.press('j')
        await expectSeen(page)
        await page.keyboard.press('Enter')
        await page.waitForURL(/employer\/filings\//)
      })
    })

    test('也可用键盘选文件上传，勾选只报接受的行，再提交', async () => {
      const { fileName, bytes } = demoSample(demo, { kind: 'filing', employer: 2, month: MONTH })
      const buffer = Buffer.concat([Buffer.from(bytes), Buffer.from('110101190001011234,查无此人,5000,\n')])
      await visits.as('operator-2', async (page) => {
        // Asked for before the key is pressed, or the browser opens its own window of files.
        const choosing = page.waitForEvent('filechooser')
        await see(page, '放文件')
        await tabTo(page, 'input[type=file]')
        await page.keyboard.press('Enter')
        await (await choosing).setFiles({ name: fileName, mimeType: 'text/csv', buffer })
        await see(page, '预览：2019年3月', '未被接受的行 · 1')
        await page.keyboard.press('p')
        await expect.poll(() => focusedTag(page)).toBe('checkbox')
        await page.keyboard.press('Space')
        await press(page, 'p', /^提交/)
        await page.waitForURL(/employer\/filings\//)
      })
    })
  })

  article('M14-7a', '审核：逐步办到记账，全用键盘', () => {
    for (const [login, stage] of [
      ['east-first', '初审'],
      ['east-recheck', '复核'],
    ] as const)
      test(`${stage}：待办里走行，认领，看按键表，两件接连通过`, async () => {
        await visits.as(login, async (page) => {
          await page.locator('tbody tr').nth(1).waitFor()
          await page.keyboard.press('j')
          await page.keyboard.press('k')
          await page.keyboard.press('Enter')
          await see(page, '轮到您')
          await page.keyboard.press('?')
          await see(page, '回到待办')
          await page.keyboard.press('Escape')
          await page.keyboard.press('c')
          await see(page, '本人认领')
          await askedAndLeft(page, 'r', '退回')
          await passed(page, stage)
          await see(page, '轮到您')
          await passed(page, stage)
          await see(page, '没有待您办理的报送')
        })
      })

    test('单位看见已记账', async () => {
      await visits.as('operator-1', async (page) => {
        await see(page, '本月申报')
        await page.keyboard.press('f')
        await page.locator('tbody tr').first().waitFor()
        await page.keyboard.press('j')
        await page.keyboard.press('Enter')
        await see(page, '已记账', '1 / 1 份凭证已记账')
      })
    })
  })
})

async function passed(page: Page, stage: string): Promise<void> {
  await page.keyboard.press('p')
  await see(page, `通过${stage}？`)
  await expectSeen(page)
  const title = page.locator('h1')
  const before = await title.textContent()
  await page.keyboard.press('Enter')
  await expect.poll(() => title.textContent(), { timeout: 20_000 }).not.toBe(before)
}

/** Opens a dialog by its key, leaves it by Escape: the focus is on the page again, and nothing was done. */
async function askedAndLeft(page: Page, key: string, title: string): Promise<void> {
  await tabTo(page, 'summary', 60)
  const before = await focused(page)
  await page.keyboard.press(key)
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe(before)
}

/** A key leads to a button, and Enter presses it. */
async function press(page: Page, key: string, name: RegExp): Promise<void> {
  await page.keyboard.press(key)
  await expect.poll(() => focused(page)).toMatch(name)
  await expectSeen(page)
  await page.keyboard.press('Enter')
}

const focused = (page: Page) =>
  page.evaluate<string>(`(({ ariaLabel, textContent }) => (ariaLabel ?? textContent).trim())(document.activeElement)`)
const focusedValue = (page: Page) => page.evaluate<string>('document.activeElement.value')
const focusedTag = (page: Page) => page.evaluate<string>('document.activeElement.type')

/** 焦点看得见：an outline or a shadow of its own. */
async function expectSeen(page: Page): Promise<void> {
  const ring = await page.evaluate<string>(
    `(({ outlineStyle, outlineWidth }) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.activeElement))`,
  )
  expect(ring).toMatch(/^solid [2-9]px/)
}
