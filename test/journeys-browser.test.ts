import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { demoSample } from '../src/app/demo/sample.js'
import { type LevyEntry, writeLevyFile } from '../src/collection/levy-file.js'
import { parseDay } from '../src/kernel/day.js'
import { fen } from '../src/kernel/money.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { see } from './browser.js'
import { demo, inBrowser, visits } from './city-browsing.js'
import { citizen } from './desk.js'
import { attach, Filed, FOUR } from './filed-browsing.js'

const MONTH = parsePeriod('2019-03')
const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: MONTH }
/** Above the size from which a file is read behind the scenes. */
const MANY = 30_000

let filed: Filed

inBrowser('前台与单位的各件业务，从头到尾', { size: SIZE }, () => {
  beforeAll(() => {
    filed = new Filed(visits)
  })

  article('M14-6b', '大件：看得见进度，停得下，续得上，一行不少', () => {
    test('停下、续做、读完；接受与未接受合为全数，标注件下载得到', async () => {
      const { bytes } = demoSample(demo, { kind: 'filing', employer: 2, month: MONTH })
      const good = bytes.toString('utf8').trim().split('\n')
      const buffer = Buffer.from([...good, ...strangers(good[0]!)].join('\n'))
      await visits.as('operator-2', async (page) => {
        await page.locator('input[type=file]').setInputFiles({ name: '大件.csv', mimeType: 'text/csv', buffer })
        await page.waitForURL(/imports\//)
        await page.getByRole('button', { name: '停下' }).click()
        await see(page, '已停下')
        expect(await readSoFar(page)).toBeLessThan(MANY)
        await page.getByRole('button', { name: '续做' }).click()
        // As long as rows go on being read.
        await page.getByText('已读完，待提交').first().waitFor({ timeout: 120_000 })
        const rows = good.length - 1
        await see(page, `100%，已读 ${counted(rows + MANY)} 行：接受 ${rows}，未接受 ${counted(MANY)}`)
        await page.getByRole('link', { name: '打开报送' }).click()
        await see(page, `未被接受的行 · ${MANY}`)
        const downloading = page.waitForEvent('download')
        await page.getByRole('button', { name: '下载标注件' }).click()
        const copy = await readFile(await (await downloading).path())
        expect(copy.toString('utf8').trim().split('\n').length).toBeGreaterThanOrEqual(rows + MANY + 1)
      })
    })
  })

  article('M14-6b', '撤回：单位撤自己的申报，前台撤自己的录入；撤了可以重办', () => {
    test('单位：提交，撤回，再看已撤回', async () => {
      const { fileName, bytes } = demoSample(demo, { kind: 'filing', employer: 1, month: MONTH })
      await visits.as('operator-1', async (page) => {
        await page.locator('input[type=file]').setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: bytes })
        await page.getByRole('button', { name: /^提交 \d+ 行$/ }).click()
        await page.waitForURL(/filings\//)
        await page.getByRole('button', { name: '撤回' }).click()
        await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
        await see(page, '已撤回')
      })
    })

    test('前台：录入，撤回，改正后重办', async () => {
      await visits.as('east-desk', async (page) => {
        await enterPerson(page, citizen(7101), '测试甲')
        await page.getByRole('button', { name: '撤回' }).click()
        await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
        await see(page, '已撤回')
        const own = new URL(page.url()).pathname
        await page.goto('/inbox')
        await page.getByText('待我续办', { exact: true }).click()
        await page.locator(`tbody a[href="${own}"]`).click()
        await page.getByRole('link', { name: '改正后重新提交' }).click()
        await see(page, '这是退回件的重新录入')
        const name = page.locator('form.entry-form .entry-field > input[type=text]').nth(1)
        expect(await name.inputValue()).toBe('测试甲')
      })
    })
  })

  article('M14-7a', '窗口：单位交来的申报，由前台代收', () => {
    test('单位窗口按名册生成；预览，提交', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto(`/counter?what=month&creditCode=${demo.employers[1]!.creditCode}`)
        await page.getByRole('button', { name: /的名册/ }).click()
        const wages = page.locator('.proposal tbody input[inputmode=decimal]')
        await wages.first().waitFor()
        for (const wage of await wages.all()) await wage.fill('6000')
        await page.getByRole('button', { name: /^生成/ }).click()
        await page.waitForURL(/submissions\//)
        await page.getByRole('button', { name: '提交审核' }).click()
        await see(page, '待初审')
      })
    })

    test('成批受理里代收一张表', async () => {
      const rows = pair(0).map(({ identityNumber, fullName }) => `${identityNumber},${fullName},6000`)
      const buffer = Buffer.from(['社会保障号码,姓名,申报工资', ...rows].join('\n'))
      await visits.as('east-desk', async (page) => {
        await page.goto('/imports')
        const card = page.getByLabel('单个单位的月度申报（代收）').first()
        await card.getByLabel('统一社会信用代码').fill(demo.employers[0]!.creditCode)
        await card.locator('input[type=file]').setInputFiles({ name: '代收.csv', mimeType: 'text/csv', buffer })
        await page.waitForURL(/submissions\//)
        await page.getByRole('button', { name: '提交审核' }).click()
        await see(page, '待初审')
        filed.at(page)
      })
      await filed.passAll(FOUR.filter(([, stage]) => stage === '初审' || stage === '复核'))
    })
  })

  article('M14-6b', '应急受理：预印凭单，恢复后补录，写坏的作废', () => {
    test('印一本，补录一张，作废一张，账对得上', async () => {
      await visits.as('east-desk', async (page) => {
        await page.goto('/outage')
        await page.getByLabel('张数').fill('2')
        await page.getByRole('button', { name: '印制一本' }).click()
        await page.waitForURL(/outage\//)
        await page.locator('.slip').first().waitFor()
        const serials = (await page.locator('main').allInnerTexts()).join().match(/\b[A-Z]\d{10,}[\dX]\b/g) ?? []
        const [first, second] = [...new Set(serials)]
        await enterPerson(page, citizen(7102), '测试乙', first)
        await page.getByRole('link', { name: '受理单（打印）' }).click()
        await see(page, first!)
        await page.goto('/outage')
        await page.getByRole('textbox', { name: '应急受理凭单' }).fill(second!)
        await page.getByLabel('原因').fill('写坏了一张')
        await page.getByRole('button', { name: '作废一张' }).click()
        await expect
          .poll(async () => (await page.locator('tbody tr').first().allInnerTexts()).join().replace(/\s+/g, ' '))
          .toMatch(/ 1 1 0 —/)
      })
    })
  })

  article('M14-7a', '减免：退回之后，从原件改正重办', () => {
    test('申请，退回，原来填的都在，改了再报，四个环节通过', async () => {
      const { creditCode } = demo.employers[0]!
      await visits.as('east-desk', async (page) => {
        await page.goto('/reliefs')
        await page.getByLabel('统一社会信用代码').fill(creditCode)
        await page.getByRole('button', { name: '查看单位' }).click()
        await page.locator('tbody input').first().fill('100.00')
        await page.getByLabel('批复文号').fill('示人社函〔2026〕1 号')
        await attach(page)
        await filed.submitted(page, '提交减免与核销')
      })
      await filed.returned('east-first')
      await visits.as('east-desk', async (page) => {
        await filed.again(page)
        expect(await page.locator('tbody input').first().inputValue()).toBe('100.00')
        await page.locator('tbody input').first().fill('90.00')
        await attach(page)
        await filed.submitted(page, '提交减免与核销')
        await see(page, '第2次报送')
      })
      await filed.passAll(FOUR)
    })
  })

  article('M14-7a', '待认领：认领退回之后，从原件改正重办', () => {
    test('一笔到账的号码写错，待认领；认领，退回，原来写的都在，改了再报，三个环节通过', async () => {
      const [owner] = livesOf(1)
      const { creditCode } = demo.employers[1]!
      await visits.as('east-desk', async (page) => {
        await page.goto('/levy')
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: '补充.csv', mimeType: 'text/csv', buffer: slipped() })
        await see(page, '文件控制总额')
        await filed.submitted(page)
      })
      await filed.passAll([FOUR[0], FOUR[2]])
      await visits.as('east-desk', async (page) => {
        await page.goto('/suspense')
        await page.getByRole('button', { name: '认领' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('社会保障号码').fill(owner!.identityNumber)
        await dialog.getByLabel('姓名').fill(owner!.fullName)
        await dialog.getByLabel(/单位统一社会信用代码/).fill(creditCode)
        await dialog.getByLabel('依据（怎样核对的）').fill('与本人核对缴费凭证')
        await dialog.getByRole('button', { name: '提交审核' }).click()
        await see(page, '已提交审核，记账之前仍在待认领')
      })
      await visits.as('east-first', async (page) => {
        await page.getByRole('link', { name: '待认领款项的认领' }).click()
        await page.waitForURL(/submissions\//)
        filed.at(page)
      })
      await filed.returned('east-first')
      await visits.as('east-desk', async (page) => {
        await filed.again(page)
        const dialog = page.getByRole('dialog')
        const ground = dialog.getByLabel('依据（怎样核对的）')
        expect(await ground.inputValue()).toBe('与本人核对缴费凭证')
        expect(await dialog.getByLabel('姓名').inputValue()).toBe(owner!.fullName)
        await ground.fill('与本人核对缴费凭证，末位误写')
        await ground.press('Enter')
        await page.waitForURL(/submissions\//)
        await see(page, '待初审', '第2次报送')
      })
      await filed.passAll(FOUR.slice(0, 3))
    })
  })
})

/** 号码差一位的一笔，in a levy file of its own. */
function slipped(): Buffer {
  const [owner] = livesOf(1)
  const number = `${owner!.identityNumber.slice(0, 9)}${(Number(owner!.identityNumber[9]) + 1) % 10}${owner!.identityNumber.slice(10)}`
  const entry: Omit<LevyEntry, 'row'> = {
    ...{ levyVoucher: '59999012019027001', creditCode: demo.employers[1]!.creditCode, insurance: '110' },
    ...{ fullName: owner!.fullName, identityNumber: number, contributionKind: '1', arrivalDay: parseDay('2019-03-10') },
    ...{ settlementMonth: parsePeriod('2019-02'), contributionMonth: parsePeriod('2019-02') },
    ...{ base: fen(620_000), employerAmount: fen(0), personAmount: fen(49_600) },
  }
  return Buffer.from(writeLevyFile('DEMO-999901-201902-S', [entry]))
}

const counted = (n: number) => n.toLocaleString('en-US')
const livesOf = (employer: number) =>
  demo.lives.filter(({ spells, identityNumber }) => spells[0]!.employer === employer && /^\d{17}/.test(identityNumber))
/** Two of one employer, registered with the same agency. */
const pair = (employer: number) =>
  livesOf(employer)
    .filter(({ spells }) => spells[0]!.from < '2019-03')
    .slice(0, 2)

/** 库里没有的人，in the columns of a filing that is read. */
function strangers(header: string): string[] {
  const columns = header.split(',')
  return Array.from({ length: MANY }, (_, i) =>
    columns
      .map((column) =>
        column.includes('号码') || column.includes('证件')
          ? `1101011990010${String(i).padStart(5, '0')}`
          : /姓名/.test(column)
            ? '查无此人'
            : /工资/.test(column)
              ? '5000'
              : '',
      )
      .join(','),
  )
}

/** 此刻，as a field for a time takes it in China. */
const minuteNow = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)

async function readSoFar(page: Page): Promise<number> {
  const told = await page.getByText(/已读 [\d,]+ 行/).textContent()
  return Number(/已读 ([\d,]+) 行/.exec(told ?? '')?.[1]?.replaceAll(',', ''))
}

/** 个人登记一件，with the slip of an outage where there was one. */
async function enterPerson(page: Page, number: string, fullName: string, slip?: string): Promise<void> {
  await page.goto('/entry?kind=person')
  const inputs = page.locator('form.entry-form .entry-field > input[type=text]')
  await inputs.nth(0).fill(number)
  await inputs.nth(1).fill(fullName)
  await page.locator('#entry-ground').fill('窗口核验了本人的居民身份证')
  if (slip !== undefined) {
    await page.locator('.intake-slip summary').click()
    await page.locator('.intake-slip input').nth(0).fill(slip)
    await page.locator('.intake-slip input').nth(1).fill(minuteNow())
  }
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.waitForURL(/submissions\//)
  await see(page, '待初审')
}
