import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { type CitySize, DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, PHONE, see } from './browser.js'
import { city, inBrowser, shot, visits } from './city-browsing.js'
import { settled } from './wcag.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ employers: 5, lives: 24, cases: false, scenes: false },
  ...{ from: parsePeriod('2026-06'), through: parsePeriod('2026-09') },
}

let serial = ''

const citizen = () => city.people.find(({ realm }) => realm === 'citizen')!.login

/** 翻到那件异议。 */
async function openCase(page: Page): Promise<void> {
  await page.goto('/objections')
  await page.getByRole('link', { name: serial }).click()
  await see(page, '当时所示', '工资条上的数不是这个')
}

/** 办理这一步的一栏。 */
const act = (page: Page) => page.getByRole('region', { name: '办理这一步' })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).selectOption({ label: option })
}

inBrowser('异议，在浏览器里办', { size: SIZE }, () => {
  article(['M14-16a', 'M14-16b'], '从数字本身提出，进度可见，核查与决定由两人办理', () => {
    test('参保人在手机上点开一个数，提出异议，当场有回执，记录上标明在核查', async () => {
      await visits.as(
        citizen(),
        async (page) => {
          await page.goto('/record')
          await page.locator('table.months .figure').first().click()
          const sheet = page.getByRole('dialog')
          await sheet.getByRole('button', { name: '有异议' }).click()
          await sheet.getByLabel('说明（至少四个字）').fill('工资条上的数不是这个。')
          await shot(page, 'raise')
          await sheet.getByRole('button', { name: '提交' }).click()
          const said = await sheet.getByText(/回执编号/).textContent()
          serial = /Y\d{16}[\dX]/.exec(said ?? '')![0]
          await page.goto('/record')
          await see(page, '正在核查的项目')
          await shot(page, 'record')
          await expectFits(page)
          await page.goto('/objections')
          await see(page, serial, '已提出', '撤回')
          await shot(page, 'mine')
          await expectFits(page)
        },
        PHONE,
      )
    })

    test('没有经手的人受理、核查，另一人决定不成立，附理由', async () => {
      await visits.as('east-first-2', async (page) => {
        await openCase(page)
        await choose(page, '办理这一步', '受理')
        await act(page).locator('button.ant-btn-primary').click()
        await see(page, '已受理')
        await choose(page, '办理这一步', '机构自查')
        await page.getByLabel('说明（至少四个字）').fill('征收凭证与记账一致。')
        await shot(page, 'case')
        await act(page).locator('button.ant-btn-primary').click()
        await see(page, '核查中')
      })
      await visits.as('east-recheck-2', async (page) => {
        await openCase(page)
        await choose(page, '办理这一步', '决定')
        await choose(page, '结论', '异议不成立')
        await page.getByRole('textbox', { name: '理由' }).fill('扣款与征收凭证一致，工资条另含其他扣款。')
        await act(page).locator('button.ant-btn-primary').click()
        await see(page, '已办结')
      })
    })

    test('参保人看到理由与救济途径，标记消失', async () => {
      await visits.as(citizen(), async (page) => {
        await page.goto('/objections')
        await see(page, '异议不成立', '扣款与征收凭证一致', '行政复议')
        await shot(page, 'decided')
        await page.goto('/record')
        await settled(page)
        await page.locator('table.months .figure').first().waitFor()
        if ((await page.getByText('正在核查的项目').count()) > 0) throw new Error('the mark is still there')
      })
    })
  })

  test('监督看到件数，不见人', async () => {
    await visits.as('supervisor', async (page) => {
      await page.goto('/objection-counts')
      await see(page, '东城', '不成立')
      await shot(page, 'counts')
      await expectFits(page)
    })
  })
})

/** A picture of the page, where a folder for them is named. */
