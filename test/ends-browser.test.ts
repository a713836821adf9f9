import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../src/app/clock.js'
import { type City, type CitySize, DEMO_CITY, inventCity } from '../src/app/demo/city.js'
import { demoScan } from '../src/app/demo/demo-image.js'
import { demoPartnerKeys, TRANSFER_PARTNER } from '../src/app/demo/partners.js'
import { SCENE_FIRMS } from '../src/app/demo/scene-people.js'
import { ROOT } from '../src/app/place.js'
import type { Instant } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { publicKeyOf, signSm2 } from '../src/log/sm2.js'
import { type Information, type PackageHead, packed } from '../src/transfer/package.js'
import { article } from './article.js'
import { noBrowser, openBrowser, see, Visits } from './browser.js'
import { ERRAND } from './city-browsing.js'
import { choose } from './desk-browsing.js'
import { attach, Filed, FOUR } from './filed-browsing.js'
import { type ServedCity, serveCity } from './served.js'
import { settled } from './wcag.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ seed: '各幕', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}
/** 三十年后：the accounting vouchers that were taken in while the city was loaded are over by then. */
const LATER = Date.parse('2057-01-05T02:00:00Z')

/** 有意引出的不予办理，and sessions that thirty years have ended. */
const PROVOKED = /status of 4(00|01|09|22)/

let city: ServedCity
let demo: City
let browser: Browser
let visits: Visits
let filed: Filed
/** How far the city's clock is put forward. */
let ahead = 0

if (noBrowser !== undefined) console.warn(`ends-browser.test.ts is skipped: ${noBrowser}`)

