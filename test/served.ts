import { mkdir, rm } from 'node:fs/promises'
import { systemClock } from '../src/app/clock.js'
import { channelDemoRoutes } from '../src/app/demo/channel-demo.js'
import { type CitySize, DEMO_CITY } from '../src/app/demo/city.js'
import { loadCity } from '../src/app/demo/load-city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { type Foundation, openFoundation } from '../src/app/foundation.js'
import { migrateHouse } from '../src/app/migrate-house.js'
import { type Served, serve } from '../src/app/serve.js'
import { freePort } from '../src/db/embedded.js'
import type { Clock } from '../src/kernel/clock.js'
import { clusterHome } from './cluster-home.js'

/** 开着门的示例城：a whole installation of its own, database and keys and trees, with a small city loaded, on free ports. */
export interface ServedCity {
  readonly house: Foundation
  readonly served: Served
  readonly people: readonly DemoPerson[]
  readonly publicUrl: string
  readonly staffUrl: string
  person(login: string): DemoPerson
  close(): Promise<void>
}

export const SMALL_CITY: CitySize = { ...DEMO_CITY, employers: 5, lives: 24 }

let opened = 0

export async function serveCity(size: CitySize = SMALL_CITY, clock: Clock = systemClock): Promise<ServedCity> {
  const home = clusterHome(`served-${process.pid}-${opened++}`)
  await mkdir(home, { recursive: true, mode: 0o711 })
  const [port, staffPort] = [await freePort(), await freePort()]
  const [publicUrl, staffUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${staffPort}`]
  const settings = {
    ...{ demo: true, home, databaseUrl: undefined, host: '127.0.0.1', port, staffPort, domain: 'quanyi.example' },
    ...{ publicUrl, staffUrl, secureCookies: false, staffZones: [], clock },
  }
  const house = await openFoundation(settings)
  await migrateHouse(house)
  const people = await loadCity(house, () => undefined, size)
  const served = await serve(house, (app, _rules, { ports }) =>
    channelDemoRoutes(app, ports, people, house.secrets.keys.desk),
  )
  return {
    ...{ house, served, people },
    publicUrl,
    staffUrl,
    person: (login) => {
      const found = people.find((person) => person.login === login)
      if (found === undefined) throw new Error(`nobody signs in as ${login}`)
      return found
    },
    close: async () => {
      await served.close()
      await house.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
