import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Heard, hanOn, listen, settled } from './wcag.js'

const WIDE = { width: 1280, height: 800 }

/** 记录里只有中文的：names, addresses, files and the sentence of a policy, by the field they come in. */
const KEPT_IN_CHINESE = new Set([
  ...['name', 'fullName', 'employerName', 'organisation', 'mailingAddress', 'fileName', 'areaName', 'says', 'document'],
  // The line of a record that names the employer, as the terminal shows it.
  'employer',
  // At the desk: the document a rule stands on, the example of a field, the agency a colleague works at.
  ...['basis', 'example', 'agency'],
])

/** 走遍各页，in English: what Chinese is left that should not be. */
export async function chineseLeft(page: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const heard = listen(page)
  await page.setViewportSize(WIDE)
  await speak(page, 'en')
  for (const path of paths) {
    await open(page, path)
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    found.push(...(await untranslated(page, path, heard)))
  }
  await speak(page, 'zh')
  return found
}

/** What no answer said is the screen's own and must be English; what an answer said must be kept in Chinese, and say so. */
export async function untranslated(page: Page, path: string, heard: Heard): Promise<string[]> {
  const found: string[] = []
  for (const { words, isWhole, isMarked } of await hanOn(page)) {
    const fields = await heard.fieldsWith(words)
    if (fields.length === 0) found.push(`${path}: ${words} stands on the screen and came from no answer`)
    else if (!fields.some((field) => KEPT_IN_CHINESE.has(field)))
      found.push(`${path}: ${words} came as ${fields.join(', ')}`)
    else if (isWhole && !isMarked) found.push(`${path}: ${words} does not say that it is Chinese`)
  }
  return found
}

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

export const speak = (page: Page, language: string) =>
  page.evaluate(`localStorage.setItem('quanyi-language', '${language}')`)
