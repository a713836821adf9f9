import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { totpAt } from '../src/access/secrets.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { ROOT } from '../src/app/place.js'
import { type Served, serve } from '../src/app/serve.js'
import type { Instant } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { DESKTOP, noBrowser, openBrowser, signInByKeyboard } from './browser.js'
import { ERRAND } from './city-browsing.js'
import { citizen } from './desk.js'
import { type ServedCity, serveCity } from './served.js'
import { settled } from './wcag.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const NAME = '欧阳测试'
const GROUND = '窗口核验了本人的居民身份证'
const [FIRST, SECOND, THIRD, FOURTH] = [7001, 7002, 7003, 7004].map(citizen) as [string, string, string, string]

let city: ServedCity
let browser: Browser
let machine: BrowserContext
let page: Page
let again: Served | undefined

/** 一台电脑、两个经办人。 */
describe.skipIf(noBrowser !== undefined)('断网与换人，在浏览器里', { timeout: ERRAND }, () => {
  beforeAll(async () => {
    if (!existsSync(join(ROOT, 'dist', 'web', 'service-worker.js')))
      throw new Error('no screens built: node scripts/ready.mjs')
    ;[city, browser] = await Promise.all([serveCity(SIZE), openBrowser()])
    machine = await browser.newContext({ ...DESKTOP, baseURL: city.staffUrl, locale: 'zh-CN' })
    machine.setDefaultTimeout(25_000)
    page = await machine.newPage()
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await again?.close()
    await city?.close()
  })

  article('M14-6b', '草稿：本机加密，只有本人打得开', () => {
    test('填到一半刷新，还在；本机存的看不出一个字', async () => {
      await signIn('east-desk')
      await openForm()
      await fill(FIRST)
      await page.reload()
      await page.getByText('已打开您上次未提交的草稿').waitFor()
      expect(await inputs().nth(0).inputValue()).toBe(FIRST)
      const kept = await everythingKept()
      expect(kept.rows).toBe(1)
      for (const plain of [FIRST, NAME, GROUND, 'person', 'draft']) expect(kept.text).not.toContain(plain)
    })

    test('对照：没有加密的，看得出来', async () => {
      await page.evaluate(`localStorage.setItem('control', ${JSON.stringify(NAME)})`)
      expect((await everythingKept()).text).toContain(NAME)
      await page.evaluate(`localStorage.removeItem('control')`)
    })

    test('换一个经办人：表单是空的，别人的打不开；换回来，还在；退出即清', async () => {
      await machine.clearCookies()
      await signIn('east-first')
      await openForm()
      // Long after this person's own key came: nothing to wait for, for nothing is to come.
      await page.waitForTimeout(1500)
      expect(await inputs().nth(0).inputValue()).toBe('')
      expect((await everythingKept()).rows).toBe(1)
      expect(await opened()).toHaveLength(0)
      await machine.clearCookies()
      await signIn('east-desk')
      await openForm()
      await page.getByText('已打开您上次未提交的草稿').waitFor()
      expect(await inputs().nth(1).inputValue()).toBe(NAME)
      expect(await opened()).toHaveLength(1)
      await page.getByRole('button', { name: '退出' }).click()
      await page.waitForURL(/sign-in/)
      expect((await everythingKept()).rows).toBe(0)
    })
  })

  article('M14-6b', '断网：照样填写，提交排队，恢复后只发一次', () => {
    test('断网时提交、断网时刷新；恢复后自动发出，一件一张受理单', async () => {
      await machine.clearCookies()
      await signIn('east-first')
      await openForm()
      await page.waitForFunction('navigator.serviceWorker.controller !== null')
      await expect.poll(keptFiles, { timeout: 60_000 }).toEqual(await loadedFiles())
      await machine.setOffline(true)
      await page.getByText('连不上服务器。可以继续填写').waitFor()
      await fill(SECOND)
      await page.getByRole('button', { name: '提交审核' }).click()
      await page.getByText('待发 1 件').waitFor()
      expect((await everythingKept()).text).not.toContain(SECOND)
      await page.getByRole('button', { name: '提交审核' }).click()
      await page.waitForTimeout(500)
      await page.reload()
      await page.getByText('页面已从本机打开').waitFor()
      expect(await submissionsOf(SECOND)).toBe(0)
      await machine.setOffline(false)
      await page.getByText('待发 1 件').waitFor({ state: 'detached' })
      await expect.poll(() => submissionsOf(SECOND)).toBe(1)
      await page.waitForTimeout(5000)
      expect(await submissionsOf(SECOND)).toBe(1)
    })

    test('服务器中途停机再开，也只发一次', async () => {
      await openForm()
      await fill(THIRD)
      await city.served.close()
      await page.getByRole('button', { name: '提交审核' }).click()
      await page.getByText('待发 1 件').waitFor()
      again = await serve(city.house)
      await page.getByText('待发 1 件').waitFor({ state: 'detached' })
      await expect.poll(() => submissionsOf(THIRD)).toBe(1)
    })

    test('只留本系统的文件，接口的答复一个不留', async () => {
      const urls = await page.evaluate<string[]>(
        `(async () => { const all = []; for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) all.push(one.url); return all })()`,
      )
      expect(urls.length).toBeGreaterThan(3)
      for (const url of urls) expect(new URL(url).pathname).toMatch(/^\/(assets\/.*)?$/)
    })
  })

  article('M14-6b', '别的页面也一样：经办的合并，单位的申报', () => {
    test('合并填到一半刷新，两边都还在；退出即清，刚改的一笔、退出还在路上，也一样', async () => {
      await machine.clearCookies()
      await signIn('east-desk')
      await page.goto('/merges')
      const fields = page.locator('.maintain-person input[type=text], .maintain-person input:not([type])')
      await fields.first().waitFor()
      for (const [i, text] of [FIRST, NAME, SECOND, NAME].entries()) await fields.nth(i).fill(text)
      await keeps(FIRST, NAME, SECOND, NAME)
      await page.reload()
      await page.getByText('已打开您上次未提交的草稿').waitFor()
      for (const [i, text] of [FIRST, NAME, SECOND, NAME].entries()) expect(await fields.nth(i).inputValue()).toBe(text)
      for (const plain of [FIRST, SECOND, NAME]) expect((await everythingKept()).text).not.toContain(plain)
      await page.route('**/api/sign-out', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1500))
        await route.continue()
      })
      await fields.first().fill(THIRD)
      await page.getByRole('button', { name: '退出' }).click()
      await page.waitForURL(/sign-in/)
      await page.unroute('**/api/sign-out')
      expect((await everythingKept()).rows).toBe(0)
    })

    test('单位的本月申报改到一半，刷新与断网都不丢；退出即清', async () => {
      const office = await browser.newContext({ ...DESKTOP, baseURL: city.publicUrl, locale: 'zh-CN' })
      const desk = page
      page = await office.newPage()
      try {
        await signInByKeyboard(page, city.person('operator-1'))
        await page.goto('/employer/month')
        await page.getByRole('button', { name: /打开 .* 的名册/ }).click()
        const wages = page.locator('.proposal table input[inputmode=decimal]')
        await wages.first().waitFor()
        await takeKey('operator')
        await wages.first().fill('7654.32')
        await keeps('7654.32')
        await page.reload()
        await page.getByText('已打开您上次未提交的草稿').waitFor()
        expect(await wages.first().inputValue()).toBe('7654.32')
        expect((await everythingKept()).text).not.toContain('7654.32')
        await office.setOffline(true)
        await wages.first().fill('7654.33')
        await keeps('7654.33')
        await office.setOffline(false)
        await page.reload()
        await page.getByText('已打开您上次未提交的草稿').waitFor()
        expect(await wages.first().inputValue()).toBe('7654.33')
        await page.getByRole('button', { name: '退出' }).click()
        await page.waitForURL((url) => !url.pathname.startsWith('/employer'))
        expect((await everythingKept()).rows).toBe(0)
      } finally {
        await office.close()
        page = desk
      }
    })
  })

  article('M14-13', '只用键盘：录入一件，看受理单', () => {
    test('按键到录入，逐栏填写，回车提交，打开受理单；按 ? 有按键表', async () => {
      await machine.clearCookies()
      await signIn('east-first')
      await page.goto('/inbox')
      await page.locator('h1').first().waitFor()
      await page.keyboard.press('n')
      await page.waitForURL(/\/entry/)
      await inputs().first().waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').getByText('提交审核（多行的栏内除外）').waitFor()
      await page.keyboard.press('Escape')
      await openForm()
      await tabTo('form.entry-form input')
      await page.keyboard.type(FOURTH)
      await page.keyboard.press('Tab')
      await page.keyboard.type(NAME)
      await tabTo('#entry-ground')
      await page.keyboard.type(GROUND)
      await tabTo('form.entry-form button[type=submit]')
      expect(await page.evaluate<string>(`getComputedStyle(document.activeElement).outlineStyle`)).not.toBe('none')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/submissions\//).catch(async (error: unknown) => {
        throw new Error(`${error} ${await page.locator('main').textContent()}`)
      })
      await page.getByRole('link', { name: '受理单（打印）' }).waitFor()
      await tabTo('a[href^="/receipts/"]')
      await page.keyboard.press('Enter')
      await page.getByText(/R999901\d{10}[\dX]/).waitFor()
      await page.getByText('应补正的材料').waitFor()
    })
  })
})

