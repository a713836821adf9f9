import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setCredentials } from '../src/access/account-store.js'
import { hashPassword, PASSWORD_COST } from '../src/access/password.js'
import { totpAt } from '../src/access/secrets.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { accessSecrets } from '../src/app/rooms.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { DESKTOP, PHONE } from './browser.js'
import { browser, city, inBrowser, shot } from './city-browsing.js'
import { HAS_PDFTOTEXT, pdfText } from './pdf-text.js'
import { RoutePeople } from './route-people.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const [NAME, PASSWORD, SECRET] = ['测试壬', 'Correct-horse-7', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP']

async function open(at: typeof DESKTOP | typeof PHONE): Promise<Page> {
  const page = await browser.newPage({ ...at, locale: 'zh-CN' })
  page.setDefaultTimeout(25_000)
  return page
}

async function account(personId: string, login: string, posts: readonly 'frontDesk'[] = ['frontDesk']) {
  const { accounts } = city.served.rooms
  return accounts.create({ personId, realm: 'staff', login, name: NAME, agency: '999901', posts })
}

async function signIn(page: Page, login: string, secret: string, password = PASSWORD): Promise<void> {
  await page.goto(`${city.staffUrl}/sign-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('动态口令').fill(totpAt(secret, Date.now() as never))
  await page.getByRole('button', { name: /^登\s*录$/ }).click()
}

inBrowser('在真浏览器里', { size: SIZE }, () => {
  article(['M14-23', 'WH-16'], '在真浏览器里：不签保密承诺书，账户激活不了', () => {
    test('激活页读、勾选、写本人姓名；写别人的不行；签了才设好密码，登录即开', async () => {
      const code = await city.served.rooms.accounts.firstCode(await account('990001', 'pledge-first'))
      const page = await open(DESKTOP)
      await page.goto(`${city.staffUrl}/activate`)
      await page.getByRole('heading', { name: '保密承诺书' }).waitFor()
      await page.getByLabel('登录名').fill('pledge-first')
      await page.getByLabel('激活码').fill(code)
      await page.getByLabel('新密码').fill(PASSWORD)
      await page.getByLabel('再输一遍').fill(PASSWORD)
      const set = page.getByRole('button', { name: '设置密码' })
      await set.click()
      await page.getByText('请先读过并勾选同意').waitFor()
      await page.getByLabel('我已读过并同意以上承诺').check()
      await page.getByLabel('本人姓名（签署）').fill('别人')
      await set.click()
      await page.getByText('所填姓名与账户登记的姓名不符').waitFor()
      await shot(page, 'activate-staff')
      await page.getByLabel('本人姓名（签署）').fill(NAME)
      await set.click()
      await page.getByText('密码设好了').waitFor()
      const secret = (await page.locator('.totp code').first().textContent())!.replace(/\s/g, '')
      await signIn(page, 'pledge-first', secret)
      await page.getByText('报送').first().waitFor()
      await page.context().close()
    })

    test('没有签过现行文本的，登录之后先签；此前地址直达也不开；中英文都有', async () => {
      const accountId = await account('990002', 'pledge-later')
      const { house } = city
      const secret = accessSecrets(house.vault).encrypt(SECRET)
      const hash = await hashPassword(PASSWORD, PASSWORD_COST)
      await house.app.transaction({}, (trx) => setCredentials(trx, accountId, hash, secret))
      const page = await open(PHONE)
      await signIn(page, 'pledge-later', SECRET)
      await page.getByRole('heading', { name: '先签署保密承诺书' }).waitFor()
      await page.goto(`${city.staffUrl}/inbox`)
      await page.getByRole('heading', { name: '先签署保密承诺书' }).waitFor()
      expect((await page.request.get(`${city.staffUrl}/api/desk/tasks`)).status()).toBe(403)
      await shot(page, 'pledge-phone')
      await page.getByRole('button', { name: 'Switch to English' }).click()
      await page.getByRole('heading', { name: 'Sign the pledge of confidentiality first' }).waitFor()
      await page.getByLabel('I have read this pledge and agree to it').check()
      await page.getByLabel('Your own name (signature)').fill(NAME)
      await shot(page, 'pledge-phone-en')
      await page.getByRole('button', { name: 'Sign', exact: true }).click()
      await page
        .getByRole('heading', { name: 'Sign the pledge of confidentiality first' })
        .waitFor({ state: 'detached' })
      expect((await page.request.get(`${city.staffUrl}/api/desk/tasks`)).status()).toBe(200)
      await page.context().close()
    })
  })

  article('M14-23', '在真浏览器里：经办端的页面写明用途才打得出，纸上有谁、何时、何用', () => {
    test('直接打印只出一句话；写了用途，每页有标识；台账按种类列出', async () => {
      const people = new RoutePeople(city)
      await people.staff('city-audit') // equipped where the demo prints no password
      const { login, password, totpSecret = '' } = city.person('city-audit')
      await new Promise((done) => setTimeout(done, 30_000 - (Date.now() % 30_000))) // a step of its own
      const page = await open(DESKTOP)
      await page.addInitScript(`window.print = () => {
        const mark = document.querySelector('.print-mark')?.textContent ?? 'unmarked'
        document.documentElement.setAttribute('data-printed', mark)
      }`)
      await signIn(page, login, totpSecret, password)
      await page.getByRole('button', { name: '退出' }).waitFor()
      await page.goto(`${city.staffUrl}/confidentiality`)
      await page.getByRole('heading', { name: '保密协议登记簿' }).waitFor()
      await page.getByText('定点工伤康复机构').waitFor()
      await page.getByText(/1 份协议在 30 天内到期/).waitFor()
      await shot(page, 'confidentiality')
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.frame-main').isVisible()).toBe(false)
      expect(await page.getByText('须先写明用途才能打印').isVisible()).toBe(true)
      await page.emulateMedia({ media: 'screen' })
      await page.getByRole('button', { name: '打印登记簿' }).click()
      const dialog = page.getByRole('dialog')
      expect(await dialog.getByRole('button', { name: /^打\s*印$/ }).isDisabled()).toBe(true)
      await dialog.getByLabel('用途').fill('年度保密检查')
      await dialog.getByRole('button', { name: /^打\s*印$/ }).click()
      const mark = await page.locator('html').getAttribute('data-printed')
      expect(mark).toMatch(new RegExp(`^打印：.*${city.person('city-audit').name}｜20\\d\\d.*｜用途：年度保密检查｜`))
      await shot(page, 'confidentiality-print')
      await page.emulateMedia({ media: 'print' })
      if (HAS_PDFTOTEXT) {
        const sheets = pdfText(await page.pdf())
          .split('\f')
          .filter((text) => text.trim() !== '')
        expect(sheets.length).toBeGreaterThan(1)
        for (const text of sheets) expect(text).toContain('用途：年度保密检查')
      }
      await page.evaluate("window.dispatchEvent(new Event('afterprint'))")
      expect(await page.locator('.frame-main').isVisible()).toBe(false) // the purpose was told for one print
      await page.context().close()
    })
  })
})
