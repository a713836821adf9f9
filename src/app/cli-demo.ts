import { hash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { paperFiles } from '../archive/paper-files.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { loadPolicyBook } from '../policy/book.js'
import { type CitySize, cityDigest, DEMO_CITY, inventCity } from './demo/city.js'
import { loadDemoCity, type Say } from './demo/load.js'
import { type DemoPerson, demoCode, demoPeople, printPeople } from './demo/people.js'
import { demoSample } from './demo/sample.js'
import { tamper } from './demo/tamper.js'
import { type Foundation, openFoundation, openGround, openRole, postingOf } from './foundation.js'
import { migrateHouse } from './migrate-house.js'
import { openPlace, ROOT } from './place.js'
import { shippedTexts } from './release.js'
import { openRooms } from './rooms.js'
import { rulesInForce } from './rules-in-force.js'
import { serve } from './serve.js'
import { readSettings, type Settings } from './settings.js'

const DEMO_AREA = '999900'

/** 示例城：start, load what is not yet loaded, serve, and print who can do what. */
export async function runDemo(args: readonly string[]): Promise<number> {
  const settings = readSettings(process.env, true)
  const [what, ...rest] = args
  if (what === 'tamper') return runTamper(settings, rest.join(' '))
  if (what === 'code') return runCode(settings, rest[0] ?? '')
  await discardOther(settings)
  const house = await openFoundation(settings)
  try {
    await migrateHouse(house)
    const began = Date.now()
    const people = await loadCity(house, (says, done, total) => report(says, done, total, began))
    if (what === 'load') return 0
    const served = await serve(house, (app) => demoRoutes(app, house))
    welcome(served.publicAddress, served.staffAddress, people, settings)
    await untilStopped()
    console.log('正在停下…')
    await served.close()
    return 0
  } finally {
    await house.close()
  }
}

/**
 * 换版即重来：the demo's data were made by one set of migrations and one city; with others they are thrown away and made
 * anew. Nothing but the demo's own folder is ever thrown away.
 */
async function discardOther(settings: Settings): Promise<void> {
  const texts = (await shippedTexts(ROOT)).filter(({ kind }) => kind === 'parameters')
  const city = cityDigest(inventCity(DEMO_CITY, loadPolicyBook(texts).area(DEMO_AREA)))
  const folder = join(ROOT, 'migrations')
  const migrations = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name))))
  const version = hash('sm3', Buffer.concat([Buffer.from(city), ...migrations]), 'hex')
  const place = await openPlace('demo', settings.home)
  const marker = join(place.home, 'demo-version')
  const made = await readFile(marker, 'utf8').catch(() => undefined)
  if (made !== undefined && made !== version) {
    console.log('示例数据出自另一版本，重新生成 / The demo data belong to another version and are made anew')
    const ground = await openGround(settings).catch(() => undefined)
    await ground?.stop()
    await rm(place.home, { recursive: true, force: true })
    await openPlace('demo', settings.home)
  }
  await writeFile(marker, version)
}

/** 载入：the history goes through the real rooms, over connections that do not wait for the disk. */
export async function loadCity(house: Foundation, say: Say, size?: CitySize): Promise<DemoPerson[]> {
  const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
  const unhurried = '-c synchronous_commit=off'
  const [app, post] = [openRole(house, 'quanyi_app', 8, unhurried), openRole(house, 'quanyi_post', 8, unhurried)]
  try {
    const { collection, accounts } = openRooms({ ...house, app, post, posting: postingOf({ ...house, post }) }, rules)
    const people = await loadDemoCity(
      {
        ...{ collection, accounts, post },
        papers: paperFiles(house.place.papers),
        postingAt: (now) => postingOf({ ...house, post }, now),
        demoKey: house.secrets.keys.desk,
        progress: progressFile(house),
      },
      say,
      size,
    )
    await post.transaction({}, (trx) => trx.rows('select 1'))
    return people
  } finally {
    await app.close()
    await post.close()
  }
}

