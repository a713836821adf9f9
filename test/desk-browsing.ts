import type { Page } from 'playwright-core'
import { see } from './browser.js'

/** 一份可收的原件。 */
export const PAPER = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

/** 轮到的那一环节，用键盘通过；`first` is what is to be done on the page before. */
export async function passStage(
  page: Page,
  path: string,
  stage: string,
  first?: (page: Page) => Promise<void>,
): Promise<void> {
  await page.goto(path)
  await see(page, '轮到您')
  await first?.(page)
  await page.keyboard.press('p')
  await see(page, `通过${stage}？`)
  await page.keyboard.press('Enter')
  // On to the next that waits, or back to the list.
  await page.waitForURL((url) => url.pathname !== path)
}

const MONTH = /^\d{4}年\d+月$/

/** 下拉里选一项；the list is gone before anything else is touched. A month is searched for: the list of them ends today. */
export async function choose(page: Page, label: string, option: RegExp | string): Promise<void> {
  await page.getByLabel(label).first().click({ force: true })
  if (typeof option === 'string' && MONTH.test(option)) await page.keyboard.insertText(option)
  const menu = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await menu.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  await menu.waitFor({ state: 'hidden' })
}

/** 到了某处之后的路径。 */
export async function pathAfter(page: Page, where: RegExp): Promise<string> {
  await page.waitForURL(where)
  return new URL(page.url()).pathname
}

/** 本机构最近报送的这一类，打开。 */
export async function newest(page: Page, kind: string): Promise<string> {
  await page.goto('/inbox')
  await page.getByText('全部报送').click()
  await page.getByRole('main').getByRole('link', { name: kind }).first().click()
  return pathAfter(page, /submissions\//)
}