describe.skipIf(noBrowser !== undefined)('办到底的几件：缓缴与核销、外包抽检、转入、销毁', { timeout: ERRAND }, () => {
  beforeAll(async () => {
    if (!existsSync(join(ROOT, 'dist', 'web', 'desk.html'))) throw new Error('no screens built: node scripts/ready.mjs')
    const now = () => (Date.now() + ahead) as Instant
    const clock = { now, today: () => dayOf(now()) }
    ;[city, browser] = await Promise.all([serveCity(SIZE, clock), openBrowser()])
    demo = inventCity(SIZE, city.served.rooms.rules.book.area('999900'))
    visits = new Visits(city, browser, PROVOKED)
    filed = new Filed(visits)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  article('BD-24', '缓缴与核销：凭批复录入，四人审核，成为单位的事项，尚欠的随之减少', () => {
    test('缓缴：没有批复的原件不能提交；附上，四人通过，即在单位名下', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/entry?kind=deferral')
        await page.getByLabel('单位统一社会信用代码').fill(SCENE_FIRMS.carriers.creditCode)
        await page.getByLabel('养老').check()
        await page.getByLabel('缓缴至').fill(UNTIL)
        await page.getByLabel('批复文号').fill('示人社缓〔2026〕9 号')
        await page.getByRole('button', { name: '提交审核' }).click()
        await see(page, '请附原始资料。')
        await attach(page)
        await page.getByLabel(/主管部门批复或审批表/).check()
        await filed.submitted(page)
      })
      await filed.passAll(FOUR)
      await visits.as('east-desk', async (page) => {
        await eventsOf(page)
        await see(page, '示人社缓〔2026〕9 号', `缓缴至 ${UNTIL}`)
      })
    })

    test('核销：逐月填，附批复，四人通过，尚欠归零', async () => {
      await visits.as('east-desk', async (page) => {
        await eventsOf(page)
        await page.getByText('核销', { exact: true }).last().click()
        await page.getByLabel('2026-03 医疗 核销（元）').fill('581.00')
        await page.getByLabel('批复文号').fill('示人社函〔2026〕32 号')
        await attach(page)
        await filed.submitted(page, '提交减免与核销')
      })
      await filed.passAll(FOUR)
      await visits.as('east-desk', async (page) => {
        await eventsOf(page)
        await see(page, '示人社函〔2026〕32 号')
        const arrears = page.locator('tbody tr').filter({ hasText: '医疗' }).last()
        expect((await arrears.locator('td').allTextContents()).join(' ')).toMatch(/581\.00 0\.00 581\.00 0\.00/)
      })
    })
  })

  article('BD-32', '外包扫描的抽检：不符的写明何处，重扫再检，抽中的都相符才接收', () => {
    test('外包人员送齐各页', async () => {
      await visits.as('scan-vendor', async (page) => {
        await page.getByRole('button', { name: '打开' }).click()
        for (const n of [3, 4]) await scan(page, n, n)
      })
    })

    test('档案岗点数收回；没有抽检不能接收；抽中的一页不符，写明', async () => {
      await visits.as('city-archive', async (page) => {
        await batchOf(page)
        await page.getByLabel('页数').first().fill('4')
        await page.getByRole('button', { name: '点数收回' }).click()
        await see(page, '纸件已收回，待抽检接收')
        await page.getByRole('button', { name: '接收整批' }).click()
        await see(page, '还没有抽检，或抽检不合格')
        await drawn(page).getByRole('button', { name: '调阅' }).click()
        await page.locator('.content-paper img').waitFor()
        await drawn(page).getByRole('button', { name: '不符' }).click()
        await page.getByRole('dialog').getByLabel('何处不符').fill('页脚被裁')
        await page.getByRole('dialog').getByRole('button', { name: '不符' }).click()
        await see(page, '页脚被裁')
      })
    })

    test('外包人员看得到是哪一页、何处不符；重扫之后抽检相符，整批接收', async () => {
      await visits.as('scan-vendor', async (page) => {
        await page.getByRole('button', { name: '打开' }).click()
        await see(page, '不符，请重扫', '页脚被裁')
        const row = page.locator('tbody tr').filter({ hasText: '页脚被裁' })
        await row.locator('input[type=file]').setInputFiles(picture(7))
        await row.waitFor({ state: 'detached' })
      })
      await visits.as('city-archive', async (page) => {
        await batchOf(page)
        await drawn(page).getByRole('button', { name: '相符' }).click()
        await drawn(page).getByRole('button').first().waitFor({ state: 'detached' })
        await page.getByRole('button', { name: '接收整批' }).click()
        await see(page, 'SM-2026-001 · 已接收')
      })
      await visits.as('scan-vendor', (page) => see(page, '没有批次'))
    })
  })

  article('M14-10a', '转入到底：联系函、信息表、资金、并入、回执；两地的状态各在，原件留存', () => {
    let path: string
    let head: PackageHead

    test('申请，下载联系函', async () => {
      const { identityNumber, fullName } = mover()
      await visits.as('east-desk', async (page) => {
        await page.goto('/transfers')
        await page.getByLabel('证件号码').fill(identityNumber)
        await page.getByLabel('姓名', { exact: true }).fill(fullName)
        await choose(page, '对方机构', '邻市社会保险中心')
        await page.getByRole('button', { name: '申请转入' }).click()
        await page.waitForURL(/transfers\/.+/)
        path = new URL(page.url()).pathname
        head = JSON.parse((await downloaded(page, '下载联系函')).split('\n')[0]!) as PackageHead
        await see(page, '联系函已发')
      })
      expect([head.kind, head.receiver]).toEqual(['letter', TRANSFER_PARTNER])
    })

    test('信息表：月数不合的不收，说明何处；相合的收下，重叠的月份列出', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/transfers')
        await page.locator('input[type=file]').setInputFiles(await theirs(head, { ...information(), months: 21 }))
        await see(page, '各行月数之和 20 与所称 21 不等')
        await page.locator('input[type=file]').setInputFiles(await theirs(head, information()))
        await page.waitForURL(/transfers\/.+/)
        await see(page, '信息表已发', '两地都有缴费的月份', '2026年8月')
        await page.getByLabel('保留对方').check()
        await page.getByLabel('理由（至少四字）').fill('依本人书面选择')
        await page.getByRole('button', { name: '保存决定' }).click()
        await see(page, '决定重叠月份：依本人书面选择')
      })
    })

    test('资金：与信息表不等的不收；相等即到账；送审，四人通过', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto(path)
        await page.getByLabel('金额（元）').fill('15999.99')
        await page.getByLabel('日期').fill('2026-11-20')
        await page.getByLabel('银行流水号').fill('YH-1')
        await page.getByRole('button', { name: '登记到账' }).click()
        await see(page, '到账 15999.99 元，信息表为 16000.00 元')
        await page.getByLabel('金额（元）').fill('16000')
        await page.getByRole('button', { name: '登记到账' }).click()
        await see(page, '资金已到账并相符')
        await page.getByRole('button', { name: '送审并入' }).click()
        await page.getByRole('link', { name: '查看审核' }).click()
        await page.waitForURL(/submissions\//)
        filed.at(page)
        await see(page, '统筹基金转移额', '9,600.00')
      })
      await filed.passAll(FOUR)
    })

    test('并入之后出回执，告知本人；来文的原件在资料目录里', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto(path)
        await see(page, '已并入记录')
        expect((await downloaded(page, '下载回执')).split('\n')[0]).toContain('"kind":"receipt"')
        await see(page, '已告知本人')
      })
      await visits.as('city-archive', async (page) => {
        await page.goto('/archive')
        await page.getByText('资料目录', { exact: true }).click()
        await see(page, '关系转移来文')
      })
    })
  })

  article(['M14-9(1)', 'M14-31'], '销毁到底：三十年后，期限已满的才列得上；两人鉴定、一人批准、执行，清册留存', () => {
    let later: Visits

    test('今日一份也没有期满；三十年后列出会计凭证，借出的不能列', async () => {
      await visits.as('city-archive', async (page) => {
        await overPapers(page)
        await see(page, '没有找到')
      })
      ahead = LATER - Date.now()
      later = new Visits(city, browser, PROVOKED, () => (Date.now() + ahead) as Instant)
      await later.as('city-archive', async (page) => {
        await overPapers(page)
        await page.locator('tbody tr').filter({ hasText: '借出' }).getByLabel('列入销毁').check()
        await page.getByLabel('编号').fill('XH-2057-01')
        await page.getByLabel('理由').fill('保管期满')
        await page.getByRole('button', { name: '提出销毁' }).click()
        await see(page, '资料 2026-DJ-0001 的纸件尚未归还')
        await page.locator('tbody tr').filter({ hasText: '借出' }).getByLabel('列入销毁').uncheck()
        await page.locator('tbody tr').filter({ hasText: '征收结果' }).first().getByLabel('列入销毁').check()
        await page.getByLabel('编号').fill('XH-2057-01')
        await page.getByLabel('理由').fill('保管期满')
        await page.getByRole('button', { name: '提出销毁' }).click()
        await see(page, '销毁案 XH-2057-01 已提出')
      })
    })

    test('鉴定两人，批准一人，各不相同；鉴定时调阅得到', async () => {
      await later.as('city-archive', async (page) => {
        await caseOf(page)
        expect(await page.getByRole('button', { name: '鉴定同意' }).count()).toBe(0)
      })
      for (const [login, act, after] of [
        ['city-archive-2', '鉴定同意', '待鉴定'],
        ['city-review', '鉴定同意', '待批准'],
        ['city-approve', '批准', '已批准，待执行'],
      ] as const)
        await later.as(login, async (page) => {
          await caseOf(page)
          await page.getByRole('button', { name: '调阅' }).click()
          await page.getByRole('button', { name: '收起' }).waitFor()
          await take(page, act, '逐份核对，同意')
          await see(page, `XH-2057-01 · ${after}`)
        })
    })

    test('档案岗执行；清册记着时间与各人，目录标明依法销毁', async () => {
      await later.as('city-archive', async (page) => {
        await caseOf(page)
        await take(page, '执行销毁', '两人监销，已粉碎')
        await see(page, 'XH-2057-01 · 已销毁', '两人监销，已粉碎')
        expect(await page.getByRole('button', { name: '调阅' }).count()).toBe(0)
        await page.getByText('资料目录', { exact: true }).click()
        await see(page, '已依法销毁：XH-2057-01')
      })
    })
  })
})

