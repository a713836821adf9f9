import { hash } from 'node:crypto'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { allEmployers } from '../ledger/lookup-store.js'
import { highestPlace } from '../ledger/sequence-store.js'
import { type AdHoc, madeOf } from './ad-hoc-store.js'
import { adHocTable, type ToldTable, TooFine } from './ad-hoc-table.js'
import { shapeOf } from './ad-hoc-vocabulary-service.js'
import { catalogueFor } from './catalogue-service.js'
import type { Cell } from './cells.js'
import { NO_EMPLOYER } from './dimensions.js'
import { measured, type Tick } from './measure-service.js'
import type { StatisticsPorts } from './ports.js'
import { tooFine, tooManyBeside } from './refusals-ad-hoc.js'
import { regularTables } from './regular-service.js'

/** 一次统计所得。 */
export interface Counted {
  readonly catalogue: string
  readonly cutoff: number
  readonly least: number
  readonly cells: readonly Cell[]
  readonly told: readonly string[]
  readonly digest: string
}

/**
 * 统计。One pass over everybody under the verify role, which can only read, and what comes of it audited beside all tables of
 * the same indicator and month: those that were made ad hoc by whomever, and the regular ones, made or not.
 */
export async function countAdHoc(ports: StatisticsPorts, one: AdHoc, tick: Tick): Promise<Counted> {
  const { app, setting, vault, verify } = ports
  const { measure } = one.request
  const month = parsePeriod(one.request.month)
  const catalogue = await catalogueFor(ports, month, measure)
  const [cutoff, employers, made] = await app.transaction({}, async (trx) => [
    (await highestPlace(trx)) + 1,
    await allEmployers(trx),
    await madeOf(trx, vault, measure, month),
  ])
  const types = new Map(employers.map(({ employerId, employerType }) => [employerId, employerType]))
  const agencies = new Set(ports.agencies().map(({ code }) => code))
  const typeOf = (employerId: string) => types.get(employerId) ?? NO_EMPLOYER
  const figures = await measured(verify, { topics: [measure], month, catalogue, cutoff, agencies, typeOf }, tick)
  const cube = figures.get(measure)!
  const counts = catalogue.indicators.find(({ id }) => id === measure)?.unit !== 'fen'
  const least = setting('business.statistic-least')
  const regular = [...(await regularTables(ports, cube, least, counts)).values()].map(({ told }) => told)
  const before = [...regular, ...made.map((other) => toldOf(ports, other))]
  const limits = { least, cells: setting('business.ad-hoc-cells'), groups: setting('business.ad-hoc-groups') }
  const { cells, told } = tableOf(cube, shapeOf(ports, one.agency, one.request), before, limits, counts)
  return { catalogue: catalogue.version, cutoff, least, cells, told, digest: digestOf(one, cells) }
}

function tableOf(
  ...[cube, shape, before, limits, counts]: Parameters<typeof adHocTable>
): ReturnType<typeof adHocTable> {
  try {
    return adHocTable(cube, shape, before, limits, counts)
  } catch (error) {
    if (!(error instanceof TooFine)) throw error
    const { what, wanted, most } = error
    throw new Refusal(what === 'cells' ? tooFine : tooManyBeside, { wanted, most })
  }
}

function toldOf(ports: StatisticsPorts, { agency, request, result }: AdHoc): ToldTable {
  return { shape: shapeOf(ports, agency, request), told: new Set(result!.told) }
}

function digestOf({ serial, request }: AdHoc, cells: readonly Cell[]): string {
  const lines = cells.map(({ insurance, agency, age, kind, sex, employerType, count = '', amount = '' }) =>
    [insurance, agency, age, kind, sex, employerType, count, amount].join('|'),
  )
  return hash('sm3', [serial, JSON.stringify(request), ...lines.sort()].join('\n'), 'hex')
}