function progressFile({ place }: Foundation) {
  const path = join(place.home, 'demo-city')
  return {
    read: () => readFile(path, 'utf8').catch(() => undefined),
    write: (text: string) => writeFile(path, text),
  }
}

function report(says: string, done: number, total: number, began: number): void {
  const share = Math.round((100 * done) / total)
  const left = done === 0 ? '' : `，约余 ${Math.round(((Date.now() - began) * (total - done)) / done / 1000)} 秒`
  if (process.stdout.isTTY) process.stdout.write(`\r${says}  ${share}%${done === total ? '        \n' : left}   `)
  else if (done === total || done % 12 === 0) console.log(`${says}  ${share}%${done === total ? '' : left}`)
}

/** The newcomer's files, made in memory: nothing that names a person is left on the disk in clear. */
async function demoRoutes(app: FastifyInstance, house: Foundation): Promise<void> {
  const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
  const city = inventCity(DEMO_CITY, rules.book.area(DEMO_AREA))
  app.get('/demo/samples/:what', { schema: { hide: true } }, async (request, reply) => {
    const { what } = request.params as { what: string }
    const { month = DEMO_CITY.through } = request.query as { month?: string }
    const period: Period = parsePeriod(month)
    const [, kind, employer] = /^(filing|levy)-(\d)$/.exec(what) ?? []
    const asked =
      kind === 'filing'
        ? { kind: 'filing' as const, employer: Number(employer), month: period }
        : { kind: 'levy' as const, employer: employer === undefined ? undefined : Number(employer), month: period }
    const { fileName, bytes } = demoSample(city, asked)
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .type(
        fileName.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
      )
      .send(bytes)
  })
}

function welcome(
  publicAddress: string,
  staffAddress: string,
  people: readonly DemoPerson[],
  { clock }: Settings,
): void {
  console.log(`
示例市已开门（一切人和单位均为虚构）/ The demo city is open (everybody in it is invented)

  公众 Public   ${publicAddress}        参保人、用人单位、核验证明
  经办 Staff    ${staffAddress}        采集、审核、窗口查询、监督
  接口 API      ${publicAddress}/api/openapi.json

  亲手办一遍主要业务 / The main job by hand, month ${DEMO_CITY.through}:
    1. 青禾软件的经办人（operator-2）登录公众端，上传 ${publicAddress}/demo/samples/filing-2
    2. 初审（east-first）、复核（east-recheck）登录经办端，依次通过
    3. 前台采集（east-desk）上传征收结果 ${publicAddress}/demo/samples/levy-2 ，再由初审、复核通过
    4. 参保人（李晓萍）登录，逐个点开数字，看到凭证
    5. npm run quanyi -- demo tamper "update …"   任改一行，如实缴金额加一分
       npm run quanyi -- verify --demo

${printPeople(people, clock.now())}

  动态口令随时可问 / One-time passwords: npm run quanyi -- demo code 登录名
  按 Ctrl+C 停下 / Ctrl+C to stop
`)
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

async function runTamper(settings: Settings, sql: string): Promise<number> {
  const ground = await openGround(settings)
  try {
    const touched = await tamper(ground.secrets.demo, ground.adminUrl, sql)
    console.log(`已以超级用户身份执行，触发器全部停用；触及 ${touched.join('、')} 行。现在运行 quanyi verify --demo。`)
    return 0
  } finally {
    await ground.stop()
  }
}

async function runCode(settings: Settings, login: string): Promise<number> {
  const ground = await openGround(settings)
  await ground.stop()
  const texts = (await shippedTexts(ROOT)).filter(({ kind }) => kind === 'parameters')
  const city = inventCity(DEMO_CITY, loadPolicyBook(texts).area(DEMO_AREA))
  console.log(demoCode(demoPeople(city, ground.secrets.keys.desk), login, settings.clock.now()))
  return 0
}
