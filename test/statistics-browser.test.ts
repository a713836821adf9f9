import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type CitySize, DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, PHONE, see } from './browser.js'
import { city, inBrowser, shot, visits } from './city-browsing.js'
import { choose } from './desk-browsing.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ employers: 8, lives: 160, cases: false, scenes: false },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-09') },
}
const [QUERY, APPROVER, SUPERVISOR, REVIEWER] = [
  'city-query',
  'city-query-approve',
  'supervisor',
  'east-review',
] as const

/** 在对话框里写一句意见，按这个键。 */
async function say(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.locator('textarea').fill('核对无误，同意')
  await dialog.getByRole('button', { name: spaced(button) }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** 多选：the list stays open until it is left. */
async function chooseMany(page: Page, label: string, options: readonly string[]): Promise<void> {
  await page.getByLabel(label).first().click({ force: true })
  const menu = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  for (const option of options)
    await menu.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'hidden' })
}

/** 换成手机的屏，look, and back. */
async function onPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  await look()
  if (size !== null) await page.setViewportSize(size)
}

/** Two characters on a button stand apart. */
const spaced = (words: string) => new RegExp(`^${[...words].join('\\s*')}$`)
const press = (page: Page, words: string) =>
  page
    .getByRole('button', { name: spaced(words) })
    .first()
    .click()

const PASSWORD = '领取导出的口令，十二个字'

