import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { type City, DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see } from './browser.js'
import { demo, inBrowser, visits } from './city-browsing.js'
import { Filed, FOUR } from './filed-browsing.js'

const MONTH = parsePeriod('2019-03')
const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: MONTH }

let filed: Filed

inBrowser('对已存数据的维护，从申请到复核', { size: SIZE }, () => {
  beforeAll(() => {
    filed = new Filed(visits)
  })

  article('M14-12', '合并、撤销、拆分：申请、审批、修改、复核，各由一人', () => {
    test('合并两份登记', async () => {
      const [one, two] = pair(0)
      await visits.as('east-desk', async (page) => {
        await page.goto('/merges')
        await name(page, [one!, two!])
        await page.getByRole('button', { name: '并列比较' }).click()
        await see(page, '两边都有实缴的月份', '合并之后')
        await filed.withGrounds(page, '合并申请 1 号')
      })
      await filed.changed()
    })

    test('撤销：在疑似重复里找到那一次合并', async () => {
      const [one] = pair(0)
      await visits.as('east-desk', async (page) => {
        await page.goto('/merges')
        await name(page, [one!])
        await page.getByRole('button', { name: '查找疑似重复' }).click()
        await page.getByRole('button', { name: '申请撤销' }).first().click()
        await filed.withGrounds(page, '撤销申请 1 号')
      })
      await filed.changed()
    })

    test('拆分：退回一次，从原件重办，再走到复核', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/splits')
        await name(page, pair(0))
        await page.getByLabel('起始年月').fill('2019-02')
        await page.getByLabel('终止年月').fill('2019-02')
        await page.getByRole('button', { name: '查看两人的记录' }).click()
        await see(page, '拆分之后', '已选 10 行')
        await filed.withGrounds(page)
      })
      await filed.returned('east-first')
      await visits.as('east-desk', async (page) => {
        await filed.again(page)
        await page.getByRole('button', { name: '查看两人的记录' }).click()
        await see(page, '已选 10 行')
        await filed.withGrounds(page)
      })
      await filed.changed()
    })
  })

  article('M14-12', '成批变更：区申请，市批准，照清单执行一次，再复核', () => {
    test('试算，申请，审到市级，执行，复核', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/batch-changes')
        await page.getByLabel('统一社会信用代码').fill(demo.employers[2]!.creditCode)
        await page.getByText('按清单', { exact: true }).click()
        const person = livesOf(2)[0]!
        await page.locator('main textarea').first().fill(`${person.identityNumber},${person.fullName},110,2019-02,7000`)
        await page.getByRole('button', { name: '试算' }).click()
        await see(page, '变更之后')
        await filed.withGrounds(page)
      })
      await filed.passAll([FOUR[0], FOUR[1], ['city-approve', '审批']])
      await visits.as('east-first-2', async (page) => {
        await page.goto(filed.path)
        await page.getByRole('button', { name: '按批准的清单执行' }).click()
        await page.getByRole('dialog').getByRole('button', { name: '按批准的清单执行' }).click()
        await see(page, '已修改，待复核')
      })
      await filed.rechecked()
    })
  })
})

const livesOf = (employer: number) =>
  demo.lives.filter(({ spells, identityNumber }) => spells[0]!.employer === employer && /^\d{17}/.test(identityNumber))
/** Two of one employer, registered with the same agency. */
const pair = (employer: number) =>
  livesOf(employer)
    .filter(({ spells }) => spells[0]!.from < '2019-03')
    .slice(0, 2)

type Person = City['lives'][number]

async function name(page: Page, people: readonly Person[]): Promise<void> {
  for (const [i, { identityNumber, fullName }] of people.entries()) {
    const place = page.locator('.maintain-person').nth(i)
    await place.getByLabel('证件号码').fill(identityNumber)
    await place.getByLabel('姓名').fill(fullName)
  }
}
