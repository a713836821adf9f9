import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type CitySize, DEMO_CITY, inventCity } from '../src/app/demo/city.js'
import { SCENE_FIRMS, scenePerson } from '../src/app/demo/scene-people.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see } from './browser.js'
import { city, inBrowser, visits } from './city-browsing.js'
import { choose, newest, PAPER, passStage, pathAfter } from './desk-browsing.js'
import type { ServedCity } from './served.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ seed: '各幕', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}

let filed = ''

inBrowser('基金与待遇，在浏览器里办', { size: SIZE }, () => {
  article('M14-5d', '待认领：从清单认领，三人审核，记账之后清单上不再有', () => {
    test('列出可能是谁的，选定，提交', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/suspense')
        await see(page, '姚志刚', '1,240.00', '证件号码未登记')
        await page.getByRole('button', { name: '认领' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('listitem').getByRole('button').first().click()
        await dialog.getByLabel('依据（怎样核对的）').fill('与本人核对缴费凭证，号码误写一位')
        await dialog.getByRole('button', { name: '提交审核' }).click()
        await see(page, '已提交审核，记账之前仍在待认领')
        filed = await newest(page, '待认领款项的认领')
      })
    })

    test('三个环节各由一人通过，即记账', async () => {
      for (const [login, stage] of THREE) await visits.as(login, (page) => passStage(page, filed, stage))
      await visits.as('east-desk', async (page) => {
        await page.goto(filed)
        await see(page, '已记账')
        await page.goto('/suspense')
        await see(page, '没有待认领的钱')
      })
    })
  })

  article('BD-24', '减免：凭批复逐月提交，四人审核，尚欠的随之减少', () => {
    test('没有附批复的原件，不能提交；附上即提交', async () => {
      await visits.as('east-desk', async (page) => {
        await reliefsOf(page)
        await see(page, '核销', '500.00', '620.00')
        await page
          .getByLabel(/减免（元）/)
          .first()
          .fill('100')
        await page.getByLabel('批复文号').fill('示人社函〔2026〕31 号')
        const send = page.getByRole('button', { name: '提交减免与核销' })
        expect(await send.isDisabled()).toBe(true)
        await page.locator('input[type=file]').setInputFiles(PAPER)
        await see(page, '资料已收')
        await send.click()
        await see(page, '已提交，须经四个环节')
        filed = await newest(page, '减免与核销')
      })
    })

    test('四人通过之后，事项与尚欠都变', async () => {
      const four = [...THREE, ['east-approve', '审批']] as const
      for (const [login, stage] of four) await visits.as(login, (page) => passStage(page, filed, stage))
      await visits.as('east-desk', async (page) => {
        await reliefsOf(page)
        await see(page, '示人社函〔2026〕31 号', '520.00')
      })
    })
  })

  article(['BD-20b', 'BD-20a'], '银行流水与月末三方平衡：出纳、会计、会计主管，三人三岗', () => {
    test('出纳：流水未到，处处不平；放上流水，提交', async () => {
      await visits.as('city-cashier', async (page) => {
        await balanceOf(page)
        await see(page, '2026年10月', '不平', '专户没有这笔入账')
        const statement = await statementOf(page)
        await page.goto('/bank')
        await page.locator('input[type=file]').setInputFiles(statement)
        await see(page, '没有逾期存入的')
        await page.getByRole('button', { name: '提交会计审核' }).click()
        filed = await pathAfter(page, /submissions\//)
      })
    })

    test('会计审核、会计主管审批，各用键盘', async () => {
      await visits.as('city-accounts', (page) => passStage(page, filed, '审核'))
      await visits.as('city-chief-accounts', (page) => passStage(page, filed, '审批'))
    })

    test('处处相平；依出纳、会计、会计主管的次序签认，月份结清', async () => {
      for (const [login, after] of [
        ['city-cashier', '现轮到会计签认'],
        ['city-accounts', '现轮到会计主管签认'],
        ['city-chief-accounts', '三岗已签齐，本月结清'],
      ] as const)
        await visits.as(login, async (page) => {
          await balanceOf(page)
          await see(page, '处处相平')
          await page.getByRole('button', { name: '签认所示的数字' }).click()
          await see(page, after)
        })
    })

    test('入错的一笔按流水号查得；已记入各月的，说明先办什么，不给申请', async () => {
      await visits.as('city-cashier', async (page) => {
        await page.goto('/bank')
        const section = page.locator('section').filter({ hasText: '红冲一笔入账' })
        await section.getByLabel('流水号').fill('LS-0')
        await section.getByRole('button', { name: '查找' }).click()
        await see(page, '元记入各月', '请先补录正确的入账流水')
        expect(await section.getByRole('button', { name: '申请红冲' }).count()).toBe(0)
        await section.getByLabel('流水号').fill('LS-none')
        await section.getByRole('button', { name: '查找' }).click()
        await see(page, '没有流水号 LS-none 的入账')
      })
    })
  })

  article('BD-25', '待遇支付批次：算得，审核，记账；银行回盘的成功与失败都收下', () => {
    test('前台试算并编制', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/payment-batches')
        await page.getByLabel('支付日期').fill('2026-11-25')
        await choose(page, '险种', /工伤/)
        await choose(page, '待遇种类', /工伤/)
        await page.getByRole('button', { name: '试算' }).click()
        await see(page, '本批 3 人', '戚广生')
        await page.getByRole('button', { name: '编制并提交审核' }).click()
        filed = await pathAfter(page, /submissions\//)
      })
      for (const [login, stage] of THREE) await visits.as(login, (page) => passStage(page, filed, stage))
    })

    test('出纳：在已记账的批次里放上回盘，一笔成功、一笔失败、一笔写错', async () => {
      await visits.as('east-cashier', async (page) => {
        await page.goto('/bank-answers')
        await see(page, '2025年12月')
        const batch = page
          .locator('tbody tr')
          .filter({ hasText: '工伤' })
          .filter({ hasNotText: /2025年12月|—/ })
        await batch.getByRole('button', { name: '回盘' }).click()
        // Three persons, each for the months from the first of 2026 to that in which the batch was made.
        const unanswered = Number(
          /\d+/.exec(
            (await page
              .getByText(/尚无结果的 \d+ 笔/)
              .first()
              .textContent()) ?? '',
          )?.[0],
        )
        expect([unanswered % 3, unanswered >= 3 * 11]).toEqual([0, true])
        await page.locator('input[type=file]').setInputFiles(answerOf(city))
        await see(page, '来文 3 行：成功 1，失败或退回 1，不受理 1', `尚无结果的 ${unanswered - 2} 笔`)
        await see(page, '查看红字报送')
      })
    })
  })
})