inBrowser('统计、提取与导出，在浏览器里办', { size: SIZE }, () => {
  article(['WH-11a', 'WH-11c', 'BD-31b'], '编制、批准、公布', () => {
    test('一人编制，看得到草稿的记号；另两人批准、公布', async () => {
      await visits.as(QUERY, async (page) => {
        await page.goto('/statistics')
        await press(page, '编制')
        await see(page, '草稿：限于内部', '东城示例区')
        await page.locator('.chart canvas').waitFor()
        await shot(page, 'statistics-draft')
        expect(await page.getByRole('button', { name: spaced('批准') }).count()).toBe(0)
      })
      for (const [login, act, then] of [
        [APPROVER, '批准', '已批准，未公布'],
        [SUPERVISOR, '公布', '已公布'],
      ] as const) {
        await visits.as(login, async (page) => {
          await page.goto('/statistics')
          await page.locator('table button.number').first().click()
          await press(page, act)
          await say(page, act)
          await see(page, then)
        })
      }
    })

    test('公众在手机上看得到，写着口径版本与摘要', async () => {
      await visits.asAnybody(
        '/statistics',
        async (page) => {
          await see(page, '参保人数', '口径版本 1', '合计')
          await page.locator('.chart canvas').waitFor()
          await expectFits(page)
          await shot(page, 'statistics-public-phone')
        },
        PHONE,
      )
    })
  })

  article(['WH-11b', 'M14-17a'], '临时统计', () => {
    test('从词表中选、申请、另一人批准、生成，图与表都有；手机上也看得下', async () => {
      await visits.as(QUERY, async (page) => {
        await page.goto('/ad-hoc-statistics')
        await page.getByText('提出临时统计').first().click()
        await page.getByLabel('取用单位').fill('示例市人力资源和社会保障局')
        await page.getByLabel('用途', { exact: true }).fill('测算参保结构')
        await choose(page, '月份', '2026年8月')
        await chooseMany(page, '分组（至多3维）', ['年龄段', '性别'])
        await shot(page, 'ad-hoc-form')
        await page.locator('form button[type=submit]').first().click()
        await see(page, '待批准', '按年龄段、性别分')
        expect(await page.getByRole('button', { name: spaced('审批') }).count()).toBe(0)
      })
      await visits.as(APPROVER, async (page) => {
        await page.goto('/ad-hoc-statistics')
        await page.locator('table button.number').first().click()
        await press(page, '审批')
        await say(page, '批准')
        await see(page, '已批准，可生成')
      })
      await visits.as(QUERY, async (page) => {
        await page.goto('/ad-hoc-statistics')
        await page.locator('table button.number').first().click()
        await press(page, '生成')
        await page
          .getByRole('dialog')
          .getByRole('button', { name: spaced('生成') })
          .click()
        await see(page, '已生成，限于内部', '不足5人的不列', '全部各格')
        await page.locator('.chart canvas').waitFor()
        await shot(page, 'ad-hoc-made')
      })
      await visits.as(APPROVER, (page) =>
        onPhone(page, async () => {
          await page.goto('/ad-hoc-statistics')
          await page.locator('table button.number').first().click()
          await see(page, '全部各格')
          await expectFits(page)
          await shot(page, 'ad-hoc-phone')
        }),
      )
    })
  })

  article('BD-31a', '指标口径', () => {
    test('提出、审核、批准，各看得到原来与改后', async () => {
      await visits.as(QUERY, async (page) => {
        await page.goto('/indicators')
        await see(page, '参保人数', '市级经办机构')
        await page.getByText('提出变更').first().click()
        await choose(page, '变更', '修改 · 参保人数')
        await page.getByLabel('名称', { exact: true }).fill('在保人数')
        await page.getByLabel('理由与文件').fill('示人社发〔2026〕7 号')
        await shot(page, 'indicator-form')
        await page.locator('form button[type=submit]').first().click()
        await see(page, '待审核', '在保人数')
      })
      for (const [login, act, then] of [
        [APPROVER, '审核通过', '已审核，待批准'],
        [SUPERVISOR, '批准', '第2版'],
      ] as const) {
        await visits.as(login, async (page) => {
          await page.goto('/indicators')
          await press(page, act)
          await say(page, act)
          await see(page, then)
        })
      }
      await visits.as(QUERY, (page) =>
        onPhone(page, async () => {
          await page.goto('/indicators')
          await see(page, '已批准')
          await expectFits(page)
          await shot(page, 'indicators-phone')
        }),
      )
    })
  })

  article(['M14-17a', 'M14-17b'], '提取', () => {
    test('申请、批准、密封、领取，本机启封', async () => {
      await visits.as(QUERY, async (page) => {
        await page.goto('/extracts')
        await page.getByText('提出申请').first().click()
        await page.getByLabel('取用单位').fill('示例市人力资源和社会保障局')
        await page.getByLabel('用途', { exact: true }).fill('测算缴费基数')
        await choose(page, '范围', '西城')
        await choose(page, '起月', '2026年8月')
        await page.locator('form button[type=submit]').first().click()
        await see(page, '待批准')
        await shot(page, 'statistics-extract')
      })
      await visits.as(APPROVER, async (page) => {
        await page.goto('/extracts')
        await press(page, '审批')
        await say(page, '批准')
        await see(page, '已批准')
      })
      await visits.as(QUERY, async (page) => {
        await page.goto('/extracts')
        await press(page, '生成并密封')
        await page.getByRole('dialog').locator('input').fill('browser-extract-1')
        await page.getByRole('dialog').getByRole('button', { name: '生成并密封' }).click()
        await see(page, 'k = ')
        await shot(page, 'statistics-extract-made')
        const sealed = page.waitForEvent('download')
        await press(page, '领取')
        const path = await (await sealed).path()
        await page.getByText('启封文件').first().click()
        await page.getByLabel('密封文件').setInputFiles(path)
        await page.getByLabel(/领取口令/).fill('browser-extract-1')
        const opened = page.waitForEvent('download')
        await press(page, '启封文件')
        expect((await opened).suggestedFilename()).toMatch(/\.csv$|^[\w-]+$/)
      })
    })
  })

  article(['M14-22a', 'WH-10(3)'], '导出', () => {
    test('导出、下载；剪去封面的文件，监督放进来就认得', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'leak-'))
      const leaked = join(folder, 'leaked.csv')
      let serial = ''
      const [{ credit_code }] = (await city.house.verify.transaction({}, (trx) =>
        trx.rows<{ credit_code: string }>(
          `select e.credit_code from ledger.due d join ledger.employer_registration e using (employer_id)
           where d.agency = '999901' group by 1 having count(distinct d.person_id) between 8 and 30
           order by count(distinct d.person_id) desc limit 1`,
        ),
      )) as [{ credit_code: string }]
      await visits.as(REVIEWER, async (page) => {
        await page.goto('/exports')
        await page.getByLabel('统一社会信用代码').fill(credit_code)
        await page.getByLabel('用途').fill('核对单位参保人员')
        await choose(page, '起月', '2026年8月')
        await choose(page, '格式', 'CSV')
        await press(page, '申请导出')
        await see(page, '可下载')
        await shot(page, 'statistics-exports')
        await press(page, '下载')
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('领取口令').fill(PASSWORD)
        const sealed = page.waitForEvent('download')
        await dialog.getByRole('button', { name: '下载' }).click()
        await (await sealed).saveAs(`${leaked}.csv.qyx`)
        await page.getByText('启封文件').first().click()
        await page.locator('input[accept=".qyx"]').setInputFiles(`${leaked}.csv.qyx`)
        await page.locator('details').getByLabel('领取口令').fill(PASSWORD)
        const file = page.waitForEvent('download')
        await page.locator('details').getByRole('button', { name: '启封文件' }).click()
        serial = (await sealed).suggestedFilename().replace('.csv.qyx', '')
        const text = await (await (await file).createReadStream()).toArray()
        const lines = Buffer.concat(text as Buffer[])
          .toString()
          .split('\r\n')
        expect(lines[0]).toContain(serial)
        writeFileSync(leaked, lines.slice(2).join('\r\n'))
      })
      await visits.as(SUPERVISOR, async (page) => {
        await page.goto('/exports')
        await page.getByLabel('选择文件').setInputFiles(leaked)
        await see(page, `出自 ${serial}`)
        await shot(page, 'statistics-leak')
      })
    })
  })
})
