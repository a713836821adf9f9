import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type CitySize, DEMO_CITY, inventCity } from '../src/app/demo/city.js'
import { demoScan } from '../src/app/demo/demo-image.js'
import { demoLegacyPackage } from '../src/app/demo/scenes-transfer.js'
import { SUBMISSION_KINDS } from '../src/collection/kinds.js'
import { plusDays } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see } from './browser.js'
import { city, inBrowser, openedOn, visits } from './city-browsing.js'
import { newest, passStage, pathAfter } from './desk-browsing.js'
import { settled } from './wcag.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ seed: '各幕', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}

let filed = ''

// A difference decided for the partner, which its own file does not settle, is answered with 400 or 409.
inBrowser('待遇、档案、交换与监督，在浏览器里办', { size: SIZE, forgiven: /status of (400|409|422)/ }, () => {
  article(['BD-9a', 'BD-9b'], '特殊工种：第二人另填一张核对表，三方一致才能通过；办结后用印', () => {
    test('复核：表未填齐不能通过；填错的一项变红；照原件填齐，通过', async () => {
      await visits.as('east-recheck', async (page) => {
        filed = await opened(page, '特殊工种认定')
        await see(page, '轮到您', '牛保全')
        await page.keyboard.press('p')
        await page.keyboard.press('Enter')
        await page.getByRole('alert').filter({ hasText: '核对' }).first().waitFor()
        expect(new URL(page.url()).pathname).toBe(filed)
        await page.goto(filed)
        await page.getByLabel('特殊工种月数 档案原件').fill('119')
        await page.getByPlaceholder('以数据库为准的理由').waitFor()
        await fillSheet(page)
        await page.getByRole('button', { name: '保存核对表' }).click()
        await see(page, '核对表已齐')
        await passStage(page, filed, '复核')
      })
      await visits.as('east-approve', (page) => passStage(page, filed, '审批'))
    })

    test('印章保管人从办结的件里用印，不必知道编号', async () => {
      await visits.as('east-stamp', async (page) => {
        await page.goto('/stamps')
        const row = page.locator('tbody tr').filter({ hasText: '特殊工种认定' }).first()
        await row.getByRole('button', { name: '用印' }).click()
        await see(page, '已用印，并已登记。')
        const uses = page.getByRole('table', { name: '用印登记' }).locator('tbody tr')
        await expect.poll(() => uses.count()).toBe(3)
      })
    })
  })

  article('BD-5', '目录：提出、审核、审批之后才在目录里', () => {
    test('参数维护提出一项', async () => {
      await visits.as('parameters', async (page) => {
        await page.goto('/catalogues')
        const form = page.locator('form.entry-form')
        for (const [label, text] of [
          ['编码', 'QYT0009'],
          ['名称', '示例滴眼液'],
          ['自何日', '2027-01-01'],
          ['文书编号', '示医保发〔2026〕9 号'],
          ['理由', '依文件增加一种'],
        ] as const)
          await form.getByLabel(label, { exact: true }).fill(text)
        await form.getByRole('button', { name: '提出变更' }).click()
        await see(page, '已提交，等待审核。')
        await page.goto('/catalogues')
        await settled(page)
        expect(await page.getByText('示例滴眼液').count()).toBe(0)
      })
    })

    test('市级审核、审批，记账之后人人可见', async () => {
      await visits.as('city-review', async (page) => {
        filed = await newest(page, SUBMISSION_KINDS.catalogueChange.zh)
        await see(page, '示例滴眼液')
        await passStage(page, filed, '审核')
      })
      await visits.as('city-approve', (page) => passStage(page, filed, '审批'))
      await visits.as('parameters', async (page) => {
        await page.goto('/catalogues')
        await see(page, '示例滴眼液')
      })
    })
  })

  article('M14-13', '档案：借出与收回；未满期限的不得销毁', () => {
    test('借出一份，收回一份', async () => {
      await visits.as('city-archive', async (page) => {
        await part(page, '借阅')
        for (const [label, text] of [
          ['档号', '2026-DJ-0002'],
          ['借阅人登录名', 'east-review'],
          ['用途', '核对原件'],
        ] as const)
          await page.getByLabel(label).fill(text)
        await page.getByRole('button', { name: '借出' }).click()
        const row = page.locator('tbody tr').filter({ hasText: '2026-DJ-0002' })
        await row.getByRole('button', { name: '收回' }).click()
        await row.getByText('谷文静').waitFor()
      })
    })

    test('期限未满的，目录上就列不进销毁；只看期限已满的，一份也没有', async () => {
      await visits.as('city-archive', async (page) => {
        await part(page, '资料目录')
        await see(page, '30 年，至 2057-01-01')
        expect(await page.getByRole('checkbox', { name: '列入销毁' }).count()).toBe(0)
        await page.getByLabel('只看期限已满的').check()
        await page.getByRole('button', { name: '查找' }).click()
        await see(page, '没有找到')
        await part(page, '销毁')
        await see(page, '没有销毁案')
      })
    })
  })

  article('BD-32', '外包扫描：只见自己的批次，交出多少收回多少', () => {
    test('外包人员只看见自己的一批，把余下的两页扫完', async () => {
      await visits.as('scan-vendor', async (page) => {
        await page.goto('/scanning')
        await see(page, 'SM-2026-001')
        expect(await page.locator('tbody tr').count()).toBe(1)
        await page.getByRole('button', { name: '打开' }).click()
        for (const sheet of [3, 4]) {
          const scan = { name: `${sheet}.png`, mimeType: 'image/png', buffer: Buffer.from(demoScan(sheet)) }
          await page.getByLabel(`送影像 ${sheet}`).setInputFiles(scan)
          await page.getByLabel(`重扫 ${sheet}`).waitFor({ state: 'attached' })
        }
      })
    })

    test('收回的页数与交出的不符，不收；相符，收回', async () => {
      await visits.as('city-archive', async (page) => {
        await part(page, '外包批次')
        await page.locator('tbody tr').filter({ hasText: 'SM-2026-001' }).getByRole('button').click()
        await page.getByLabel('页数').fill('3')
        await page.getByRole('button', { name: '收回' }).click()
        await page.getByRole('alert').waitFor()
        await page.getByLabel('页数').fill('4')
        await page.getByRole('button', { name: '收回' }).click()
        await see(page, 'SM-2026-001 · 纸件已收回')
      })
    })
  })

  article('WH-14(check2)', '抽查：逐栏对照，读下一项', () => {
    test('第二位质量检查读第二项', async () => {
      await visits.as('city-quality-2', async (page) => {
        await page.goto('/inspections')
        await see(page, '东城示例区社会保险经办处')
        await page.getByRole('button', { name: '对照' }).click()
        await page.locator('tbody tr').nth(1).getByRole('button', { name: '对照' }).click()
        await page.getByRole('button', { name: '记下读数' }).waitFor()
        for (const verdict of await page.locator('select[aria-label^="结论"]').all())
          await verdict.selectOption({ label: '相符' })
        await page.getByRole('button', { name: '记下读数' }).click()
        await see(page, '读完 2 项')
      })
    })
  })

  article('M14-5b', '交换：差异由人断定；死亡的停，一件确认，一件当日解除', () => {
    test('单位名称：本方正确，办结；单位登记：对方正确，留待录入', async () => {
      await visits.as('east-review', async (page) => {
        await page.goto('/exchange/differences')
        await see(page, '1,396.80', `已注销 ${daysBack(10)}`)
        for (const [about, side] of [
          ['示例市晨光机械有限公司', '本方正确'],
          ['田小禾', '对方正确'],
        ] as const) {
          const row = page.locator('tbody tr').filter({ hasText: about }).first()
          await row.getByRole('button', { name: '办理' }).click()
          const dialog = page.getByRole('dialog')
          await dialog.getByText(side).click()
          await dialog.getByPlaceholder('写明依据，至少4个字。').fill('已与对方逐项核实')
          await dialog.getByRole('button', { name: '办理' }).click()
          await dialog.waitFor({ state: 'detached' })
        }
        await page.getByText('已办结').click()
        await see(page, '示例市晨光机械有限公司', '本方正确')
      })
    })

    test('一人一行；确认一件，报送待审；另一件当日解除，两方的通报一并放开', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/exchange/stops')
        await see(page, '曾子子', '𠮷文静')
        await decide(page, '曾子子', '确认', '两方通报日期相合。')
        await decide(page, '𠮷文静', '解除', '本人到窗口，证件相符。')
        expect(await page.locator('tbody tr').filter({ hasText: '死亡通报' }).count()).toBe(0)
      })
    })

    test('死亡记账之后，凭姓名与号码找得到遗属办理事项', async () => {
      await visits.as('east-first', async (page) => {
        filed = await opened(page, '生存与去向')
        await passStage(page, filed, '初审')
      })
      await visits.as('east-review', (page) => passStage(page, filed, '审核'))
      await visits.as('east-recheck', (page) => passStage(page, filed, '复核'))
      await visits.as('east-desk', async (page) => {
        await page.goto('/exchange/after-death')
        await see(page, '遗属须带')
        const number = page.getByLabel('死者证件号码')
        const name = page.getByLabel('死者姓名')
        await name.fill('曾无此人')
        await number.fill(dead().identityNumber)
        await page.getByRole('button', { name: '查找' }).click()
        await see(page, '没有姓名与号码都相符的人')
        await name.fill('曾子子')
        await page.getByRole('button', { name: '查找' }).click()
        await see(page, '死亡日期', daysBack(12), '个人账户')
      })
    })
  })

  article(['M14-10a', 'M14-10b'], '关系转移：转入看得见两地各到哪一步，转出的记录留在本地', () => {
    test('转入：信息表与资金的合计并列；数目不符的不收', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/transfers')
        await page.getByRole('link', { name: /李晓萍/ }).click()
        await see(page, '信息表已发', '7,320.00', '东城示例区')
        await page.getByLabel('到账金额（元）').or(page.getByPlaceholder(/金额/)).first().fill('7000')
        await page.locator('input[type=date]').fill('2026-11-20')
        await page.getByPlaceholder(/流水|凭证/).fill('QYT-YH-0009')
        await page.getByRole('button', { name: '登记到账' }).click()
        await page.getByRole('alert').first().waitFor()
      })
    })

    test('转出：已并入对方的记录，本地的审核仍看得到', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/transfers')
        await page.getByRole('link', { name: /MARIA/ }).click()
        await see(page, '资金已划出', '已并入记录', '10,600.00')
        await page.getByRole('link', { name: '查看审核' }).first().click()
        await see(page, '关系转移', '已记账')
      })
    })
  })

  article('M14-9(4)', '遗留数据：放上数据包，试装，差异逐人列出', () => {
    test('试装一个新的数据包', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/legacy')
        await page.getByLabel(/迁移的名称/).fill('示例旧系统 再装一次')
        const file = { name: '旧系统.zip', mimeType: 'application/zip', buffer: demoLegacyPackage() }
        await page.locator('input[type=file]').setInputFiles(file)
        await pathAfter(page, /legacy\/.+/)
        await see(page, '试装完毕', '累计缴费月数不符', '郑旧二')
        await page.getByRole('button', { name: /年末储存额不符/ }).click()
        await see(page, '依规则 27378.84')
      })
    })
  })

  article('M14-17b', '监督：从一个数目点开它所数的件，不见任何人', () => {
    test('报送与待认领的数目都点得开', async () => {
      await visits.as('supervisor', async (page) => {
        await page.goto('/oversight')
        const figure = page.getByRole('button', { name: /东城示例区社会保险经办处 2026年9月 报送 (\d+)/ })
        const counted = Number((await figure.textContent()) ?? '0')
        await figure.click()
        const sheet = page.getByRole('dialog')
        await see(page, `列出 ${counted} 件，共 ${counted} 件`)
        expect(await sheet.locator('tbody tr').count()).toBe(counted)
        expect(await sheet.textContent()).not.toContain('李晓萍')
        await page.keyboard.press('Escape')
        await page
          .getByRole('button', { name: /待认领 1$/ })
          .last()
          .click()
        await see(page, '1,240.00')
      })
    })
  })
})

