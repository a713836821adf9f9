import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { totpAt } from '../src/access/secrets.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { parsePeriod } from '../src/kernel/period.js'
import { findPersons } from '../src/ledger/people-store.js'
import { article } from './article.js'
import { DESKTOP, expectFits, PHONE, see } from './browser.js'
import { browser, city, inBrowser, shot } from './city-browsing.js'
import { settled } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }

async function enter(person: DemoPerson, size: typeof DESKTOP | typeof PHONE): Promise<Page> {
  const page = await browser.newPage({ ...size, locale: 'zh-CN' })
  page.setDefaultTimeout(25_000)
  const isStaff = person.realm === 'staff'
  await page.goto(`${isStaff ? city.staffUrl : city.publicUrl}/sign-in`)
  await page.getByLabel(isStaff ? '登录名' : '社会保障号码').fill(person.login)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  if (isStaff) await page.getByLabel('动态口令').fill(totpAt(person.totpSecret ?? '', Date.now() as never))
  await page.getByRole('button', { name: /^登\s*录$/ }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

async function personIdOf(number: string): Promise<string> {
  const { app, vault } = city.house
  const digest = vault.identityDigest(number)
  return (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))!.personId
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

inBrowser('在真浏览器里', { size: SIZE }, () => {
  article('M14-15c', '在真浏览器里：网上授权、接受，代理人到窗口查询，只见所授权的', () => {
    test('从授权到窗口查询到结束', async () => {
      const [giver, agent] = city.people.filter(({ realm }) => realm === 'citizen') as [DemoPerson, DemoPerson]
      const giving = await enter(giver, PHONE)
      await giving.goto(`${city.publicUrl}/acting`)
      await giving.getByLabel('对方姓名').fill(agent.name)
      await giving.getByLabel('对方证件号码').fill(agent.identityNumber)
      for (const name of ['登记', '查询']) await giving.getByRole('checkbox', { name, exact: true }).check()
      await giving.getByLabel('您的密码').first().fill(giver.password)
      await shot(giving, 'acting-phone')
      await expectFits(giving)
      await giving.getByRole('button', { name: '确认授权' }).click()
      await see(giving, '等待代理人接受')
      const document = (await giving
        .getByText(/网上授权 [0-9a-f]{12}/)
        .first()
        .textContent())!.split(' · ')[0]!
      await shot(giving, 'mandates-phone')

      const taking = await enter(agent, DESKTOP)
      await taking.goto(`${city.publicUrl}/acting`)
      await taking.getByRole('button', { name: /^接\s*受$/ }).click()
      await see(taking, '代其办理')
      await shot(taking, 'acting-desktop')

      const clerk = await enter(city.person('east-desk'), DESKTOP)
      await clerk.goto(`${city.staffUrl}/persons/${await personIdOf(giver.identityNumber)}`)
      await clerk.getByLabel('用途', { exact: true }).first().fill('代理人到窗口查询')
      await clerk.getByRole('button', { name: /查\s*看/ }).click()
      await clerk.getByText('代为查询', { exact: true }).first().click()
      await choose(clerk, '到场者的身份', '代理人（书面授权）')
      await clerk.getByLabel('授权书或关系证明的编号').fill(document)
      await choose(clerk, '证件种类', '居民身份证')
      await clerk.getByLabel('证件号码').fill(agent.identityNumber)
      await clerk.getByLabel('长期有效').check()
      await choose(clerk, '核验方式', '查验原件，人证一致')
      await shot(clerk, 'agent-form')
      await clerk.getByRole('button', { name: '核验无误，开始查询' }).click()
      await see(clerk, '正在代为查询')
      await settled(clerk)
      await shot(clerk, 'agent-record')
      await clerk.setViewportSize({ width: 390, height: 844 })
      await shot(clerk, 'agent-record-phone')
      await clerk.setViewportSize(DESKTOP.viewport)
      await clerk.getByRole('button', { name: '代理人离开，结束' }).click()
      await clerk.getByText('正在代为查询').waitFor({ state: 'detached' })

      await clerk.goto(`${city.staffUrl}/appointments`)
      await clerk.getByLabel('统一社会信用代码').fill(city.person('operator-1').creditCode!)
      await clerk.getByRole('button', { name: '查看委派' }).click()
      await see(clerk, '委派一名经办人')
      await clerk.getByLabel('经办人的登录名').first().fill('operator-2')
      await clerk.getByLabel('单位证明的编号').fill('委托书 3 号')
      await clerk.getByLabel('自', { exact: true }).fill('2026-01-01')
      await clerk.getByRole('button', { name: /^委\s*派$/ }).click()
      await see(clerk, '已委派')
      await shot(clerk, 'appointments')
    })
  })
})
