import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** WCAG 2.2 的 A 与 AA 两级，as axe names them. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Found {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string; readonly says: string }[]
}

/** 用 axe 量一页：one line for each element that fails, with the page, the rule and the element. */
export async function violations(page: Page, where: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(await axe)
  const found = await page.evaluate<readonly Found[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(LEVELS)}, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, html, any, all, none }) =>
        ({ target, html, says: [...any, ...all, ...none].map(({ message }) => message).join(' ') })) })))`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, says }) => `${where}: ${id}: ${target.join(' ')}: ${html.slice(0, 160)} (${says.slice(0, 160)})`,
    ),
  )
}

/**
 * 静下来：what the page asked for is there. The network has been idle once and for all where the page has not been left
 * since, as after a sign-in; then the heading and what is still being read tell.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('main h1, .kiosk h1').first().waitFor()
  await page.locator('.state-loading').first().waitFor({ state: 'detached' })
}

/** 不再动：what opens or closes by and by has done so. What turns for ever does not count. */
export async function still(page: Page): Promise<void> {
  const moving = `document.querySelectorAll('[class*="-appear"], [class*="-enter"], [class*="-leave"]').length +
    document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity).length`
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
}

export interface Heard {
  readonly fieldsWith: (words: string) => Promise<readonly string[]>
}

/** 收到的话：every string of every answer a page asked for, with the field it came in. */
export function listen(page: Page): Heard {
  const heard: (readonly [field: string, text: string])[] = []
  const answers: Promise<void>[] = []
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return
    const read = response.json().then(
      (body) => gather('', body, heard),
      () => undefined,
    )
    answers.push(read)
  })
  return {
    async fieldsWith(words) {
      await Promise.all(answers)
      return [...new Set(heard.filter(([, text]) => text.includes(words)).map(([field]) => field))]
    },
  }
}

/** The value of a line goes by what the line tells, as 「employer」. */
function gather(field: string, value: unknown, into: (readonly [string, string])[]): void {
  if (typeof value === 'string') into.push([field, value])
  else if (Array.isArray(value)) for (const one of value) gather(field, one, into)
  else if (typeof value === 'object' && value !== null) {
    const item = 'item' in value && typeof value.item === 'string' ? value.item : 'value'
    for (const [key, one] of Object.entries(value)) gather(key === 'value' ? item : key, one, into)
  }
}

interface HanPart {
  readonly words: string
  readonly isMarked: boolean
  readonly isWhole: boolean
}

/** 页上的汉字：each run of them that a reader or a screen reader meets, and whether it says that it is Chinese. */
export async function hanOn(page: Page): Promise<readonly HanPart[]> {
  return page.evaluate<readonly HanPart[]>(`(() => {
    const found = []
    const add = (text, place, said) => {
      for (const [words] of text.matchAll(/\\p{Script=Han}+/gu)) {
        const own = place.closest('[lang]')
        if (own !== document.documentElement && !own.hasAttribute('data-foreign')) continue
        found.push({ words, isMarked: own.lang.startsWith('zh'), isWhole: !/\\p{Script=Latin}/u.test(said) })
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement.closest('script, style, noscript')) add(node.data, node.parentElement, node.parentElement.textContent)
    for (const place of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) add(place.getAttribute(name) ?? '', place, place.getAttribute(name))
    add(document.title, document.documentElement, document.title)
    return found
  })()`)
}

/** 各级标题，as a screen reader meets them. */
export async function headingsOf(page: Page): Promise<number[]> {
  const tree = await page.locator('body').ariaSnapshot()
  return [...tree.matchAll(/- heading .*\[level=(\d)\]/g)].map(([, level]) => Number(level))
}

/** 没有名字的：what can be used, or stands for a picture, and says nothing to a screen reader. */
export async function nameless(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot()
  return [
    ...tree.matchAll(
      /^\s*- (button|link|heading|textbox|combobox|checkbox|radio|img|tab|menuitem|table)(?: \[[^\]]*\])*$/gm,
    ),
  ].map(([, role = '']) => role)
}

/** 太小的目标：less than so many pixels high or wide; a link within a sentence is as high as its line (WCAG 2.5.8). */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('a[href], button, summary, [role="radio"], [role="tab"]')]
    .filter((place) => place.checkVisibility() && !place.matches('.skip-link, p a, p button, td button, dd button, li p *'))
    .map((place) => [place, place.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (height < ${least} - 0.5 || width < ${least} - 0.5))
    .map(([place, { width, height }]) => place.outerHTML.slice(0, 120) + ' ' + Math.round(width) + '×' + Math.round(height))`)
}

/** 伸出屏外的：what stands farther right than the window is wide. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((place) => document.documentElement.scrollWidth > innerWidth && place.checkVisibility())
    .filter((place) => place.getBoundingClientRect().right > innerWidth + 1)
    .map((place) => place.outerHTML.slice(0, 140))`)
}
