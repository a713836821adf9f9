import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { CHECKED, LOOKS, NEW_STATEMENT, RECORD, STATEMENTS, WHO, WHY } from './shots/answers.mjs'
import { DIFFERENCE, ESTIMATE } from './shots/estimate.mjs'

/**
 * 截图。Serves dist/web with a page's real headers, answers /api from made-up data, and takes a picture of each public
 * screen at two widths in two languages, into dist/shots. `node scripts/shots.mjs record why` takes only those.
 */
const ROOT = resolve(import.meta.dirname, '..')
const WEB = join(ROOT, 'dist/web')
const OUT = join(ROOT, 'dist/shots')
const KINDS = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } }
const NOT_SIGNED_IN = { status: 403, body: { code: 'session.missing', message: '请先登录。', facts: {} } }

const SHOTS = [
  { name: 'sign-in', path: '/sign-in', out: true },
  {
    ...{ name: 'sign-in-failed', path: '/sign-in', out: true },
    act: async (page) => {
      await page.locator('input[autocomplete=username]').first().fill('999900199403089972')
      await page.locator('input[type=password]').first().fill('wrong-password')
      await page.locator('button[type=submit]').first().click()
      await page.locator('[role=alert]').first().waitFor()
    },
  },
  {
    ...{ name: 'activate', path: '/activate', out: true },
    act: (page) => page.locator('input[autocomplete=new-password]').first().fill('short1'),
  },
  { name: 'record', path: '/record', whole: true },
  {
    ...{ name: 'as-of', path: '/record' },
    act: (page) => page.locator('.as-of-line button').first().click(),
  },
  {
    ...{ name: 'chart-table', path: '/record' },
    act: async (page) => {
      await page.locator('.chart').waitFor()
      await page.locator('.section-head .ant-segmented-item').nth(1).click()
      await page.locator('.points').scrollIntoViewIfNeeded()
    },
  },
  {
    ...{ name: 'not-connected', path: '/record' },
    act: async (page) => {
      await page.locator('.section .scroll-x .ant-segmented-item').nth(3).click()
      await page.locator('.section .scroll-x').first().scrollIntoViewIfNeeded()
    },
  },
  {
    ...{ name: 'why', path: '/record' },
    act: async (page) => {
      await page.locator('.months .figure').nth(1).click()
      await page.locator('.node-parts').first().waitFor()
    },
  },
  {
    ...{ name: 'why-open', path: '/record' },
    act: async (page) => {
      await page.locator('.months .figure').nth(1).click()
      await page.locator('.plain-link').click()
      await page.locator('.voucher').waitFor()
    },
  },
  {
    ...{ name: 'why-changed', path: '/record' },
    act: async (page) => {
      await page.locator('.months .figure').nth(1).click()
      await page.locator('.reasons .ant-segmented-item').nth(1).click()
      await page.locator('.moments button[type=submit]').click()
      await page.locator('.difference').waitFor()
    },
  },
  { name: 'estimate', path: '/estimate', whole: true },
  {
    ...{ name: 'estimate-print', path: '/estimate', whole: true },
    act: (page) => page.emulateMedia({ media: 'print' }),
  },
  { name: 'looks', path: '/looks', whole: true },
  {
    ...{ name: 'statement', path: '/statement', whole: true },
    act: async (page) => {
      await page.locator('.issue-form button').click()
      await page.locator('.ready').waitFor()
    },
  },
  { name: 'verify', path: '/verify', out: true },
  { name: 'verify-qr', path: '/v/1ABCDEFGHJKMNPQRSTVWXYZ234', out: true },
  {
    ...{ name: 'verified', path: '/v/1ABCDEFGHJKMNPQRSTVWXYZ234', out: true, whole: true },
    act: async (page) => {
      await page.locator('input').fill('9972')
      await page.locator('button[type=submit]').click()
      await page.locator('.result').waitFor()
    },
  },
  {
    ...{ name: 'verify-unknown', path: '/v/1ABCDEFGHJKMNPQRSTVWXYZ234', out: true },
    act: async (page) => {
      await page.locator('input').fill('0000')
      await page.locator('button[type=submit]').click()
      await page.locator('.result').waitFor()
    },
  },
  { name: 'failed', path: '/looks', broken: true },
  { name: 'not-found', path: '/nowhere' },
]

