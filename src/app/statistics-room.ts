import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCatalogues } from '../statistics/catalogue.js'
import { ExportJobService } from '../statistics/export-job-service.js'
import type { StatisticsPorts } from '../statistics/ports.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import type { Rooms } from './rooms.js'
import { random } from './secrets.js'

/** 统计之室，接好线的，and its job. */
export interface StatisticsRoom {
  readonly ports: StatisticsPorts
  /** Until no export waits to be made. */
  readonly settle: () => Promise<void>
  start(): void
  stop(): Promise<void>
}

const SWEEP_MS = 5000

export async function openStatistics(house: Foundation, { gate, rules, collection }: Rooms): Promise<StatisticsRoom> {
  const { app, verify, vault, sealer, alarm } = house
  const { clock, ids, setting, staffNames } = collection
  const catalogues = readCatalogues(await readFile(join(ROOT, 'policies', 'statistics', 'catalogue.yaml'), 'utf8'))
  const ports: StatisticsPorts = {
    ...{ app, verify, gate, sealer, vault, clock, ids, setting, staffNames, catalogues, alarm, random },
    agencies: () => rules.agencies,
    wake: () => void advance(),
  }
  const jobs = new ExportJobService(ports)
  const advance = () =>
    jobs.advance().catch((error: unknown) => alarm(`the exports could not be made: ${String(error)}`))
  let timer: NodeJS.Timeout | undefined
  return {
    ports,
    settle: () => jobs.advance(),
    start: () => {
      timer = setInterval(() => void advance(), SWEEP_MS)
    },
    stop: async () => {
      clearInterval(timer)
      await advance()
    },
  }
}
