import { randomInt, randomUUID } from 'node:crypto'
import type { Route } from './every-route.js'
import type { ServedCity } from './served.js'

/** 一室的一件：the table it stands in, its key and number, and the steps taken on it. */
interface Matter {
  readonly path: RegExp
  readonly table: string
  readonly key: string
  /** The column that a person knows it by; unique. */
  readonly number: string
  readonly steps?: string
  /** Which of its kind a copy is made of. */
  readonly model?: string
  /** The steps a copy has, by the address that is tried: so that it waits just there. */
  readonly taken?: (route: Route) => string
  readonly change?: (route: Route) => Readonly<Record<string, unknown>>
}

const AFTER_APPROVAL = /\/(execute|send|acknowledge|outputs\/\{output\}|seal|revoke|file)$/
const asFarAsApproved = ({ path }: Route) => (AFTER_APPROVAL.test(path) ? `s.state = 'approved'` : 'false')

/** Of a copy that waits for its approval no further copy could come as far. */
const wasApproved = (table: string) =>
  `exists (select 1 from desk.${table}_step s where s.${table}_id = m.${table}_id and s.state = 'approved')`

export const MATTERS: readonly Matter[] = [
  {
    ...{ path: /^\/api\/desk\/inquiries\/\{id\}/, table: 'inquiry', key: 'inquiry_id', number: 'serial' },
    ...{ steps: 'inquiry_step', taken: asFarAsApproved },
    model: wasApproved('inquiry'),
  },
  {
    ...{
      path: /^\/api\/(desk|me|employer)\/objections\/\{id\}/,
      table: 'objection',
      key: 'objection_id',
      number: 'serial',
    },
    ...{ steps: 'objection_step', taken: () => 's.ordinal = 1' },
  },
  { path: /^\/api\/desk\/rights\/\{id\}/, table: 'rights_request', key: 'request_id', number: 'serial' },
  {
    ...{ path: /^\/api\/desk\/statistics\/\{id\}/, table: 'statistic', key: 'statistic_id', number: 'number' },
    change: () => ({ least: randomInt(1000, 1_000_000) }), // one of a kind
  },
  {
    ...{ path: /^\/api\/desk\/extracts\/\{id\}/, table: 'extract', key: 'extract_id', number: 'serial' },
    ...{ steps: 'extract_step', taken: asFarAsApproved },
    model: wasApproved('extract'),
  },
  {
    ...{ path: /^\/api\/desk\/exports\/\{id\}/, table: 'export_ticket', key: 'ticket_id', number: 'serial' },
    change: ({ path }) => ({ state: path.endsWith('/file') ? 'ready' : 'waiting' }),
  },
  {
    ...{ path: /^\/api\/desk\/hotline\/orders\/\{number\}/, table: 'work_order', key: 'order_id', number: 'number' },
    ...{ steps: 'work_order_step', change: () => ({ call_id: null }) },
  },
  {
    ...{ path: /^\/api\/desk\/arrangements\/\{id\}/, table: 'arrangement', key: 'arrangement_id', number: 'serial' },
    ...{ steps: 'arrangement_step', taken: asFarAsApproved },
    model: wasApproved('arrangement'),
  },
]

export function matterOf(route: Route): Matter | undefined {
  return MATTERS.find(({ path }) => path.test(route.path))
}

/**
 * 另起一件，of this agency: a copy of one that came about in the ordinary way, standing where the address that is tried
 * takes it up, so that no try spoils the next. What the address names it by is given back.
 */
export async function freshMatter(
  { house }: ServedCity,
  route: Route,
  agency: string,
  whose: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { table, key, number, steps, model = 'true', taken = () => 'true', change } = matterOf(route)!
  const named = number === 'number' && table === 'work_order' ? `${randomInt(1e11, 9e11)}` : randomUUID()
  const own = { [key]: randomUUID(), [number]: named, agency }
  return house.app.transaction({}, async (trx) => {
    const [found] = await trx.rows<{ id: string }>(
      `select m.${key} as id from desk.${table} m where ${model} order by m.${number} limit 1`,
    )
    if (found === undefined) throw new Error(`the demo city has no ${table}`)
    await trx.rows(
      `insert into desk.${table} select (jsonb_populate_record(m, $2::jsonb)).* from desk.${table} m where ${key} = $1`,
      [found.id, JSON.stringify({ ...own, ...whose, ...change?.(route) })],
    )
    if (steps !== undefined)
      await trx.rows(
        `insert into desk.${steps} select (jsonb_populate_record(s, $2::jsonb)).* from desk.${steps} s
         where ${key} = $1 and (${taken(route)})`,
        [found.id, JSON.stringify({ [key]: own[key], agency })],
      )
    return table === 'work_order' ? named : own[key]!
  })
}
