import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { PHONE, see, sidewaysScroll } from './browser.js'
import { city, inBrowser, visits } from './city-browsing.js'
import { settled } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-03') }
const PAPER = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }
const MINOR = { number: '110105201503039964', name: '测试丁' }

let filed = ''

inBrowser('前台与审核，在浏览器里办', { size: SIZE }, () => {
  article('M14-7a', '未成年人登记：一次告知补正，收到之后由两人各用键盘通过', () => {
    test('前台：录入未成年人与监护人，写明依据', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/entry?kind=person')
        const form = page.locator('form.entry-form')
        await form.getByLabel('社会保障号码').first().fill(MINOR.number)
        await form.getByLabel('姓名', { exact: true }).first().fill(MINOR.name)
        await form.getByLabel('证明文书编号').fill('户口簿 0001')
        await form.getByLabel('监护人证件号码').fill(guardian().identityNumber)
        await form.getByLabel('监护人姓名').fill(guardian().name)
        await form.getByLabel('没有原始资料的，写明依据').fill('窗口核对户口簿原件')
        await form.getByRole('checkbox', { name: /居民身份证/ }).check()
        await form.getByRole('button', { name: '提交审核' }).click()
        await page.waitForURL(/submissions\//)
        filed = new URL(page.url()).pathname
        await see(page, '待初审', '依据：窗口核对户口簿原件')
      })
    })

    test('初审：看得见依据与监护人；认领、告知补正，页面还在', async () => {
      await visits.as('east-first', async (page) => {
        await page.goto(filed)
        await see(page, '轮到您', '依据：窗口核对户口簿原件', guardian().name, '女')
        await page.keyboard.press('c')
        await see(page, '本人认领')
        await page.keyboard.press('m')
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('缺什么').fill('户口簿首页')
        await dialog.getByLabel('依据').fill('办理须知第三条')
        await dialog.getByRole('button', { name: '告知补正' }).click()
        await see(page, '待补正', '户口簿首页（办理须知第三条）', '收到补正')
      })
    })

    test('前台收到补正，初审、复核各用键盘通过，记账', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto(filed)
        await page.getByRole('button', { name: '收到补正' }).click()
        await attach(page, page.getByRole('dialog'))
        await page.getByRole('dialog').getByRole('button', { name: '收到补正' }).click()
        await see(page, '待初审')
      })
      for (const [login, stage] of [
        ['east-first', '初审'],
        ['east-recheck', '复核'],
      ] as const)
        await visits.as(login, async (page) => {
          await page.goto(filed)
          await see(page, '轮到您')
          await page.keyboard.press('p')
          await see(page, `通过${stage}？`)
          await page.keyboard.press('Enter')
          await page.waitForURL(/inbox/)
        })
      await visits.as('east-desk', async (page) => {
        await page.goto(filed)
        await see(page, '已记账', '1 / 1 份凭证已记账')
      })
    })
  })

  article('M14-7a', '更改姓名：缺资料说得出，退回写理由，改正后重办', () => {
    test('没有附原件，不提交，说缺什么；附上之后提交', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/entry?kind=personChange')
        const form = page.locator('form.entry-form')
        await form.getByLabel('社会保障号码', { exact: true }).fill(guardian().identityNumber)
        await form.getByLabel('姓名', { exact: true }).fill(guardian().name)
        await form.getByLabel('新的姓名').fill('李晓')
        await form.getByLabel('说明').fill('凭公安变更证明')
        await form.getByRole('button', { name: '提交审核' }).click()
        await see(page, '请附原始资料。')
        await attach(page, form)
        await form.getByRole('checkbox', { name: /居民身份证/ }).check()
        await form.getByRole('button', { name: '提交审核' }).click()
        await page.waitForURL(/submissions\//)
        filed = new URL(page.url()).pathname
      })
    })

    test('初审退回，所列理由合于表单；录入人从原件重办', async () => {
      await visits.as('east-first', async (page) => {
        await page.goto(filed)
        await see(page, '轮到您', '身份信息变更，请核对原件')
        await page.keyboard.press('r')
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('button', { name: /与原始资料不一致/ }).click()
        await dialog.getByRole('button', { name: '退回' }).click()
        await page.waitForURL(/inbox/)
      })
      await visits.as('east-desk', async (page) => {
        await page.goto(filed)
        await see(page, '与原始资料不一致')
        await page.getByRole('link', { name: '改正后重新提交' }).click()
        await see(page, '这是退回件的重新录入')
      })
    })
  })

  test('勾选若干项：接连勾的两项都算，一勾上就看得见', async () => {
    await visits.as('east-desk', async (page) => {
      await page.goto('/entry?kind=deferral')
      const ticks = page.locator('form.entry-form input[value="110"], form.entry-form input[value="210"]')
      await ticks.nth(1).waitFor()
      const stood = await page.evaluate<boolean[]>(`(() => {
        const ticks = [...document.querySelectorAll('form.entry-form input[value="110"], form.entry-form input[value="210"]')]
        return ticks.map((tick) => (tick.click(), tick.checked))
      })()`)
      expect(stood).toEqual([true, true])
      await page.locator('.entry-preview').getByText('企业职工基本养老保险、失业保险').waitFor()
      for (const tick of await ticks.all()) expect(await tick.isChecked()).toBe(true)
    })
  })

  test('前台各页，英文与手机：没有横向滚动，没有漏译，控制台没有怨言', async () => {
    const paths = ['/inbox', '/entry', '/templates', '/imports', '/merges', '/splits', '/batch-changes', '/routes']
    await visits.as(
      'city-desk',
      async (page) => {
        await page.getByRole('button', { name: /English/ }).click()
        for (const path of paths) {
          await page.goto(path)
          await settled(page)
          const shown = (await page.locator('main').allInnerTexts()).join()
          const chinese = shown.match(/\p{Script=Han}{2,}/gu) ?? []
          expect([path, await sidewaysScroll(page), chinese]).toEqual([path, 0, []])
        }
      },
      PHONE,
    )
  })
})

const guardian = () => city.people.find(({ name }) => name === '李晓萍')!

async function attach(page: Page, form: Locator): Promise<void> {
  await form.locator('input[type=file]').setInputFiles(PAPER)
  await see(page, '资料已收')
}