const dead = () => {
  const { book } = city.served.rooms.collection.policy()
  return inventCity(SIZE, book.area('999900')).lives.find(({ fullName }) => fullName === '曾子子')!
}

/** 若干日之前，as the pages write a day: what the departments tell of is dated from the day the city was opened. */
function daysBack(days: number): string {
  const [year, month, day] = plusDays(openedOn, -days).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** 待我办理的这一类，打开第一件。 */
async function opened(page: Page, kind: string): Promise<string> {
  await page.goto('/inbox')
  await page.getByRole('main').getByRole('link', { name: kind }).first().click()
  return pathAfter(page, /submissions\//)
}

/** 照数据库一栏，填齐另外两栏并打勾。 */
async function fillSheet(page: Page): Promise<void> {
  const rows = page.getByRole('table', { name: '核对表' }).locator('tbody tr')
  for (const row of await rows.all()) {
    const database = ((await row.locator('td').nth(2).textContent()) ?? '').trim()
    for (const column of [0, 1]) await row.getByRole('textbox').nth(column).fill(database)
    await row.getByRole('checkbox').check()
  }
}

async function part(page: Page, name: string): Promise<void> {
  await page.goto('/archive')
  await page.locator('.ant-segmented-item').getByText(name, { exact: true }).click()
}

async function decide(page: Page, about: string, what: string, note: string): Promise<void> {
  const row = page.locator('tbody tr').filter({ hasText: about })
  await row.getByRole('button', { name: what }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByPlaceholder('写明依据，至少4个字。').fill(note)
  await dialog.getByRole('button', { name: what }).click()
  await dialog.waitFor({ state: 'detached' })
  await row.waitFor({ state: 'detached' })
}