const dayOf = (instant: Instant) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10) as never
/** 缓缴至：the last day of the year after the one in which the test began, so that a month of any season is before it. */
const UNTIL = `${Number(systemClock.today().slice(0, 4)) + 1}-12-31`
const picture = (n: number) => ({ name: `${n}.png`, mimeType: 'image/png', buffer: Buffer.from(demoScan(n)) })
const drawn = (page: Page) => page.locator('tbody tr').filter({ hasText: '抽中' })

async function eventsOf(page: Page): Promise<void> {
  await page.goto('/reliefs')
  await page.getByLabel('统一社会信用代码').fill(SCENE_FIRMS.carriers.creditCode)
  await page.getByRole('button', { name: '查看单位' }).click()
  await see(page, SCENE_FIRMS.carriers.name, '单位部分的欠缴')
}

async function scan(page: Page, n: number, image: number): Promise<void> {
  const row = page.locator('tbody tr').nth(n - 1)
  await row.locator('input[type=file]').setInputFiles(picture(image))
  await row.getByText('重扫').waitFor()
}

async function batchOf(page: Page): Promise<void> {
  await page.goto('/archive')
  await page.getByText('外包批次', { exact: true }).click()
  await page.getByRole('button', { name: '打开' }).first().click()
  await drawn(page).first().waitFor()
}

