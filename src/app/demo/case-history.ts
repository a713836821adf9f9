import { createHash } from 'node:crypto'
import type { Day } from '../../kernel/day.js'
import { fen } from '../../kernel/money.js'
import { type Period, parsePeriod } from '../../kernel/period.js'
import type { Fact } from '../../ledger/fact.js'
import type { City } from './city.js'
import { EAST } from './employers.js'
import type { DemoLife } from './lives.js'

/** 导入的历史：facts of before this system, posted as they came, not collected. A contradiction among them stays, as a doubt. */
export interface History {
  readonly life: DemoLife
  readonly month: Period
  readonly facts: (personId: string, place: { agency: string; area: string }) => Fact[]
}

export const IMPORTED_SINCE = parsePeriod('2024-01')

/** 一位早年退休、个人账户将尽的老人，and a death that contradicts what was paid after it. */
export function historiesIn(city: City, month: Period): History[] {
  const { cases, size } = city
  if (cases === undefined) return []
  const pensioner = cases.alone.find(({ key }) => key === 'imported')
  const found: History[] = []
  if (pensioner !== undefined) found.push({ life: pensioner, month: IMPORTED_SINCE, facts: pensionerFacts })
  const contradicted = cases.workers.find(({ key }) => key === 'contradicted')
  if (contradicted !== undefined) {
    const day = '2023-12-09' as Day
    found.push({ life: contradicted, month: size.through, facts: (personId, place) => [deathOf(personId, place, day)] })
  }
  return found.filter((history) => history.month === month)
}

function deathOf(personId: string, place: { agency: string; area: string }, day: Day): Fact {
  return { ...place, personId, kind: 'lifeEvent', line: 1, event: 'death', day, document: '历史数据导入' }
}

function pensionerFacts(personId: string, place: { agency: string; area: string }): Fact[] {
  const common = { ...place, personId, insurance: '110' }
  const determined = (line: number, item: string, yuan: number): Fact => ({
    ...{ ...common, kind: 'benefitDetermination', line, benefitKind: 'retirement', item, variant: 'man' },
    ...{ eventMonth: parsePeriod('2005-02'), fromMonth: parsePeriod('2005-03'), periodic: true },
    ...{ amount: fen(yuan * 100), provisional: false, document: '历史数据导入' },
  })
  return [
    { ...common, kind: 'openingBalance', line: 1, year: 2023, balance: fen(3_420_000), actualMonths: 246 },
    determined(2, 'basicPension', 1_850),
    determined(3, 'accountPension', 1_000),
  ]
}

export function digestOf(facts: readonly Fact[]): Buffer {
  return createHash('sm3').update(JSON.stringify(facts)).digest()
}

export const HISTORY_AGENCY = EAST
