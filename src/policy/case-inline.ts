import { type Area, AreaPolicy } from './area.js'
import { NATIONAL, type PolicyBook, refuseLooseSames } from './book.js'
import { type Check, checker, isRecord, type Parameter, parseParameter } from './parameter.js'

/** 算例参数没有另写依据时的依据。 */
const GIVEN_IN_CASE = '算例给定'
const AREA_KEY = '统筹区'

/**
 * 带参数的算例所用的参数簿。A block, or a list of blocks: `统筹区` (the name of a known area, or an invented one's code and
 * name) and beside it parameters in the form of policies/, of which a known id may give its versions only. In the months
 * an inline version covers it stands before the area's own. A block that names no area means `of`. `place` is where it
 * is written, for refusals: `policy.malformed-file`, `policy.overlapping-versions`, `policy.unknown-area`.
 */
export function withInline(book: PolicyBook, raw: unknown, of: unknown, place: string): PolicyBook {
  if (raw === undefined) return book
  return (Array.isArray(raw) ? raw : [raw]).reduce<PolicyBook>((known, block) => {
    const check: Check = checker(place, '参数')
    check(isRecord(block), 'a parameter needs what, term, unit and versions', block)
    const { [AREA_KEY]: named = of, ...parameters } = block
    const area = areaMeant(known, named, place)
    const read = new Map(Object.entries(parameters).map(([id, one]) => [id, inlineParameter(known, id, one, place)]))
    refuseLooseSames(
      () => place,
      read,
      (id) => area.parameter(id),
    )
    return known.with(area.overlaid(read))
  }, book)
}

/** 算例文件的统筹区。An invented one is known from here on by its name, and empty but for what the nation has. */
export function withArea(book: PolicyBook, raw: unknown, place: string): PolicyBook {
  return raw === undefined ? book : book.with(areaMeant(book, raw, place))
}

function areaMeant(book: PolicyBook, named: unknown, place: string): AreaPolicy {
  const check: Check = checker(place, AREA_KEY)
  check(named !== undefined, 'the area is not told', named)
  if (typeof named === 'string') {
    const known = book.areas().find(({ code, zh }) => code === named || zh === named)
    check(known !== undefined, 'an area that is not known needs its code and name', named)
    return known
  }
  const area = inventedArea(check, named)
  const twin = book.areas().find(({ code, zh }) => code === area.code || zh === area.zh)
  check(twin === undefined, 'the area exists already', `${twin?.zh}（${twin?.code}）`)
  const nation = book.areas().find(({ code }) => code === NATIONAL)
  return new AreaPolicy(area, new Map(), nation)
}

function inventedArea(check: Check, raw: unknown): Area {
  check(isRecord(raw), 'a pooling area is six digits with zh and en', raw)
  const { code, zh, en = zh, ...more } = raw
  const fits = typeof code === 'string' && /^\d{6}$/.test(code) && typeof zh === 'string' && typeof en === 'string'
  check(fits && zh.trim() !== '', 'a pooling area is six digits with zh and en', raw)
  for (const key of Object.keys(more)) check(key === 'invented', 'a key is not known here', key)
  return { code, zh, en, invented: true }
}

/**
 * 算例中的一个参数。What a known parameter is (its meaning, unit and axis) need not be said again; a case may leave out
 * `until` even where publication is yearly.
 */
function inlineParameter(book: PolicyBook, id: string, raw: unknown, place: string): Parameter {
  const check: Check = checker(place, id)
  const known = book
    .areas()
    .map((area) => area.parameter(id))
    .find((one) => one !== undefined)
  check(known !== undefined, 'no rule knows such a parameter', id)
  const { what, term, unit, axis } = known
  const full: Readonly<Record<string, unknown>> = Array.isArray(raw) ? { versions: raw } : isRecord(raw) ? raw : {}
  check(Array.isArray(full['versions']) && full['versions'].length > 0, 'a parameter has no versions', raw)
  check((full['unit'] ?? unit) === unit, 'the unit is not that of the known parameter', full['unit'])
  const versions = (full['versions'] as unknown[]).map((one) =>
    isRecord(one) ? { basis: GIVEN_IN_CASE, ...one } : one,
  )
  return parseParameter(place, id, { what, term, unit, axis, ...full, versions })
}