/** 用过的动态口令，by the step of time they were good for: each is good for one use. */
const used = new Map<string, number>()
const STEP = 30_000

/** One that was not used yet. The server takes that of the step to come, and not of those after it. */
async function oneTimePassword(login: string, secret: string): Promise<string> {
  const unused = (used.get(login) ?? 0) + 1
  await expect.poll(() => Math.floor(Date.now() / STEP) + 1, { timeout: 2 * STEP }).toBeGreaterThanOrEqual(unused)
  const step = Math.max(unused, Math.floor(Date.now() / STEP))
  used.set(login, step)
  return totpAt(secret, (step * STEP) as Instant)
}

async function signIn(login: string): Promise<void> {
  const person = city.person(login)
  await page.goto('/sign-in')
  await page.locator('input[autocomplete="username"]').fill(person.login)
  await page.locator('input[autocomplete="current-password"]').fill(person.password)
  await page.locator('input.one-time').fill(await oneTimePassword(login, person.totpSecret!))
  await page.keyboard.press('Enter')
  await page
    .waitForURL((url) => url.pathname !== '/sign-in')
    .catch(async (error: unknown) => {
      throw new Error(`${login}: ${error} ${await page.locator('body').textContent()}`)
    })
  await takeKey('staff')
}

async function openForm(): Promise<void> {
  await page.goto('/entry?kind=person')
  await inputs().first().waitFor()
  await settled(page)
}

