import { createHash } from 'node:crypto'
import { type Fen, fen } from '../../kernel/money.js'
import { monthsBetween, type Period, parsePeriod, yearOf } from '../../kernel/period.js'
import type { AreaPolicy } from '../../policy/area.js'
import { type Cases, inventCases } from './case-lives.js'
import { Dice } from './dice.js'
import { type DemoEmployer, inventEmployers, type Span } from './employers.js'
import { type DemoLife, inventLives, type Spell } from './lives.js'

/** 示例市的规模。 */
export interface CitySize {
  readonly seed: string
  readonly employers: number
  readonly lives: number
  readonly from: Period
  readonly through: Period
  /** 是否带各条规则的例子；a city of this size has them unless told otherwise. */
  readonly cases?: boolean
  /** 是否演各幕（scenes.ts）；a city with cases has them unless told otherwise. */
  readonly scenes?: boolean
}

export const DEMO_CITY: CitySize = {
  seed: '示例市',
  employers: 100,
  lives: 1000,
  from: parsePeriod('2019-01'),
  through: parsePeriod('2026-10'),
}

/** 有例子的城市：grown enough that a few more people do not stand out. */
const LIVES_WITH_CASES = 500

/** 示例市：everything about it follows from its size, its seed and the published parameters. */
export interface City {
  readonly size: CitySize
  readonly area: AreaPolicy
  readonly employers: readonly DemoEmployer[]
  readonly lives: readonly DemoLife[]
  /** 各条规则的例子，in a city grown enough. */
  readonly cases?: Cases | undefined
}

export function inventCity(size: CitySize, area: AreaPolicy): City {
  const span: Span = { from: size.from, through: size.through }
  const months = monthsBetween(size.from, size.through) + 1
  const employers = inventEmployers(size.seed, size.employers, span, months)
  const lives = inventLives({ seed: size.seed, span, months, employers, area }, size.lives)
  const hasCases = size.cases ?? size.lives >= LIVES_WITH_CASES
  const cases = hasCases ? inventCases(size.seed, lives, employers.length, span) : undefined
  if (cases === undefined) return { size, area, employers, lives }
  const grown = { employers: [...employers, cases.employer], lives: [...lives, ...cases.workers] }
  return { size, area, cases, ...grown }
}

/** 城市的摘要：the same seed gives the same city, to the letter. */
export function cityDigest({ size, employers, lives }: City): string {
  return createHash('sm3').update(JSON.stringify({ size, employers, lives })).digest('hex')
}

/** 申报工资, in fen: what the person earned on average, so it stays for a contribution year and changes in July. */
export function wageIn({ size }: City, life: DemoLife, month: Period): Fen {
  const year = month.slice(5) < '07' ? yearOf(month) - 1 : yearOf(month)
  let wage = life.startingWage * 100
  const first = Math.max(yearOf(life.spells[0]!.from), yearOf(size.from))
  for (let y = first; y < year; y++) {
    const percent = new Dice(size.seed, 'rise', life.index, y).between(-1, 8)
    wage += Math.floor((wage * percent) / 10_000) * 100
  }
  return fen(wage)
}

export function worksIn({ from, through }: Spell, month: Period): boolean {
  return from <= month && (through === undefined || month <= through)
}
