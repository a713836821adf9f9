import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { totpAt } from '../src/access/secrets.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { mod112 } from '../src/kernel/mod11-2.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { DESKTOP, PHONE, see } from './browser.js'
import { browser, city, inBrowser, shot, visits } from './city-browsing.js'
import { tooWide, violations } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const [NAME, LOGIN, PASSWORD] = ['示新来', 'east-newcomer', 'Correct-horse-7']
const BODY = '11010119960417998'

/** 三步中的一步：the row of the newcomer, and the button in it. */
const rowOf = (page: Page) => page.getByRole('row').filter({ hasText: LOGIN }).first()

async function asks(page: Page): Promise<void> {
  await page.goto('/authority')
  await see(page, '人员与岗位', '没有等您办理的申请')
  await page.getByRole('button', { name: '申请开户' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(NAME)
  await dialog.getByLabel('证件号码').fill(BODY + mod112(BODY))
  await dialog.getByLabel('登录名').fill(LOGIN)
  await see(page, '只设在市级')
  await dialog.getByLabel('前台采集').check()
  await see(page, '与“前台采集”不相容')
  expect(await dialog.getByRole('checkbox', { name: /^会计主管/ }).isDisabled()).toBe(true)
  await dialog.getByLabel('任期止日').fill('2099-12-31')
  await dialog.getByLabel('理由').fill('窗口增员')
  await dialog.getByLabel('凭据').fill('示例文件一号')
  await shot(page, 'authority-form')
  await dialog.getByRole('button', { name: '提出申请' }).click()
  await see(page, '已提出，等待批准')
  await rowOf(page).getByText('等待批准').waitFor()
}

async function approves(page: Page): Promise<void> {
  await page.goto('/authority')
  await see(page, '等您办理')
  await shot(page, 'authority-approver')
  await rowOf(page)
    .getByRole('button', { name: /^批\s*准$/ })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^批\s*准$/ })
    .click()
  await rowOf(page).getByText('已批准，等待执行').waitFor()
}

async function carriesOut(page: Page): Promise<string> {
  await page.goto('/authority')
  await rowOf(page)
    .getByRole('button', { name: /^执\s*行$/ })
    .click()
  await see(page, '只显示这一次')
  return (await page.locator('.authority-code').textContent())!
}

async function activates(page: Page, code: string): Promise<string> {
  await page.goto(`${city.staffUrl}/activate`)
  await page.getByRole('heading', { name: '保密承诺书' }).waitFor()
  await page.getByLabel('登录名').fill(LOGIN)
  await page.getByLabel('激活码').fill(code)
  await page.getByLabel('新密码').fill(PASSWORD)
  await page.getByLabel('再输一遍').fill(PASSWORD)
  await page.getByLabel('我已读过并同意以上承诺').check()
  await page.getByLabel('本人姓名（签署）').fill(NAME)
  await page.getByRole('button', { name: '设置密码' }).click()
  await see(page, '密码设好了')
  return (await page.locator('.totp code').first().textContent())!.replace(/\s/g, '')
}

inBrowser('在真浏览器里', { size: SIZE }, () => {
  article(['BD-28a', 'BD-28b', 'M14-26a'], '在真浏览器里：申请、批准、执行、激活，以新岗位登录', () => {
    test('三人三步，新来的人凭激活码自己设定密码，登录即是所授的岗位', async () => {
      await visits.as('east-approve', asks)
      await visits.as('city-approve', approves)
      let code = ''
      await visits.as('permissions', async (page) => {
        code = await carriesOut(page)
      })
      const page = await browser.newPage({ ...DESKTOP, locale: 'zh-CN' })
      page.setDefaultTimeout(25_000)
      const secret = await activates(page, code)
      await page.goto(`${city.staffUrl}/sign-in`)
      await page.getByLabel('登录名').fill(LOGIN)
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.getByLabel('动态口令').fill(totpAt(secret, Date.now() as never))
      await page.getByRole('button', { name: /^登\s*录$/ }).click()
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      const who = (await (await page.request.get(`${city.staffUrl}/api/whoami?realm=staff`)).json()) as {
        posts: string[]
      }
      expect(who.posts).toEqual(['frontDesk'])
      await page.context().close()
    })

    test('负责人签署清单；手机上也看得清，无障碍无缺', async () => {
      await visits.as('east-approve', async (page) => {
        await page.goto('/authority')
        await see(page, '该签署了')
        await page.getByRole('button', { name: '签署本清单' }).click()
        await page.getByRole('dialog').getByRole('button', { name: '签署本清单' }).click()
        await see(page, '下次签署不晚于')
        await shot(page, 'authority-desk')
        expect(await violations(page, 'authority')).toEqual([])
        await page.setViewportSize(PHONE.viewport)
        expect(await tooWide(page)).toEqual([])
        await shot(page, 'authority-phone')
      })
    })
  })
})
