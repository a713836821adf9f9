import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findAccount } from '../access/account-store.js'
import { postsNow } from '../access/grant-service.js'
import { readCatalogues } from '../statistics/catalogue.js'
import { ExportJobService } from '../statistics/export-job-service.js'
import type { StaffNow, StatisticsPorts } from '../statistics/ports.js'
import { StatisticJobService } from '../statistics/statistic-job-service.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import type { Rooms } from './rooms.js'
import { random } from './secrets.js'

/** 统计之室，接好线的，and its job. */
export interface StatisticsRoom {
  readonly ports: StatisticsPorts
  /** Until no export and no statistic waits to be made. */
  readonly settle: () => Promise<void>
  start(): void
  stop(): Promise<void>
}

const SWEEP_MS = 5000
/** What is ready by then is answered at once. */
const MOMENT_MS = 1500
const CATALOGUE = 'statistics/catalogue.yaml'

export async function openStatistics(house: Foundation, { gate, rules, collection }: Rooms): Promise<StatisticsRoom> {
  const { app, verify, vault, sealer, alarm } = house
  const { clock, ids, setting, staffNames } = collection
  // What was posted at the installation stands; a later release does not change it, only a case does.
  const posted = rules.texts.find(({ path }) => path === CATALOGUE)?.text
  const catalogues = readCatalogues(posted ?? (await readFile(join(ROOT, 'policies', CATALOGUE), 'utf8')))
  const ports: StatisticsPorts = {
    ...{ app, verify, gate, sealer, vault, clock, ids, setting, staffNames, catalogues, alarm, random },
    agencies: () => rules.agencies,
    staffNow: (accountId) => staffNow(house, accountId),
    codes: (list) => rules.standard.standard.lists[list]?.values ?? {},
    wake: () => void advance(),
    moment: () => Promise.race([advance(), pause(MOMENT_MS, undefined, { ref: false })]),
  }
  const [exports, statistics] = [new ExportJobService(ports), new StatisticJobService(ports)]
  const settle = () => Promise.all([exports.advance(), statistics.advance()]).then(() => undefined)
  const advance = () => settle().catch((error: unknown) => alarm(`the statistics could not be made: ${String(error)}`))
  let timer: NodeJS.Timeout | undefined
  return {
    ports,
    settle,
    start: () => {
      timer = setInterval(() => void advance(), SWEEP_MS)
    },
    stop: async () => {
      clearInterval(timer)
      statistics.halt()
      await advance()
    },
  }
}

/** 此刻在岗的账户；nothing where it was closed or has no post. */
async function staffNow({ app, settings }: Foundation, accountId: string): Promise<StaffNow | undefined> {
  return app.transaction({}, async (trx) => {
    const account = await findAccount(trx, accountId)
    if (account?.realm !== 'staff' || account.state === 'blocked' || account.agency === null) return undefined
    const posts = await postsNow(trx, account, settings.clock.today())
    return { personId: account.person_id, agency: account.agency, posts }
  })
}