const wanted = process.argv.slice(2)
const shots = wanted.length === 0 ? SHOTS : SHOTS.filter(({ name }) => wanted.includes(name))
const server = createServer(serve).listen(0, '127.0.0.1')
await new Promise((done) => server.once('listening', done))
const origin = `http://127.0.0.1:${server.address().port}`
mkdirSync(OUT, { recursive: true })
const browser = await launch()
let complaints = 0
for (const shot of shots)
  for (const size of Object.keys(SIZES)) for (const language of ['zh', 'en']) await take(shot, size, language)
await browser.close()
server.close()
process.exitCode = complaints === 0 ? 0 : 1

async function take(shot, size, language) {
  const context = await browser.newContext({ viewport: SIZES[size], deviceScaleFactor: 1, hasTouch: size === 'phone' })
  await context.addInitScript((chosen) => localStorage.setItem('quanyi-language', chosen), language)
  const page = await context.newPage()
  const where = `${shot.name}-${size}-${language}`
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().includes('Failed to load resource')) return
    complaints++
    console.error(`${where}: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    complaints++
    console.error(`${where}: ${error.message}`)
  })
  await page.route('**/api/**', (route) => {
    const { status = 200, body } = answer(new URL(route.request().url()).pathname, route.request(), shot)
    return route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) })
  })
  try {
    await page.goto(origin + shot.path, { waitUntil: 'networkidle' })
    if (shot.act) await shot.act(page)
    await page.waitForTimeout(700)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) {
      complaints++
      console.error(`${where}: ${over} pixels too wide`)
    }
    await page.screenshot({ path: join(OUT, `${where}.png`), fullPage: shot.whole === true })
  } catch (error) {
    complaints++
    console.error(`${where}: ${error.message.split('\n')[0]}`)
    await page.screenshot({ path: join(OUT, `${where}.png`) })
  }
  await context.close()
}

function answer(path, request, { out, broken }) {
  if (path === '/api/whoami') {
    const isMine = request.url().includes('realm=citizen')
    return out || !isMine ? NOT_SIGNED_IN : { body: WHO.citizen }
  }
  if (broken) return { status: 500, body: {} }
  const writes = request.method() === 'POST'
  if (path === '/api/sign-in') {
    return {
      status: 403,
      body: { code: 'sign-in.failed', message: '账号、密码或动态口令不正确，请核对后再试，或到窗口办理。', facts: {} },
    }
  }
  if (path === '/api/my/record') return { body: RECORD }
  if (path === '/api/my/record/figure') return { body: WHY }
  if (path === '/api/my/record/difference') return { body: DIFFERENCE }
  if (path === '/api/my/estimate') return { body: ESTIMATE }
  if (path === '/api/my/estimate/explanation') return { body: WHY }
  if (path === '/api/my/looks') return { body: LOOKS }
  if (path === '/api/my/statements') return { body: writes ? NEW_STATEMENT : STATEMENTS }
  if (path === '/api/check') return { body: request.postData().includes('0000') ? { state: 'unknown' } : CHECKED }
  return { status: 404, body: { code: 'missing', message: path, facts: {} } }
}

function serve(request, response) {
  const { pathname } = new URL(request.url, 'http://local')
  const asked = join(WEB, pathname)
  const file = pathname.startsWith('/assets/') && existsSync(asked) ? asked : join(WEB, 'public.html')
  const nonce = randomBytes(16).toString('base64')
  const body = readFileSync(file)
  response.setHeader('content-type', KINDS[extname(file)] ?? 'application/octet-stream')
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self'; frame-src blob:; base-uri 'none'`,
  )
  response.end(extname(file) === '.html' ? body.toString().replaceAll('__NONCE__', nonce) : body)
}

async function launch() {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const { chromium: driver } = await import('playwright-core')
  const executablePath = process.env.CHROME_PATH ?? (await chromium.executablePath())
  // The package's own flags are for a server of one process, which goes with its first page.
  return driver.launch({ executablePath, args: ['--no-sandbox'], headless: true, env: { ...process.env, ...fonts() } })
}

/** The machine may have no Chinese font; the packages have. */
function fonts() {
  const places = ['noto-sans-sc', 'noto-sans-jp'].map((name) => join(ROOT, 'node_modules/@expo-google-fonts', name))
  const dirs = places.map((place) => `<dir>${place}</dir>`).join('')
  const prefer = '<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>'
  const cache = `<cachedir>${join(OUT, 'font-cache')}</cachedir>`
  const file = join(OUT, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${dirs}${cache}${prefer}</fontconfig>`)
  return { FONTCONFIG_PATH: OUT, FONTCONFIG_FILE: file }
}
