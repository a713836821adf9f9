import type { Page } from 'playwright-core'
import { see, type Visits } from './browser.js'

/** 四个环节，each by its own reviewer of the east district. */
export const FOUR = [
  ['east-first', '初审'],
  ['east-review', '审核'],
  ['east-recheck', '复核'],
  ['east-approve', '审批'],
] as const

type Stages = readonly (readonly [login: string, stage: string])[]

const PAPER = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

/** 附一份原始资料。 */
export async function attach(page: Page): Promise<void> {
  await page.locator('.paper-choose input[type=file]').setInputFiles(PAPER)
  await see(page, '资料已收')
}

/** 报上去的一件，and those who take it on from there. */
export class Filed {
  path = ''

  constructor(private readonly visits: Visits) {}

  /** Remembers the submission that is open. */
  at(page: Page): void {
    this.path = new URL(page.url()).pathname
  }

  /** 写明维护的事由，附原件，提交。 */
  async withGrounds(page: Page, document?: string): Promise<void> {
    if (document !== undefined) await page.getByLabel('文书编号').fill(document)
    await page.getByLabel('原因说明（至少四个字）').fill('核对证件与档案，确有其事')
    await attach(page)
    await this.submitted(page)
  }

  async submitted(page: Page, button = '提交审核'): Promise<void> {
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL(/submissions\//)
    this.at(page)
    await see(page, '待初审')
  }

  async returned(login: string): Promise<void> {
    await this.visits.as(login, async (page) => {
      await page.goto(this.path)
      await see(page, '轮到您')
      await page.keyboard.press('r')
      await page.getByRole('dialog').getByLabel('理由').fill('请核对后再报')
      await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })
  }

  /** 从退回的一件，to the page it was made on. */
  async again(page: Page): Promise<void> {
    await page.goto(this.path)
    await see(page, '请核对后再报')
    await page.getByRole('link', { name: '改正后重新提交' }).click()
    await see(page, '这是退回件的重新录入')
  }

  /** 各环节依次通过，by key. */
  async passAll(stages: Stages): Promise<void> {
    for (const [login, stage] of stages)
      await this.visits.as(login, async (page) => {
        await page.goto(this.path)
        await see(page, '轮到您')
        await page.keyboard.press('p')
        await see(page, `通过${stage}？`)
        await page.keyboard.press('Enter')
        await page.waitForURL((url) => url.pathname !== this.path)
      })
  }

  /** 审批、修改，再由没有经手的人复核。 */
  async changed(): Promise<void> {
    await this.passAll(FOUR)
    await this.rechecked()
  }

  async rechecked(): Promise<void> {
    await this.visits.as('east-recheck-2', async (page) => {
      await page.goto(this.path)
      await see(page, '已修改，待复核')
      await page.getByLabel('复核所见').fill('两人的记录各归其位')
      await page.getByRole('button', { name: '复核同意' }).click()
      await see(page, '已记账')
    })
  }
}