async function overPapers(page: Page): Promise<void> {
  await page.goto('/archive')
  await page.getByText('资料目录', { exact: true }).click()
  await page.getByLabel('只看期限已满的').check()
  const found = page.waitForResponse((answer) => new URL(answer.url()).searchParams.has('over'))
  await page.getByRole('button', { name: '查找' }).click()
  await found
  await settled(page)
}

async function caseOf(page: Page): Promise<void> {
  await page.goto('/archive')
  await page.getByText('销毁', { exact: true }).first().click()
  await page.getByRole('button', { name: '打开' }).first().click()
  await see(page, '销毁清册 XH-2057-01')
}

async function take(page: Page, act: string, note: string): Promise<void> {
  const form = page.getByRole('form', { name: act })
  await form.getByLabel('意见（至少四个字）').fill(note)
  await form.getByRole('button', { name: act }).click()
}

async function downloaded(page: Page, button: string): Promise<string> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** 转入的人：paid here in 2026-08, as the other place says he was there. */
const mover = () => demo.lives.filter(({ identityNumber }) => /^\d{17}/.test(identityNumber))[5]!

function information(): Information {
  const { identityNumber, fullName } = mover()
  const birthDate = identityNumber.slice(6, 14).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const row = (year: number, through: number) => ({
    ...{ year, from: `${year}-01`, through: `${year}-${String(through).padStart(2, '0')}`, area: '371000' },
    ...{ base: 400_000, months: through, employerToAccount: 0, personToAccount: 32_000 * through, backPay: false },
  })
  const account = { before1998: 0, from1998: 0, since2006: 640_000, account: 640_000 }
  return {
    ...{ identityNumber, fullName, insurance: '110', sex: '9', birthDate, months: 20, deemedMonths: 0 },
    ...{ rows: [row(2025, 12), row(2026, 8)] },
    money: { ...account, wages: 8_000_000, pooled: 960_000, total: 1_600_000 },
  }
}

/** 对方签名的信息表。 */
async function theirs({ letterNumber, sender: receiver }: PackageHead, content: Information) {
  const key = (await demoPartnerKeys(city.house.place.keys)).get(TRANSFER_PARTNER)!
  const sign = (bytes: Uint8Array) => signSm2(key, publicKeyOf(key), bytes, randomBytes)
  const head = { kind: 'information' as const, letterNumber, sender: TRANSFER_PARTNER, receiver }
  return { name: '信息表.jsonl', mimeType: 'application/jsonl', buffer: await packed(head, content, sign) }
}
