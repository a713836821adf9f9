import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { demoDigits } from '../src/app/demo/channel-demo.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { parsePeriod } from '../src/kernel/period.js'
import { openWindow, PHONE, see, sidewaysScroll } from './browser.js'
import { browser, city, inBrowser, visits } from './city-browsing.js'
import { chineseLeft, open, speak, untranslated } from './spoken.js'
import { headingsOf, listen, nameless, settled, smallTargets, still, tooWide, violations } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-08') }
const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }
/** 两百倍的放大，and the narrowest that is asked for. */
const ZOOMED = { width: 640, height: 400 }
const NARROWEST = { width: 320, height: 568 }
const LONG = 300_000

/** 谁看哪些页。 */
const ANYBODY = [
  ...['/sign-in', '/activate', '/verify', '/proof', '/progress', '/what-can-be-queried', '/hotline-simulator'],
  ...['/tokens', '/no-such-page'],
]
const CITIZEN = [
  ...['/record', '/looks', '/wages', '/estimate', '/statement', '/contact', '/objections', '/acting', '/security'],
  ...['/sms', '/tokens'],
]
const OPEN_TO_ALL = ['/verify', '/proof', '/progress', '/what-can-be-queried', '/statistics', '/api-docs']
const STEPS = ['insured', 'years', 'account', 'benefits', 'print', 'ask'].map((step) => `/record?see=${step}`)
const EMPLOYER = [
  ...['month', 'filings', 'imports', 'payments', 'staff', 'changes', 'wages', 'objections', 'contact', 'templates'],
].map((page) => `/employer/${page}`)
const DESK = {
  'east-first': ['/inbox', '/tasks', '/objections', '/standard', '/routes'],
  'east-desk': ['/persons', '/entry?kind=person', '/inquiries', '/templates', '/hotline', '/levy', '/counter'],
  'city-query': ['/inquiries', '/inquiries/new', '/arrangements', '/query-register', '/persons'],
  'city-audit': ['/oversight', '/confidentiality', '/seals', '/query-register', '/objection-counts'],
  supervisor: ['/oversight', '/objection-counts'],
} as const

/** 每一岗位在英文里走过的页。 */
const DESK_SPOKEN = {
  'east-desk': [
    ...['/inbox', '/tasks', '/staff', '/standard', '/routes', '/objections', '/persons', '/entry?kind=person'],
    ...['/operator-activation', '/appointments', '/templates', '/imports', '/outage', '/merges', '/splits'],
    ...['/batch-changes', '/hotline', '/counter', '/levy', '/suspense', '/reliefs', '/inquiries', '/archive'],
    ...['/exchange', '/exchange/differences', '/transfers', '/payment-batches', '/entitlement-checks', '/rulings'],
  ],
  'east-first': ['/rights'],
  'east-recheck': ['/maintenance-log'],
  'east-approve': ['/arrangements'],
  'east-experts': ['/experts'],
  'east-stamp': ['/stamps'],
  'east-cashier': ['/bank-answers'],
  'city-query': [
    ...['/inquiries/new', '/query-register', '/statistics', '/extracts', '/seals', '/ad-hoc-statistics'],
    ...['/indicators', '/exports', '/arrangements', '/hotline'],
  ],
  'city-audit': ['/objection-counts', '/balance', '/closings', '/oversight'],
  'scan-vendor': ['/scanning'],
  'city-quality': ['/inspections'],
  sysadmin: ['/kiosks', '/to-apply', '/api-docs'],
  parameters: ['/parameters', '/parameter-changes', '/catalogues'],
  'city-cashier': ['/bank'],
} as const

