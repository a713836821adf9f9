import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { type Catalogue, catalogueAt } from './catalogue.js'
import { cataloguesNow } from './indicator-store.js'
import type { StatisticsPorts } from './ports.js'
import { monthNotOver, noCatalogue } from './refusals.js'
import type { Topic } from './topics.js'

type Needs = Pick<StatisticsPorts, 'app' | 'clock' | 'catalogues'>

/** 历版口径：shipped, and agreed by case. */
export function cataloguesOf({ app, catalogues }: Needs): Promise<Catalogue[]> {
  return app.transaction({}, (trx) => cataloguesNow(trx, catalogues))
}

/** 当月的口径，which has to hold the indicator; refuses a month that has not begun. */
export async function catalogueFor(ports: Needs, month: Period, topic: Topic, trx?: Trx): Promise<Catalogue> {
  if (month > periodOfDay(ports.clock.today())) throw new Refusal(monthNotOver, { month })
  const versions = trx === undefined ? cataloguesOf(ports) : cataloguesNow(trx, ports.catalogues)
  const catalogue = catalogueAt(await versions, month)
  if (!catalogue?.indicators.some(({ id }) => id === topic)) throw new Refusal(noCatalogue, { month })
  return catalogue
}
