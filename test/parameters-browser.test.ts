import { expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { PHONE, see, sidewaysScroll } from './browser.js'
import { city, inBrowser, visits } from './city-browsing.js'
import { settled } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-08') }
const FLOOR = '/parameters/999900/pension.base-floor'

let change = ''

inBrowser('参数之治，在浏览器里办', { size: SIZE }, () => {
  article(['WH-9(1)b', 'WH-2(3)'], '提出、试算、审核、审批、施行，各由一人在自己的页面上办', () => {
    test('参数维护岗：找到参数，改一版，提交，运行试算', async () => {
      await visits.as('parameters', async (page) => {
        await page.getByPlaceholder('按名称或代号查找').fill('pension.base-floor')
        await page.getByRole('link', { name: '养老保险缴费基数下限', exact: true }).click()
        await see(page, '历年变化', '版本', '随版本', '示例市（虚构）2019 年度缴费基数通知')
        await page.getByRole('button', { name: '改这一版 2019-07' }).click()
        const form = page.getByRole('form', { name: '提出新版本' })
        await form.getByLabel('值').fill('4000')
        await form.getByRole('button', { name: '提交审核' }).click()
        await see(page, '请写明为什么改，至少4个字。')
        await form.getByLabel('说明').fill('原通知数字有误，凭更正通知改。')
        await form.getByRole('button', { name: '提交审核' }).click()
        await page.waitForURL(/parameter-changes\//)
        change = new URL(page.url()).pathname
        await see(page, '3900 元', '4000 元', '还没有试算')
        await page.getByRole('button', { name: '运行试算' }).click()
        await see(page, '受影响', '企业职工基本养老保险', '每人最大变化的分布')
      })
    })

    test('审核岗与审批岗：看前后与试算，按键通过', async () => {
      for (const [login, stage] of [
        ['city-review', '审核'],
        ['city-approve', '审批'],
      ] as const) {
        await visits.as(login, async (page) => {
          await page.getByRole('link', { name: '参数变更' }).click()
          await see(page, '4000 元', '受影响', `${stage}通过`)
          await page.keyboard.press('p')
          await page
            .getByRole('dialog')
            .getByRole('button', { name: `${stage}通过` })
            .press('Enter')
          await see(page, '没有待您办理的报送')
        })
      }
    })

    test('系统管理员：待施行的一件，施行；别的页面都没有', async () => {
      await visits.as('sysadmin', async (page) => {
        await see(page, '待施行', '已审定，待施行')
        const menu = page.getByRole('navigation').locator('a, button')
        expect(await menu.allInnerTexts()).toEqual(['目录与定点机构', '交换日历', '内控与系统'])
        await page.getByRole('table').getByRole('link').click()
        await page.getByRole('button', { name: '施行', exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name: '施行', exact: true }).press('Enter')
        await see(page, '已施行', '施行 施俊杰', '记账')
        await page.goto('/to-apply')
        await see(page, '没有待施行的参数变更')
      })
    })

    test('施行之后全屋核验，无一不符；账上是审定的那一版', async () => {
      await city.served.sequencing.settle()
      expect((await verifyAll(city.house, () => undefined)).findings).toEqual([])
      const [row] = await city.house.verify.transaction({}, (trx) =>
        trx.rows<{ kind: string; floor: boolean }>(
          `select p.kind, t.text like '%"4000"%' as floor from ledger.posting p join ledger.policy_text t using (posting_id)
           order by p.posting_id desc limit 1`,
        ),
      )
      expect(row).toEqual({ kind: 'parameterChange', floor: true })
    })

    test('手机上，两种文字，都看得全', async () => {
      await visits.as(
        'dba',
        async (page) => {
          for (const path of ['/parameters', FLOOR, change]) {
            await page.goto(path)
            await settled(page)
            expect([path, await sidewaysScroll(page)]).toEqual([path, 0])
          }
          await see(page, '4000 元')
          await page.getByRole('button', { name: 'Switch to English' }).click()
          await see(page, 'Parameter changes', '4000 yuan', 'applied')
        },
        PHONE,
      )
    })
  })
})
