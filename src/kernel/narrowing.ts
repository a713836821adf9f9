import type { Period } from './period.js'
import { INSURANCES, insuranceName, isInsurance } from './terms.js'

/**
 * 授权的险种与月份。How far a mandate goes beside the classes it names: only these insurances, only months from one through
 * another, both included. What is left out is not narrowed.
 */
export interface Narrowing {
  readonly insurances?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly through?: string | undefined
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const INSURANCE = 'insurance:'
const FROM = 'from:'
const THROUGH = 'through:'

/** 写在授权范围里的文字，in one order, each once: one narrowing has one writing. */
export function narrowingWords({ insurances = [], from, through }: Narrowing): string[] {
  return [
    ...INSURANCES.filter((code) => insurances.includes(code)).map((code) => `${INSURANCE}${code}`),
    ...(from === undefined ? [] : [`${FROM}${from}`]),
    ...(through === undefined ? [] : [`${THROUGH}${through}`]),
  ]
}

/** 是否收窄的文字，and none of a class or an act. */
export function isNarrowingWord(word: string): boolean {
  return word.includes(':')
}

/** 授权范围的文字 → 险种与月份；undefined where it goes over all. A word that cannot be read opens nothing: it never widens. */
export function narrowingOf(scope: string): Narrowing | undefined {
  const words = scope.split(',').filter(isNarrowingWord)
  if (words.length === 0) return undefined
  const after = (prefix: string) =>
    words.filter((word) => word.startsWith(prefix)).map((word) => word.slice(prefix.length))
  const [insurances, froms, throughs] = [after(INSURANCE), after(FROM), after(THROUGH)]
  const isRead =
    insurances.length + froms.length + throughs.length === words.length &&
    [...froms, ...throughs].every((month) => MONTH.test(month)) &&
    insurances.every(isInsurance)
  if (!isRead) return { insurances: [] }
  return {
    ...(insurances.length === 0 ? {} : { insurances }),
    ...(froms.length === 0 ? {} : { from: froms.sort().at(-1)! }),
    ...(throughs.length === 0 ? {} : { through: throughs.sort()[0]! }),
  }
}

/** 两次收窄：what both go over. */
export function bothOf(one: Narrowing | undefined, { from = '', through = '9999-12' }: Narrowing): Narrowing {
  return {
    ...one,
    from: [one?.from ?? '', from].sort()[1]!,
    through: [one?.through ?? '9999-12', through].sort()[0]!,
  }
}

/** 按月份收窄了没有。 */
export function isByMonth(narrowing: Narrowing | undefined): boolean {
  return narrowing?.from !== undefined || narrowing?.through !== undefined
}

export function coversInsurance(narrowing: Narrowing | undefined, insurance: string): boolean {
  return narrowing?.insurances?.includes(insurance) ?? true
}

export function coversMonth(narrowing: Narrowing | undefined, month: string): boolean {
  return (narrowing?.from ?? month) <= month && month <= (narrowing?.through ?? month)
}

/** 整年都在其中。 */
export function coversYear(narrowing: Narrowing | undefined, year: number): boolean {
  return coversMonth(narrowing, `${year}-01`) && coversMonth(narrowing, `${year}-12`)
}

/** 两端取其中：the part of a stretch within the months; undefined where none is. */
export function clipped<S extends { readonly from: Period; readonly through?: Period | undefined }>(
  narrowing: Narrowing | undefined,
  stretch: S,
): S | undefined {
  if (!isByMonth(narrowing)) return stretch
  const from = [stretch.from, narrowing?.from ?? stretch.from].sort().at(-1) as Period
  const ends = [stretch.through, narrowing?.through].filter((month) => month !== undefined).sort()
  const through = ends[0] as Period | undefined
  if (through !== undefined && through < from) return undefined
  return { ...stretch, from, through }
}

/** 一份所载是否不出另一份所许：what was made under `inner` may be read under `outer`. */
export function isWithin(inner: Narrowing | undefined, outer: Narrowing | undefined): boolean {
  if (outer === undefined) return true
  const insurances =
    outer.insurances === undefined || (inner?.insurances?.every((code) => coversInsurance(outer, code)) ?? false)
  const from = outer.from === undefined || (inner?.from !== undefined && inner.from >= outer.from)
  const through = outer.through === undefined || (inner?.through !== undefined && inner.through <= outer.through)
  return insurances && from && through
}

/** 怎样对人说：“只含职工基本养老保险；只含2025年1月至2025年12月”。 */
export function narrowingSays(narrowing: Narrowing): { readonly zh: string; readonly en: string } {
  const { insurances, from, through } = narrowing
  const names = (language: 'zh' | 'en') => (insurances ?? []).map((code) => insuranceName(code)[language])
  const none = insurances !== undefined && insurances.length === 0
  const ofInsurances =
    insurances === undefined
      ? []
      : [
          none
            ? { zh: '不含任何险种', en: 'no insurance' }
            : { zh: `只含${names('zh').join('、')}`, en: `only ${names('en').join(', ')}` },
        ]
  const months = isByMonth(narrowing) ? [monthsSay(from, through)] : []
  const parts = [...ofInsurances, ...months]
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

function monthsSay(from: string | undefined, through: string | undefined) {
  const zh = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
  if (from === undefined) return { zh: `只含${zh(through!)}及以前的月份`, en: `only months through ${through}` }
  if (through === undefined) return { zh: `只含${zh(from)}起的月份`, en: `only months from ${from}` }
  if (from === through) return { zh: `只含${zh(from)}`, en: `only ${from}` }
  return { zh: `只含${zh(from)}至${zh(through)}`, en: `only ${from} through ${through}` }
}