const inputs = () => page.locator('form.entry-form .entry-field > input[type=text]')

async function fill(number: string): Promise<void> {
  await inputs().nth(0).fill(number)
  await inputs().nth(1).fill(NAME)
  await page.locator('#entry-ground').fill(GROUND)
  await keeps(number, NAME, GROUND)
}

/** The key of whoever is signed in, asked for while the server can be reached. */
let key = ''

async function takeKey(realm: 'staff' | 'operator'): Promise<void> {
  key = await page.evaluate<string>(`(async () => {
    const who = await (await fetch('/api/whoami?realm=${realm}')).json()
    const headers = { 'content-type': 'application/json', 'x-quanyi-csrf': who.csrf, 'x-quanyi-realm': '${realm}' }
    const answer = await fetch('/api/draft-key', { method: 'POST', headers, body: JSON.stringify({ realm: '${realm}' }) })
    return (await answer.json()).key
  })()`)
}

/** 已存下：what was typed is sealed on the machine a moment later; each of these words as often as it stands here. */
async function keeps(...typed: readonly string[]): Promise<void> {
  const often = (text: string) => typed.map((word) => text.split(word).length - 1)
  const wanted = often(typed.join(' '))
  await expect.poll(async () => (await opened()).some((row) => often(row).every((n, i) => n >= wanted[i]!))).toBe(true)
}

/** 本页装了哪些文件；离了服务器还打得开的有哪些：those of this page, once all of them are there. */
const loadedFiles = () =>
  page.evaluate<string[]>(
    `[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))].filter((path) => path.startsWith('/assets/')).sort()`,
  )

async function keptFiles(): Promise<readonly string[]> {
  const kept = await page.evaluate<string[]>(`(async () => {
    const all = []
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname)
    return all
  })()`)
  return (await loadedFiles()).filter((path) => kept.includes(path))
}

/** Whatever this origin keeps on the machine, as text: bytes are read as letters too. */
function everythingKept(): Promise<{ rows: number; text: string }> {
  return page.evaluate(`(async () => {
    const db = await new Promise((ok, no) => { const r = indexedDB.open('quanyi-drafts'); r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error) })
    const rows = await new Promise((ok, no) => { const r = db.transaction('sealed').objectStore('sealed').getAll(); r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error) })
    const read = (bytes) => new TextDecoder().decode(bytes) + new TextDecoder('utf-16le').decode(bytes)
    const text = rows.map(({ id, owner, iv, body }) => [id, owner, read(iv), read(body)].join(' ')).join(' ')
    return { rows: rows.length, text: text + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) }
  })()`)
}

/** The kept rows that the key of whoever is signed in opens, in plain text. */
function opened(): Promise<readonly string[]> {
  return page.evaluate(`(async () => {
    const raw = Uint8Array.from(atob('${key}'), (sign) => sign.charCodeAt(0))
    const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
    const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode('seal') }, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
    const db = await new Promise((ok) => { const r = indexedDB.open('quanyi-drafts'); r.onsuccess = () => ok(r.result) })
    const rows = await new Promise((ok) => { const r = db.transaction('sealed').objectStore('sealed').getAll(); r.onsuccess = () => ok(r.result) })
    const opened = []
    for (const { iv, body } of rows)
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, body).then((plain) => opened.push(new TextDecoder().decode(plain)), () => undefined)
    return opened
  })()`)
}

/** How many submissions have been made of this number: their receipts know its last four, and these are one of each. */
async function submissionsOf(number: string): Promise<number> {
  const { vault } = city.house
  return city.house.app.transaction({}, async (trx) => {
    const rows = await trx.rows<{ submission_id: string; revision: number; second_facts: Buffer[] }>(
      'select submission_id, revision, second_facts from desk.receipt order by issued_at desc limit 50',
    )
    const four = number.slice(-4)
    return rows.filter(({ submission_id, revision, second_facts }) =>
      second_facts.some((one) => one.equals(vault.digest(`receipt-second:${submission_id}:${revision}:${four}`))),
    ).length
  })
}

async function tabTo(selector: string): Promise<void> {
  for (let pressed = 0; pressed < 90; pressed++) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}
