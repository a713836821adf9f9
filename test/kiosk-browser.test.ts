import type { Page, Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { demoDigits } from '../src/app/demo/channel-demo.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see } from './browser.js'
import { browser, city, inBrowser } from './city-browsing.js'
import { settled } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const UPRIGHT = { width: 1080, height: 1920 }
const SMALLEST = 64

let person: DemoPerson
let digits: string

/** 一台终端，at the start: its key given, nobody's card on it. */
async function terminal(viewport = UPRIGHT): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: city.publicUrl, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.clock.install()
  await page.goto('/demo/kiosk')
  await see(page, '请将身份证或社会保障卡放在读卡区')
  return page
}

async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: person.identityNumber.slice(-4) }).click()
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
  await see(page, '请选择要办的事')
}

inBrowser('自助终端', { size: SIZE }, () => {
  beforeAll(() => {
    person = city.people.find(({ realm }) => realm === 'citizen')!
    digits = demoDigits(city.house.secrets.keys.desk, person)
  })

  article(['BQ-5(2)', 'WH-10(2)'], '卡与密码进入；空闲即清屏，屏幕、存储、历史、会话都不留', () => {
    test('倒计时看得见；到时清屏，提醒取卡；退回也看不到', async () => {
      const page = await terminal()
      await enter(page)
      await page.getByRole('button', { name: '参保与缴费' }).click()
      await see(page, '累计实际缴费月数')
      await page.evaluate(`sessionStorage.setItem('left', 'behind'); localStorage.setItem('left', 'behind')`)
      const { channels } = city.served
      const idle = channels.ports.setting('system.kiosk-idle')
      expect(idle).toBeGreaterThanOrEqual(30)
      expect(idle).toBeLessThanOrEqual(60)
      await page.clock.fastForward((idle - 10) * 1000)
      await see(page, '还在吗？')
      await page.getByRole('button', { name: '我还在' }).click()
      await page.clock.fastForward((idle - 20) * 1000)
      expect(await page.getByText('累计实际缴费月数').count()).toBeGreaterThan(0)
      await page.clock.fastForward(21_000)
      await see(page, '请取走您的卡')
      expect(await page.locator('body').textContent()).not.toContain('累计实际缴费月数')
      expect(await page.evaluate(`localStorage.getItem('left') ?? sessionStorage.getItem('left')`)).toBeNull()
      expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['quanyi-terminal'])
      // The terminal waits for no answer longer than a few seconds before it shows the next person its first screen.
      await expect.poll(openVisits).toBe(0)
      await page.goBack().catch(() => null)
      await page.locator('.kiosk h1').or(page.locator('body:empty')).first().waitFor({ state: 'attached' })
      expect(await page.locator('body').textContent()).not.toContain('累计实际缴费月数')
      await page.context().close()
    })

    test('打印到一半清屏：纸与问话都不留；下次到访，那一份写明已送打印，可说没有打出来，再打印仍是同一份', async () => {
      const page = await terminal()
      await enter(page)
      await page.getByRole('button', { name: '打印记录单与证明' }).click()
      await page.getByRole('button', { name: '出具 全部期间' }).click()
      await see(page, '已出具，未打印')
      await page.getByRole('button', { name: '打印', exact: true }).click()
      await see(page, '纸打出来了吗？')
      await expectLarge(page)
      const serial = await page.locator('.kiosk-papers small').first().textContent()
      await page.clock.fastForward(city.served.channels.ports.setting('system.kiosk-idle') * 1000 + 1000)
      await see(page, '请取走您的卡')
      expect(await page.locator('iframe.kiosk-printing').count()).toBe(0)
      expect(await page.locator('body').textContent()).not.toContain('纸打出来了吗')
      await enter(page)
      await page.getByRole('button', { name: '打印记录单与证明' }).click()
      await see(page, '已送打印')
      expect(await page.locator('.kiosk-papers small').first().textContent()).toBe(
        serial!.replace('已出具，未打印', '已送打印'),
      )
      await page.getByRole('button', { name: '没有打出来' }).click()
      await see(page, '再打印仍是同一编号', '已出具，上次没有打出来')
      await page.getByRole('button', { name: '打印', exact: true }).click()
      await page.getByRole('button', { name: '已取到' }).click()
      await see(page, '已送打印')
      await page.getByRole('button', { name: '取卡退出' }).click()
      await see(page, '请取走您的卡')
      await page.context().close()
    })

    test('答案在路上时人已离开：不开那人的记录，会话也结束', async () => {
      const page = await terminal()
      const held = new Promise<Route>((resolve) => void page.route('**/api/kiosk/enter', resolve))
      await page.getByRole('button', { name: person.identityNumber.slice(-4) }).click()
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
      const answer = await held
      await page.getByRole('button', { name: '取卡退出' }).click()
      await see(page, '请将身份证或社会保障卡放在读卡区')
      const ended = page.waitForResponse('**/api/kiosk/leave')
      await answer.continue()
      await Promise.race([ended, see(page, '请选择要办的事')])
      await see(page, '请取走您的卡')
      expect(await openVisits()).toBe(0)
      await page.context().close()
    })

    test('没有登记的终端只说如何启用', async () => {
      const context = await browser.newContext({ baseURL: city.publicUrl, locale: 'zh-CN' })
      const page = await context.newPage()
      await page.goto('/kiosk')
      await see(page, '这台终端尚未启用')
      expect(await page.getByText('模拟读卡器').count()).toBe(0)
      await context.close()
    })
  })

  article('WH-6(4)', '在终端更换手机：按号码，再按一次查询密码，写坏的说得出', () => {
    const key = async (page: Page, text: string) => {
      for (const digit of text) await page.getByRole('button', { name: digit, exact: true }).click()
    }

    test('号码不对的说怎么办；对的即时变更，屏上只见末几位', async () => {
      const page = await terminal()
      await enter(page)
      await page.getByRole('button', { name: '变更联系方式' }).click()
      await page.getByRole('button', { name: '更换手机号码' }).click()
      await key(page, '12345678901')
      await see(page, '现在的查询密码')
      await key(page, digits)
      await page.getByRole('alert').filter({ hasText: '手机' }).waitFor()
      await page.getByRole('button', { name: '更换手机号码' }).click()
      await key(page, '13800138995')
      await key(page, digits)
      await see(page, '已变更')
      expect(await page.locator('body').textContent()).not.toContain('13800138995')
      await page.context().close()
    })
  })

  article('BQ-5(2)', '大按键：凡能按的都不小于六十四像素；大字、英文', () => {
    test.each([
      ['竖屏', UPRIGHT],
      ['横屏', { width: 1280, height: 1024 }],
    ])('%s', async (_says, viewport) => {
      const page = await terminal(viewport)
      await expectLarge(page)
      await enter(page)
      for (const task of ['参保与缴费', '打印记录单与证明', '业务进度', '提出异议', '变更联系方式', '更改查询密码']) {
        await page.getByRole('button', { name: task }).click()
        await settled(page)
        await expectLarge(page)
        await page.getByRole('button', { name: '返回' }).click()
      }
      await page.getByRole('button', { name: '大字' }).click()
      await page.getByRole('button', { name: 'English' }).click()
      await see(page, 'choose what to do')
      await page.getByRole('button', { name: 'Take card and leave' }).click()
      await see(page, '请取走您的卡')
      await page.context().close()
    })
  })
})

async function openVisits(): Promise<number> {
  const open = await city.house.app.transaction({}, (trx) =>
    trx.rows<{ n: number }>(`select count(*)::int as n from desk.session where channel = 'kiosk'`),
  )
  return open[0]!.n
}

async function expectLarge(page: Page): Promise<void> {
  for (const button of await page.locator('button:visible').all()) {
    const box = await button.boundingBox()
    expect([await button.textContent(), (box?.height ?? 0) >= SMALLEST, (box?.width ?? 0) >= SMALLEST]).toEqual([
      expect.anything(),
      true,
      true,
    ])
  }
}