const THREE = [
  ['east-first', '初审'],
  ['east-review', '审核'],
  ['east-recheck', '复核'],
] as const

/** 十月的平衡：the page begins with the month before this one. */
async function balanceOf(page: Page): Promise<void> {
  await page.goto('/balance')
  await choose(page, '到账月份', '2026年10月')
}

async function reliefsOf(page: Page): Promise<void> {
  await page.goto('/reliefs')
  await page.getByLabel('统一社会信用代码').fill(SCENE_FIRMS.carriers.creditCode)
  await page.getByRole('button', { name: '查看单位' }).click()
  await see(page, SCENE_FIRMS.carriers.name)
}

interface Unmatched {
  readonly day: string
  readonly insurance: string
  readonly levyVoucher: string
  readonly tax: number
}

/** 专户流水，照税务所报的逐笔入账：what the page of the balance itself says is missing. */
async function statementOf(page: Page) {
  const asked = "fetch('/api/desk/balance?month=2026-10').then((answer) => answer.json())"
  const { differences } = await page.evaluate<{ differences: readonly Unmatched[] }>(asked)
  expect(differences.length).toBeGreaterThan(0)
  const rows = differences.map(({ day, insurance, levyVoucher, tax }, i) =>
    [`99990010000000000${insurance}`, `LS-${i}`, levyVoucher, insurance, (tax / 100).toFixed(2), day, day].join(','),
  )
  const text = ['专户账号,银行流水号,电子税票号,险种,金额,到账日期,存入日期', ...rows, ''].join('\r\n')
  return { name: '2026-10-专户流水.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

/** 银行回盘：one paid, one that failed, one of a month that the batch does not pay. */
function answerOf({ served }: ServedCity) {
  const invented = inventCity(SIZE, served.rooms.collection.policy().book.area('999900'))
  const [one, two] = (['paymentOnly', 'suspended'] as const).map((name) => scenePerson(invented, name).identityNumber)
  const rows = [
    `${one},injuryAllowance,2026-01,2360.00,成功,`,
    `${two},injuryAllowance,2026-01,2370.00,失败,户名与账号不符`,
    `${one},injuryAllowance,2024-01,2360.00,成功,`,
  ]
  const text = ['社会保障号码,待遇项目,待遇所属年月,金额,结果,原因', ...rows, ''].join('\r\n')
  return { name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}