// A page that says why something cannot be had is measured too; the browser tells of the refusal in its console.
inBrowser('无障碍', { size: SIZE, forgiven: /status of 40[0-9]/ }, () => {
  describe('WCAG 2.2 AA，以 axe 量', () => {
    const measured = async (login: string | undefined, paths: readonly string[]) => {
      const found: string[] = []
      const work = async (page: Page) => found.push(...(await walk(page, paths)))
      await (login === undefined ? visits.asAnybody('/sign-in', work) : visits.as(login, work))
      expect(found).toEqual([])
    }

    test('未登录能看的各页', () => measured(undefined, [...ANYBODY, '/api-docs']), LONG)
    test('参保人各页', () => measured(citizen().login, CITIZEN), LONG)
    test('用人单位各页', () => measured('operator-1', EMPLOYER), LONG)
    test.each(Object.entries(DESK))('经办各页：%s', (login, paths) => measured(login, paths), LONG)

    test('大字与简易，手机上', async () => {
      const found: string[] = []
      await visits.as(citizen().login, async (page) => {
        await inSight(page, 'large')
        await page.setViewportSize(NARROW)
        found.push(...(await measure(page, ['/record', '/looks', '/statement'], 'large')))
        await inSight(page, 'simple')
        found.push(...(await measure(page, ['/record', ...STEPS], 'simple')))
        await inSight(page, 'usual')
      })
      expect(found).toEqual([])
    })

    test('打开的推导、菜单、报错的表单、核验的答', async () => {
      const found: string[] = []
      await visits.as(citizen().login, async (page) => {
        await open(page, '/record')
        await page.locator('button.figure').first().click()
        await see(page, '为什么是这个数', '全部展开')
        await still(page)
        found.push(...(await violations(page, 'why')))
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: '办事' }).click()
        await page.getByRole('menuitem').first().waitFor()
        await still(page)
        found.push(...(await violations(page, 'menu')))
      })
      await visits.asAnybody('/verify', async (page) => {
        await page.getByRole('button', { name: '核验', exact: true }).click()
        await page.locator('.ant-form-item-explain-error').first().waitFor()
        await still(page)
        found.push(...(await violations(page, 'verify, refused')))
      })
      expect(found).toEqual([])
    })

    test('自助终端各屏', async () => {
      const found: string[] = []
      const { page, close } = await openWindow(browser, city.publicUrl)
      await page.setViewportSize({ width: 1080, height: 1920 })
      await page.goto('/demo/kiosk')
      await see(page, '请将身份证或社会保障卡放在读卡区')
      found.push(...(await violations(page, 'kiosk, start')))
      await page.getByRole('button', { name: citizen().identityNumber.slice(-4) }).click()
      await page.getByRole('button', { name: '1', exact: true }).waitFor()
      found.push(...(await violations(page, 'kiosk, password')))
      const digits = demoDigits(city.house.secrets.keys.desk, citizen())
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
      await see(page, '请选择要办的事')
      found.push(...(await violations(page, 'kiosk, choices')))
      await page.getByRole('button', { name: '参保与缴费' }).click()
      await see(page, '累计实际缴费月数')
      found.push(...(await violations(page, 'kiosk, lines')))
      await close()
      expect(found).toEqual([])
    })

    test('对照：没有名字的按钮、看不清的字、没有语言的页，都量得出', async () => {
      const { page, close } = await openWindow(browser, city.publicUrl)
      await open(page, '/verify')
      await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><p id="pale">浅得看不清的字</p>');
        document.getElementById('pale').style.color = '#ddd'; document.documentElement.removeAttribute('lang')`)
      const found = (await violations(page, 'control')).join('\n')
      for (const rule of ['button-name', 'color-contrast', 'html-has-lang']) expect(found).toContain(rule)
      expect(await nameless(page)).toEqual(['button'])
      await close()
    })
  })

  describe('大字与简易', () => {
    test('开关在页头，记在本机；字大一半，一屏一件事，不横向滚动，按钮够大', async () => {
      await visits.as(citizen().login, async (page) => {
        await page.setViewportSize(NARROW)
        await open(page, '/record')
        const before = await typeSize(page)
        await page.getByRole('button', { name: '大字', exact: true }).click()
        expect(await typeSize(page)).toBeGreaterThanOrEqual(before * 1.25)
        await page.getByRole('button', { name: /^简易/ }).click()
        await see(page, '您想看什么？')
        expect(await typeSize(page)).toBeGreaterThanOrEqual(before * 1.4)
        await page.reload()
        await see(page, '您想看什么？')
        expect(await page.getByRole('navigation').count()).toBe(0)
        for (const [path, says] of Object.entries(SAID)) {
          await open(page, `/record?see=${path}`)
          await see(page, says)
          expect(await smallTargets(page, 44)).toEqual([])
        }
        await page.getByRole('link', { name: '回去' }).click()
        await see(page, '您想看什么？')
        for (const size of [NARROWEST, ZOOMED]) {
          await page.setViewportSize(size)
          for (const path of ['/record', ...STEPS, '/statement', '/objections', '/acting', '/estimate', '/looks']) {
            await open(page, path)
            await fits(page, path)
          }
        }
        await page.setViewportSize(NARROW)
        await open(page, '/record')
        await page.getByRole('button', { name: '普通版', exact: true }).click()
        await see(page, '我的权益记录')
        expect(await typeSize(page)).toBe(before)
      })
    })

    // WCAG 1.4.10：宽 320 的 CSS 像素，凡页都不横向滚动。
    test.each([
      ['zh', 'usual'],
      ['zh', 'large'],
      ['zh', 'simple'],
      ['en', 'usual'],
      ['en', 'large'],
      ['en', 'simple'],
    ])(
      '各页，%s，%s，最窄的手机：不横向滚动，目标都不小于 24 像素',
      async (language, sight) => {
        await visits.as(citizen().login, async (page) => {
          await speak(page, language)
          await inSight(page, sight)
          await page.setViewportSize(NARROWEST)
          for (const path of [...CITIZEN, ...OPEN_TO_ALL, ...(sight === 'simple' ? STEPS : [])]) {
            await open(page, path)
            await fits(page, `${path} ${language} ${sight}`)
            expect(await smallTargets(page, 24), path).toEqual([])
          }
          await inSight(page, 'usual')
          await speak(page, 'zh')
        })
      },
      LONG,
    )

    test('朗读的话与屏上的话一样', async () => {
      await visits.as(citizen().login, async (page) => {
        await inSight(page, 'simple')
        await open(page, '/record?see=years')
        const shown = (await page.locator('.easy-lines p').allTextContents()).join('\n')
        await page.getByText('写成一段话').click()
        expect(await page.locator('.aloud-text p').textContent()).toBe(shown)
        await inSight(page, 'usual')
      })
    })
  })

  describe('读屏的次序', () => {
    test.each([['/record'], ['/looks']])(
      '%s：一个一级标题，逐级而下；一个正文、一个导航；没有没名字的',
      async (path) => {
        await visits.as(citizen().login, async (page) => {
          await page.setViewportSize(WIDE)
          await open(page, path)
          if (path === '/looks') {
            await page.getByText('全部').first().click()
            await settled(page)
          }
          const levels = await headingsOf(page)
          expect(levels.filter((level) => level === 1)).toHaveLength(1)
          expect(levels[0]).toBe(1)
          for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
          for (const landmark of ['main', 'navigation', 'banner'] as const)
            expect(await page.getByRole(landmark).count()).toBe(1)
          expect(await nameless(page)).toEqual([])
          for (const table of await page.locator('main table').all()) {
            expect(
              await table.evaluate((it) => it.querySelector('caption')?.textContent || it.getAttribute('aria-label')),
            ).toBeTruthy()
            expect(await table.locator('th[scope]').count()).toBeGreaterThan(0)
          }
        })
      },
    )

    test('跳到正文；换页之后从标题读起；答案会报出来', async () => {
      await visits.as(citizen().login, async (page) => {
        await page.setViewportSize(WIDE)
        await open(page, '/record')
        await page.keyboard.press('Tab')
        expect(await focused(page)).toBe('跳到正文')
        await page.keyboard.press('Enter')
        await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main')
        await page.getByRole('link', { name: '谁查过' }).click()
        await expect.poll(() => focused(page)).toBe('谁查过我的记录')
        await page.getByRole('link', { name: '记录单' }).click()
        await expect.poll(() => focused(page)).toBe('记录单与证明')
      })
      await visits.asAnybody(`/v/${'A'.repeat(22)}`, async (page) => {
        await page.getByLabel('持有人证件号码末四位').fill('0000')
        await page.getByRole('button', { name: '核验', exact: true }).click()
        await page.locator('[role="status"], [role="alert"], [aria-live]').getByText('没有核对上').waitFor()
      })
    })
  })

  describe('全程英文', () => {
    const spoken = async (login: string | undefined, paths: readonly string[]) => {
      const found: string[] = []
      const work = async (page: Page) => found.push(...(await chineseLeft(page, paths)))
      await (login === undefined ? visits.asAnybody('/sign-in', work) : visits.as(login, work))
      expect(found).toEqual([])
    }

    test('未登录能看的各页', () => spoken(undefined, ANYBODY), LONG)
    test('参保人各页，连同简易版', () => spoken(citizen().login, [...CITIZEN, ...STEPS]), LONG)
    test('用人单位各页', () => spoken('operator-1', EMPLOYER), LONG)
    test.each(Object.entries(DESK_SPOKEN))('经办各页：%s', (login, paths) => spoken(login, paths), LONG)

    test('对照：没有译的话看得出', async () => {
      const { page, close } = await openWindow(browser, city.publicUrl, PHONE)
      await open(page, '/verify')
      await page.evaluate(`localStorage.setItem('quanyi-language', 'en')`)
      await page.reload()
      await settled(page)
      await page.evaluate(`document.querySelector('main').append('未译')`)
      expect(await untranslated(page, '/verify', listen(page))).toEqual([
        '/verify: 未译 stands on the screen and came from no answer',
      ])
      await close()
    })
  })
})

/** 简易版各屏必有的话。 */
const SAID = {
  insured: '参保缴费',
  years: '养老保险缴费年限，一共',
  account: '个人账户里有',
  benefits: '现在没有按月领的待遇',
  print: '去打印',
  ask: '12333',
} as const

const citizen = (): DemoPerson => city.people.find(({ realm }) => realm === 'citizen')!

/** 走遍各页：narrow in Chinese, wide in English. */
async function walk(page: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const [language, size] of [
    ['zh', NARROW],
    ['en', WIDE],
  ] as const) {
    await page.setViewportSize(size)
    await speak(page, language)
    found.push(...(await measure(page, paths, `${language} ${size.width}`)))
  }
  await speak(page, 'zh')
  return found
}

async function measure(page: Page, paths: readonly string[], how: string): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    await open(page, path)
    found.push(...(await violations(page, `${path} ${how}`)))
  }
  return found
}

const inSight = (page: Page, sight: string) => page.evaluate(`localStorage.setItem('quanyi-sight', '${sight}')`)
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

async function typeSize(page: Page): Promise<number> {
  return page.evaluate<number>('Number.parseFloat(getComputedStyle(document.body).fontSize)')
}

async function fits(page: Page, where: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  const over = await sidewaysScroll(page)
  const why = over > 0 ? (await tooWide(page)).join('\n') : ''
  expect(over, `${where} at ${width}: ${why}`).toBe(0)
}
