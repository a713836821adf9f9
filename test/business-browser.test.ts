import { expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { demoFeeds, signFeed } from '../src/app/demo/feeds.js'
import { demoPartnerKeys } from '../src/app/demo/partners.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, PHONE, see } from './browser.js'
import { city, demo, inBrowser, visits } from './city-browsing.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-03') }
const LI = '李晓萍'

// A refused password is answered with 403.
inBrowser('采集与审核，在浏览器里办', { size: SIZE, forgiven: /status of 403/ }, () => {
  article('M14-6b', '年度缴费工资：单位填报，职工在手机上确认，确认了的才提交', () => {
    test('没有确认的不能提交；填了没有保存的也不能；保存时接着填的还在', async () => {
      await visits.as('operator-1', async (page) => {
        await page.getByRole('button', { name: '职工' }).click()
        await page.getByRole('menuitem', { name: '年度缴费工资' }).click()
        await see(page, '年度缴费工资', LI)
        const send = page.getByRole('button', { name: '提交审核' })
        await page.getByLabel(`${LI} 月平均工资（元）`).fill('8000')
        expect(await send.isDisabled()).toBe(true)
        const another = page.locator(`input[aria-label$="月平均工资（元）"]:not([aria-label^="${LI}"])`).first()
        await page.route('**/api/base-season/wages', async (route) => {
          await another.fill('7000')
          await route.continue()
        })
        await page.getByRole('button', { name: '保存 1 行' }).click()
        await see(page, '未答复', '8,000.00', '可提交 0 人')
        // What was typed while the first was on its way is still there to be saved.
        await see(page, '保存 1 行')
        expect(await another.inputValue()).toBe('7000')
        expect(await send.isDisabled()).toBe(true)
      })
    })

    test('职工在手机上看见、确认', async () => {
      await visits.as(
        li().login,
        async (page) => {
          await page.goto('/wages')
          await see(page, '示例市晨光机械有限公司', '等您确认', '8,000.00', '据此的缴费基数')
          await expectFits(page)
          await page.getByRole('button', { name: '属实，确认' }).click()
          await see(page, '您已确认')
        },
        PHONE,
      )
    })

    test('单位提交，在办理进度里看见', async () => {
      await visits.as('operator-1', async (page) => {
        await page.goto('/employer/wages')
        await see(page, '已确认', '可提交 1 人')
        const late = page.getByPlaceholder('逾期的理由')
        if ((await late.count()) > 0) await late.fill('经办人员更换，漏报。')
        await page.getByRole('button', { name: '提交审核' }).click()
        await page.waitForURL(/employer\/filings\//)
        await see(page, '待初审', '办理中')
      })
    })
  })

  article('WH-7(1)', '联系方式：本人再次确认身份才变更，在手机上', () => {
    test('密码不符，未作更改，填的还在；相符，立即生效', async () => {
      await visits.as(
        li().login,
        async (page) => {
          await page.goto('/contact')
          await page.getByLabel('电子邮箱').fill('li@example.com')
          await page.getByLabel('登录密码（再次确认身份）').fill('不是这个密码')
          await page.getByRole('button', { name: '保存' }).click()
          await see(page, '密码不符，未作更改')
          expect(await page.getByLabel('电子邮箱').inputValue()).toBe('li@example.com')
          await page.getByLabel('登录密码（再次确认身份）').fill(li().password)
          await page.getByRole('button', { name: '保存' }).click()
          await see(page, '变更经过', '本人网上')
          await expectFits(page)
        },
        PHONE,
      )
    })
  })

  article('M14-5b', '停待核查：来文只停不改，由审核的人当日解除', () => {
    test('前台放一份民政的死亡来文', async () => {
      const name = await deaths()
      await visits.as('east-desk', async (page) => {
        await page.goto('/exchange')
        await page.locator('input[type=file]').setInputFiles(name)
        await see(page, '死亡', '已比对')
      })
    })

    test('审核岗解除一件；没有理由不能', async () => {
      await visits.as('east-review', async (page) => {
        await page.goto('/exchange/stops')
        await see(page, '停待核查')
        const rows = page.locator('tbody tr')
        await rows.first().waitFor()
        const before = await rows.count()
        await rows.first().getByRole('button', { name: '解除' }).click()
        const dialog = page.getByRole('dialog')
        expect(await dialog.getByRole('button', { name: '解除' }).isDisabled()).toBe(true)
        await page.keyboard.type('本人到窗口，证件相符。')
        await dialog.getByRole('button', { name: '解除' }).click()
        await dialog.waitFor({ state: 'detached' })
        await expect.poll(() => rows.count()).not.toBe(before)
      })
    })
  })
})

const li = () => city.people.find(({ name, realm }) => name === LI && realm === 'citizen')!

/** 示例的死亡来文，signed by the partner that sends it. */
async function deaths() {
  const today = city.served.rooms.collection.clock.today()
  const found = demoFeeds(demo, today).find(({ matter }) => matter === 'death')!
  const key = (await demoPartnerKeys(city.house.place.keys)).get(found.partner)!
  return { name: 'deaths.ndjson', mimeType: 'application/x-ndjson', buffer: signFeed(found, key, today) }
}
