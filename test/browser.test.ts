import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { demoSample, type SampleAsked } from '../src/app/demo/sample.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, openWindow, PHONE, see, sidewaysScroll } from './browser.js'
import { browser, city, demo, inBrowser, visits } from './city-browsing.js'

const MONTH = parsePeriod('2020-02')
const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: MONTH }

const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined

inBrowser('主要业务，在浏览器里办', { size: SIZE }, () => {
  article(['M14-6b', 'WH-6(3)'], '单位网上报送：先看清，再提交', () => {
    test('登录、上传、预览、提交，只用键盘登录', async () => {
      await visits.as('operator-1', async (page) => {
        await see(page, '本月申报', '2020年2月')
        await upload(page, { kind: 'filing', employer: 1, month: MONTH })
        await see(page, '预览：2020年2月', '还没有提交', '应缴合计', '李晓萍')
        await page.getByRole('button', { name: /^提交 \d+ 行$/ }).click()
        await see(page, '2020年2月申报', '待初审', '办理中')
      })
    })
  })

  article('M14-7a', '两人审核，各用键盘通过', () => {
    test('申报：初审、复核、记账', async () => {
      await visits.as('east-first', (page) => pass(page, '初审', '示例市晨光机械有限公司'))
      await visits.as('east-recheck', async (page) => {
        await page.goto(await pass(page, '复核', '任思远'))
        await see(page, '已记账', '1 / 1 份凭证已记账', '尹书文', '东城示例区社会保险经办处')
      })
    })

    test('征收结果：前台上传，账目相符，再由两人审核', async () => {
      await visits.as('east-desk', async (page) => {
        await page.getByRole('button', { name: '缴费与基金' }).click()
        await page.getByRole('menuitem', { name: '征收结果' }).click()
        await upload(page, { kind: 'levy', employer: 1, month: MONTH })
        await see(page, '与规则相符', '待认领 0.00', '文件控制总额')
        await page.getByRole('button', { name: '提交审核' }).click()
        await see(page, '待初审', '现在没有您可办的环节')
      })
      await visits.as('east-first', (page) => pass(page, '初审', '征收结果'))
      await visits.as('east-recheck', (page) => pass(page, '复核', '征收结果'))
    })

    test('退回须写理由', async () => {
      await visits.as('operator-2', async (page) => {
        await upload(page, { kind: 'filing', employer: 2, month: MONTH })
        await page.getByRole('button', { name: /^提交 \d+ 行$/ }).click()
        await see(page, '待初审')
      })
      await visits.as('east-first', async (page) => {
        await openFirst(page)
        await page.keyboard.press('r')
        await page.keyboard.press('Tab')
        await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
        await see(page, '请写明理由，至少2个字。')
        await page.getByRole('dialog').getByLabel('理由').fill('申报工资请核实')
        await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
        await see(page, '没有待您办理的报送')
      })
      await visits.as('operator-2', async (page) => {
        await page.goto('/employer/filings')
        const waiting = page.getByRole('table', { name: '待您续办' })
        await waiting.getByRole('link', { name: '2020年2月' }).click()
        await see(page, '这次报送被退回', '申报工资请核实')
      })
    })
  })

  article('M14-15b', '参保人用手机看自己的记录', () => {
    test('记录、数字的来历、谁查过，都不横向滚动', async () => {
      await visits.as(
        li().login,
        async (page) => {
          await see(page, '我的权益记录', '1年1个月', '示例市晨光机械有限公司', '数据来自税务部门')
          await expectFits(page)
          await page.getByRole('button', { name: /^累计缴费年限 1年1个月/ }).click()
          await see(page, '《社会保险法》第16条', '实际缴费月数')
          await page.getByRole('button', { name: '全部展开' }).click()
          await see(page, '2019年，本年实缴月数', '2020年，本年实缴月数')
          await see(page, '凭证', '征收结果', '东城示例区社会保险经办处', '用人单位')
          await expectFits(page)
          await page.keyboard.press('Escape')
          await page.getByRole('link', { name: '谁查过' }).click()
          await see(page, '谁查过我的记录', '用人单位查看、撤回本单位的申报（《社会保险个人权益记录管理办法》第6条）')
          await expectFits(page)
          expect(await page.locator('main').textContent()).not.toMatch(/filing\.read|M14-|999901/)
        },
        PHONE,
      )
    })

    test('英文界面也不横向滚动', async () => {
      await visits.as(
        li().login,
        async (page) => {
          await page.getByRole('button', { name: 'English' }).click()
          await see(page, 'My rights record', '1 yr 1 mo', 'the tax authority')
          await expectFits(page)
          await page.getByRole('button', { name: '中文' }).click()
          await see(page, '我的权益记录')
        },
        PHONE,
      )
    })
  })

  article('M14-15d', '出具记录单，别人核验', () => {
    let paper: Buffer
    test('出具并下载', async () => {
      await visits.as(
        li().login,
        async (page) => {
          await page.getByRole('link', { name: '记录单' }).click()
          await page.locator('.ant-select').first().click()
          // From the year before this one upwards: this year, then round to the earliest.
          for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
          await page.getByRole('button', { name: '出具2019年记录单' }).click()
          await see(page, '2019年记录单已经出具', '有效期至')
          await expectFits(page)
          const downloading = page.waitForEvent('download')
          await page.getByRole('button', { name: '下载 PDF' }).first().click()
          paper = await readFile(await (await downloading).path())
          expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
        },
        PHONE,
      )
    })

    // The code is on the paper and nowhere else; it takes a reader of PDF to see it.
    test.skipIf(!HAS_PDFTOTEXT)('凭校验码和末四位核验；末四位不对则不认', async () => {
      const text = execFileSync('pdftotext', ['-', '-'], { input: paper, encoding: 'utf8' })
      const [code = ''] = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text) ?? []
      const check = (lastFour: string, says: string) =>
        visits.asAnybody(
          '/verify',
          async (page) => {
            await page.getByLabel('校验码').fill(code)
            await page.getByLabel('持有人证件号码末四位').fill(lastFour)
            await page.getByRole('button', { name: '核验' }).click()
            await page.getByRole('heading', { name: says }).waitFor()
            await expectFits(page)
          },
          PHONE,
        )
      await check(li().identityNumber.slice(-4), '真实有效')
      await check('0000', '没有核对上')
    })
  })

  test('对照：违反页面的样式之策、超出手机的宽度，都看得出', async () => {
    const { page, complaints, close } = await openWindow(browser, city.publicUrl, PHONE)
    await page.goto('/verify')
    await see(page, '核验记录单和证明')
    await page.evaluate("document.head.append(Object.assign(document.createElement('style'), { textContent: 'b {}' }))")
    await page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<pre>' + 'x'.repeat(99))")
    await expect.poll(() => complaints.join()).toContain('Content Security Policy')
    await expect.poll(() => sidewaysScroll(page)).toBeGreaterThan(0)
    await close()
  })

  article('M14-3c', '监督只见数目', () => {
    test('监督汇总没有任何人；接口说明与不存在的地址都有页可看', async () => {
      await visits.as('supervisor', async (page) => {
        await see(page, '监督汇总', '逐月报送', '东城示例区社会保险经办处')
        expect(await page.getByText(li().name).count()).toBe(0)
      })
      await visits.asAnybody('/api-docs', (page) => see(page, '接口说明', '/api/my/record'))
      await visits.asAnybody('/no-such-page', (page) => see(page, '没有这个页面'))
    })
  })
})

const li = () => city.people.find(({ name }) => name === '李晓萍')!

async function upload(page: Page, asked: SampleAsked): Promise<void> {
  const { fileName, bytes } = demoSample(demo, asked)
  await page.locator('input[type=file]').setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: bytes })
}

/** The first of the inbox, opened by key. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await see(page, '轮到您')
}

/** Passes it by key, and says where it was. */
async function pass(page: Page, stage: string, ...words: readonly string[]): Promise<string> {
  await openFirst(page)
  await see(page, ...words)
  const { href } = new URL(page.url())
  await page.keyboard.press('p')
  await see(page, `通过${stage}？`)
  await page.keyboard.press('Enter')
  await see(page, '没有待您办理的报送')
  return href
}
