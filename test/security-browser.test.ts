import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { DESKTOP, PHONE } from './browser.js'
import { browser, city, inBrowser, shot } from './city-browsing.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }

/** 虚拟的验证器：a platform one that has checked its owner. */
async function withPasskeys(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const shown = { isUserVerified: true, automaticPresenceSimulation: true }
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...shown } })
}

inBrowser('在真浏览器里', { size: SIZE }, () => {
  article(['BQ-13a', 'M14-6b'], '在真浏览器里：通行密钥、查询密码、会话', () => {
    test('登记通行密钥，用它登录，设查询密码', async () => {
      const page = await browser.newPage({ ...PHONE, locale: 'zh-CN' })
      page.setDefaultTimeout(25_000)
      await withPasskeys(page)
      const citizen = city.people.find(({ realm }) => realm === 'citizen')!
      const home = city.publicUrl.replace('127.0.0.1', 'localhost')
      await page.goto(`${home}/sign-in`)
      await page.getByRole('button', { name: '用通行密钥登录' }).waitFor()
      await shot(page, 'sign-in')
      await page.getByLabel('社会保障号码').fill(citizen.login)
      await page.getByLabel('密码', { exact: true }).fill(citizen.password)
      await page.getByRole('button', { name: /^登\s*录$/ }).click()
      await page.waitForURL(/record/)
      await page.goto(`${home}/security`)
      await page.getByRole('button', { name: '添加通行密钥' }).click()
      await page.getByLabel(/起个名字/).fill('我的手机')
      await page.locator('#prove-password').fill('wrong-horse-1')
      await page.getByRole('button', { name: /继\s*续/ }).click()
      await page.getByText('密码不符').waitFor()
      await page.locator('#prove-password').fill(citizen.password)
      await page.getByRole('button', { name: /继\s*续/ }).click()
      await page.getByText('我的手机').waitFor()

      await page.getByRole('button', { name: /(设定|更改)查询密码/ }).click()
      await page.locator('#query-digits').fill('123456')
      await page.getByRole('button', { name: '改用通行密钥' }).click()
      await page.getByText('不得连号').waitFor()
      await page.locator('#query-digits').fill('274918')
      await page.getByRole('button', { name: '改用通行密钥' }).click()
      await page.locator('#query-digits').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '更改查询密码' }).waitFor()
      await shot(page, 'security')

      await page.context().clearCookies()
      await page.goto(`${home}/sign-in`)
      await page.getByRole('button', { name: '用通行密钥登录' }).click()
      await page.waitForURL(/record/)
      await page.goto(`${home}/security`)
      await page.getByText('通行密钥 · 来自').first().waitFor()
      await page.getByRole('button', { name: '结束其他全部' }).click()
      await page.getByRole('button', { name: '结束其他全部' }).waitFor({ state: 'detached' })
      await page.goto(`${home}/activate`)
      await page.getByText('信函领码').waitFor()
      await shot(page, 'activate')
      await page.context().close()
    })

    test('查问是谁的答案晚到：刚登录的人不被请出去', async () => {
      const page = await browser.newPage({ ...PHONE, locale: 'zh-CN' })
      page.setDefaultTimeout(25_000)
      const citizen = city.people.filter(({ realm }) => realm === 'citizen')[1]!
      const held: Route[] = []
      await page.route('**/api/whoami*', (route) => void held.push(route))
      await page.goto(`${city.publicUrl}/sign-in`)
      await page.getByLabel('社会保障号码').fill(citizen.login)
      await page.getByLabel('密码', { exact: true }).fill(citizen.password)
      await page.getByRole('button', { name: /^登\s*录$/ }).click()
      await page.waitForURL(/record/)
      await page.getByRole('heading', { name: '我的权益记录' }).waitFor()
      const told = page.waitForResponse('**/api/whoami*')
      for (const route of held) await route.fulfill({ status: 204 })
      await told
      await page.getByRole('link', { name: '谁查过' }).first().click()
      await page.getByRole('heading', { name: '谁查过我的记录' }).waitFor()
      await page.context().close()
    })

    test('窗口：证件各项齐了才办得成', async () => {
      const page = await browser.newPage({ ...DESKTOP, locale: 'zh-CN' })
      page.setDefaultTimeout(25_000)
      const clerk = city.person('east-desk')
      const { totpAt } = await import('../src/access/secrets.js')
      await page.goto(`${city.staffUrl}/sign-in`)
      await page.getByLabel('登录名').fill(clerk.login)
      await page.getByLabel('密码', { exact: true }).fill(clerk.password)
      await page.getByLabel('动态口令').fill(totpAt(clerk.totpSecret ?? '', Date.now() as never))
      await page.getByRole('button', { name: /^登\s*录$/ }).click()
      await page.waitForURL(/inbox|\/$/)
      await page.goto(`${city.staffUrl}/operator-activation`)
      const go = page.getByRole('button', { name: '核验无误，办理' })
      await go.waitFor()
      expect(await go.isDisabled()).toBe(true)
      await page.getByLabel('经办人的登录名').fill('operator-1')
      const choose = async (label: string, option: string) => {
        await page.getByLabel(label, { exact: true }).click()
        await page.getByTitle(option, { exact: true }).last().click()
      }
      await choose('办什么', '首次激活')
      await choose('证件种类', '居民身份证')
      await page.getByLabel('证件号码').fill(city.person('operator-1').identityNumber)
      await page.getByLabel('长期有效').check()
      await choose('核验方式', '查验原件，人证一致')
      await choose('单位的证明', '单位出具的经办授权书')
      await page.getByLabel(/证明的编号/).fill('授字3号')
      await shot(page, 'operator-activation')
      await go.click()
      await page.locator('.activation-code').waitFor()
      expect(await page.locator('.activation-code').textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      await shot(page, 'operator-code')
      await page.context().close()
    })
  })
})
