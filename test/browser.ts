import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { totpAt } from '../src/access/secrets.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import type { Instant } from '../src/kernel/day.js'
import { settled } from './wcag.js'

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

/** 没有可用的浏览器时为何：undefined where there is one. */
export const noBrowser: string | undefined =
  process.platform === 'linux' || process.env['CHROME_PATH'] !== undefined
    ? undefined
    : 'no browser comes with the packages for this system; set CHROME_PATH to a Chrome or Chromium to run this test'

/**
 * 真浏览器。Chromium from the package, unpacked once into a folder of this user's own: another user's would be found in
 * the shared one and could not be run. CHROME_PATH names another. The Chinese faces come from packages too.
 */
export async function openBrowser(): Promise<Browser> {
  const folder = join(tmpdir(), `quanyi-browser-${userInfo().uid}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? (await unpackedChromium(folder)),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : ['--no-sandbox', '--disable-setuid-sandbox'],
    env: { ...environment(), TMPDIR: folder, FONTCONFIG_FILE: await fontsFile(folder) },
  })
}

/** The package reads both from the environment when it is loaded: where to unpack, and that libraries are wanted too. */
async function unpackedChromium(folder: string): Promise<string> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

async function fontsFile(folder: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const faces = ['noto-sans-sc', 'noto-sans-jp'].map((name) =>
    dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)),
  )
  const path = join(folder, 'fonts.conf')
  const named = '<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>'
  const folders = faces.map((face) => `<dir>${face}</dir>`).join('')
  const cache = `<cachedir>${join(folder, 'font-cache')}</cachedir>`
  await writeFile(path, `<?xml version="1.0"?><fontconfig>${folders}${cache}${named}</fontconfig>`)
  return path
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]))
}

/** 一位来访者的窗口，and everything its pages complained of. */
export interface Window {
  readonly page: Page
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export async function openWindow(browser: Browser, origin: string, size: WindowSize = DESKTOP): Promise<Window> {
  const context: BrowserContext = await browser.newContext({ ...size, baseURL: origin, locale: 'zh-CN' })
  context.setDefaultTimeout(25_000)
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, complaints, close: () => context.close() }
}

export type WindowSize = typeof DESKTOP | typeof PHONE
type Work = (page: Page) => Promise<unknown>

/** 何处、何人：what of a served city a visit needs. */
interface Served {
  readonly publicUrl: string
  readonly staffUrl: string
  person(login: string): DemoPerson
}

/** 各人的窗口：one a person, kept through the whole file, for a one-time password is good for one use. */
export class Visits {
  private readonly windows = new Map<string, Window>()

  constructor(
    private readonly city: Served,
    private readonly browser: Browser,
    /** What a test means to provoke, and the browser tells of in its console. */
    private readonly forgiven?: RegExp,
    /** 城里的钟，where it does not show the true time: one-time passwords follow it. */
    private readonly now: () => Instant = () => Date.now() as Instant,
  ) {}

  /** 以某人办一件事：from the first page of that person's work; whatever the page complained of fails it. */
  async as(login: string, work: Work, size: WindowSize = DESKTOP): Promise<void> {
    const person = this.city.person(login)
    const known = this.windows.get(login)
    const origin = person.realm === 'staff' ? this.city.staffUrl : this.city.publicUrl
    const window = known ?? (await openWindow(this.browser, origin, size))
    this.windows.set(login, window)
    if (known === undefined) await signInByKeyboard(window.page, person, this.now())
    else await window.page.goto('/')
    // The first page leads on to where this person's work begins; only then is a click a click.
    await settled(window.page)
    await told(window.page, work)
    expect(window.complaints.filter((one) => this.forgiven?.test(one) !== true)).toEqual([])
  }

  /** 以未登录的人：in a window of its own. */
  async asAnybody(path: string, work: Work, size: WindowSize = DESKTOP): Promise<void> {
    const { page, complaints, close } = await openWindow(this.browser, this.city.publicUrl, size)
    await page.goto(path)
    await told(page, work)
    expect(complaints).toEqual([])
    await close()
  }
}

/** What went wrong, with what stood on the page then. */
async function told(page: Page, work: Work): Promise<void> {
  try {
    await work(page)
  } catch (error) {
    const stood = await page.locator('body').textContent()
    throw new Error(`${error instanceof Error ? error.message : error}\nat ${page.url()} stood: ${stood}`)
  }
}

/** 看见：every one of these words becomes visible. */
export async function see(page: Page, ...words: readonly string[]): Promise<void> {
  for (const word of words) await page.getByText(word).locator('visible=true').first().waitFor()
}

/** 没有横向滚动。 */
export async function expectFits(page: Page): Promise<void> {
  expect(await sidewaysScroll(page)).toBe(0)
}

/** 只用键盘登录：from the address bar by Tab and Enter, as someone without a mouse. */
export async function signInByKeyboard(
  page: Page,
  person: DemoPerson,
  now: Instant = Date.now() as Instant,
): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('form input').first().waitFor()
  if (person.realm === 'operator') {
    await tabTo(page, '[role="tab"]')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.locator('form:visible input.one-time').waitFor()
  }
  await tabTo(page, 'input[autocomplete="username"]')
  await page.keyboard.type(person.login)
  await tabTo(page, 'input[autocomplete="current-password"]')
  await page.keyboard.type(person.password)
  if (person.totpSecret !== undefined) {
    await tabTo(page, 'input.one-time')
    await page.keyboard.type(totpAt(person.totpSecret, now))
  }
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** 按 Tab 到某处；a page that keeps the keyboard from there fails. */
export async function tabTo(page: Page, selector: string, most = 20): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

/** 横向溢出的像素：0 where the page fits. A phone widens its window to what does not fit, so the screen is the measure. */
export async function sidewaysScroll(page: Page): Promise<number> {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  return wide - (page.viewportSize()?.width ?? 0)
}
