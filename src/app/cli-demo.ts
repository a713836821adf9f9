import { Refusal } from '../kernel/refusal.js'
import { channelDemoRoutes, demoDigits } from './demo/channel-demo.js'
import { DEMO_CITY, inventCity } from './demo/city.js'
import { cityOfRelease, DEMO_AREA } from './demo/city-of-release.js'
import { discardOther } from './demo/discard-other.js'
import { feedRoutes } from './demo/feed-routes.js'
import { report, welcome } from './demo/greeting.js'
import { loadCity } from './demo/load-city.js'
import { demoCode, demoPeople } from './demo/people.js'
import { sampleRoutes } from './demo/sample-routes.js'
import { tamper } from './demo/tamper.js'
import { openFoundation, openGround } from './foundation.js'
import { checkPorts } from './ground-check.js'
import { migrateHouse } from './migrate-house.js'
import { serve } from './serve.js'
import { readSettings, type Settings } from './settings.js'
import { wrongOption } from './start-refusals.js'

/** 示例城：start, load what is not yet loaded, serve, and print who can do what. */
export async function runDemo(args: readonly string[]): Promise<number> {
  const settings = readSettings(process.env, true)
  const [what, ...rest] = args
  if ((what === 'tamper' || what === 'code') && rest.length === 0) {
    throw new Refusal(wrongOption, { command: 'demo', said: what })
  }
  if (what === 'tamper') return runTamper(settings, rest.join(' '))
  if (what === 'code') return runCode(settings, rest[0] ?? '')
  await discardOther(settings, await cityOfRelease())
  const house = await openFoundation(settings)
  try {
    if (what !== 'load') await checkPorts(settings)
    await migrateHouse(house)
    const began = Date.now()
    const people = await loadCity(house, (says, done, total) => report(says, done, total, began))
    if (what === 'load') return 0
    const served = await serve(house, async (app, { book }, channels) => {
      const city = inventCity(DEMO_CITY, book.area(DEMO_AREA))
      await sampleRoutes(app, city)
      await channelDemoRoutes(app, channels.ports, people, house.secrets.keys.desk)
      await feedRoutes(app, city, house.place.keys, settings.clock)
    })
    welcome(served.publicAddress, served.staffAddress, people, settings, (person) =>
      demoDigits(house.secrets.keys.desk, person),
    )
    await untilStopped()
    console.log('正在停下…')
    await served.close()
    return 0
  } finally {
    await house.close()
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

async function runTamper(settings: Settings, sql: string): Promise<number> {
  const ground = await openGround(settings, true)
  try {
    const touched = await tamper(ground.secrets.demo, ground.adminUrl, sql)
    console.log(`已以超级用户身份执行，触发器全部停用；触及 ${touched.join('、')} 行。现在运行 quanyi verify --demo。`)
    return 0
  } finally {
    await ground.stop()
  }
}

async function runCode(settings: Settings, login: string): Promise<number> {
  const ground = await openGround(settings, true)
  await ground.stop()
  console.log(demoCode(demoPeople(await cityOfRelease(), ground.secrets.keys.desk), login, settings.clock.now()))
  return 0
}
