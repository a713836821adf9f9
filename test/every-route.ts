import type { RealIds } from './bad-request.js'
import type { ServedCity } from './served.js'
import { type Asking, formOf, type Visitor } from './visitor.js'

/** Open to everybody: who is nobody yet signs in, activates, checks a paper, asks how the house is. */
export const OPEN_TO_ALL =
  /^\/(partner-api\/queries$|api\/(health|openapi\.json|sign-in|sign-in-ways|sign-out|pledge|activation|activation\/(card|letter)|passkeys\/sign-in|passkeys\/sign-in\/options|oidc\/(start|finish)|check|check\/file|paper-certificates|progress|channels\/catalogue|statistics|trees|kiosk\/.*|open\/.*|voice\/.*|whoami|exchange\/batches)$)/

/** 接口说明中的一个地址。What openapi.json tells of a route, as far as a request is made from it. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly body?: Schema | undefined
}

export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Described {
  readonly parameters?: Route['parameters']
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

export function routesOf({ paths }: OpenApi): Route[] {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      ...{ method: method.toUpperCase(), path, parameters },
      body: requestBody?.content['application/json']?.schema,
    })),
  )
  const changes = ({ path }: Route) => OF_THE_SESSION.test(path)
  return [...routes.filter((route) => !changes(route)), ...routes.filter(changes)]
}

/** What changes for whom or beside whom the session acts comes last: what is tried after it would be tried by another. */
const OF_THE_SESSION = /\/api\/session\//

const UPLOADS =
  /\/(filings|filings\/many|levy-results|papers|resubmit|persons\/file|benefitPayment\/file|results|entitlement-checks\/file|exchange\/batches|base-season\/file|base-season\/vouch|staff-changes\/file|staff-changes\/paper|bank-statements|exports\/leak|check\/file)$/

/** 合格的请求：passes the listener's checks of form, with real numbers where there are any, so that only policy can refuse it. */
export function requestTo(route: Route, ids: RealIds, change: Readonly<Record<string, unknown>> = {}): Asking {
  const { method, parameters, body } = route
  const given = (name: string, schema: Schema) => change[name] ?? sampleOf(name, schema, ids)
  let path = route.path
  const query = new URLSearchParams()
  for (const { name, in: where, schema, required } of parameters) {
    if (where === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(given(name, schema))))
    else if (required === true || name in change) query.set(name, String(given(name, schema)))
  }
  const asked = { method, path: query.size === 0 ? path : `${path}?${query}` }
  if (body !== undefined)
    return { ...asked, body: { ...(sampleOf('', body, ids) as object), ...ofBody(route, change) } }
  if (method === 'POST' && UPLOADS.test(path)) return { ...asked, body: upload(ids) }
  return asked
}

/** What stands in the address does not stand in the body as well, unless the body has a field of that name. */
function ofBody({ parameters, body }: Route, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const elsewhere = (name: string) => parameters.some((one) => one.name === name) && !(name in (body?.properties ?? {}))
  return Object.fromEntries(Object.entries(change).filter(([name]) => !elsewhere(name)))
}

function upload({ employerId, creditCode }: RealIds): FormData {
  return formOf('甲.csv', Buffer.from('甲,乙\n1,2\n'), {
    employerId,
    creditCode,
    settlementMonth: '2019-09',
    day: '2019-09-01',
  })
}

function sampleOf(name: string, schema: Schema, ids: RealIds): unknown {
  const known: Readonly<Record<string, unknown>> = {
    ...{ id: ids.submission, personId: ids.person, person: ids.person, posting: ids.posting, ordinal: ids.ordinal },
    ...{
      employerId: ids.employerId,
      creditCode: ids.creditCode,
      serial: 'AAAAAA',
      identityNumber: ids.identityNumber,
      purpose: '逐一试过',
    },
  }
  const isOpen = schema.type !== 'object' && schema.anyOf === undefined && schema.enum === undefined
  if (name in known && isOpen) return known[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return sampleOf(name, schema.anyOf[0]!, ids)
  return plain(name, schema, ids)
}

function plain(name: string, schema: Schema, ids: RealIds): unknown {
  if (schema.type === 'object') {
    const properties = Object.entries(schema.properties ?? {})
    const needed = properties.filter(([key]) => schema.required?.includes(key))
    return Object.fromEntries(needed.map(([key, inner]) => [key, sampleOf(key, inner, ids)]))
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(name, schema.items ?? {}, ids))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return false
  if (schema.pattern === undefined) return 'x'.repeat(Math.max(2, schema.minLength ?? 0))
  const fitting = SAMPLES.find((sample) => new RegExp(schema.pattern!, 'u').test(sample))
  if (fitting === undefined) throw new Error(`no sample fits ${name}: ${schema.pattern}`)
  return fitting
}

const SAMPLES = [
  'standard/persons.yaml',
  '0'.repeat(64),
  '0'.repeat(66),
  '0'.repeat(24),
  '0'.repeat(32),
  '111',
  '202603020001',
  ...['2019-09', '2019-09-01', '1', 'CHN', '00000000-0000-4000-8000-000000000000', 'AAAAAA', '999900'],
  ...['payments/2019-09/all/due', 'civil', '1/0', '1234', '91110108QYT0000144'],
]

/** 刁钻的值，one after another in the place of every field. */
export const ODD_VALUES: readonly unknown[] = [
  ...[null, '', ' ', -1, 0.5, 1e300, true, {}, [], [[]], ['110', '110'], '\0', '9'.repeat(60), '0000-00', '9999-12'],
  ...[
    '2019-02-30',
    '0001-01-01',
    "'; drop table x; --",
    '__proto__',
    '𠮷'.repeat(40),
    '=1+1',
    '%00',
    '../..',
    '<script>',
  ],
]

export function fieldsOf({ parameters, body }: Route): string[] {
  return [...parameters.map(({ name }) => name), ...Object.keys(body?.properties ?? {})]
}

/** 现成的真号，of a city that is served: what this operator filed, and somebody else than this citizen. */
export async function realIdsOf(city: ServedCity, operator: Visitor, citizen: Visitor): Promise<RealIds> {
  const insured = city.people.find(({ realm }) => realm === 'citizen')!
  const { items } = await operator.get<{ items: { id: string }[] }>('/api/filings')
  const { personId } = await city.served.rooms.signIn.sessionOf(citizen.token, 'citizen')
  const [row] = await city.house.verify.transaction({}, (trx) =>
    trx.rows<Pick<RealIds, 'posting' | 'ordinal' | 'person' | 'westPerson' | 'employerId'>>(
      `select posting_id as posting, ordinal, person_id as person, employer_id as "employerId",
         (select person_id from ledger.due where agency = '999902' limit 1) as "westPerson"
       from ledger.due where agency = '999901' and person_id <> $1 order by posting_id limit 1`,
      [personId],
    ),
  )
  const { identityNumber } = insured
  const { creditCode = '' } = city.person('operator-1')
  return {
    ...row!,
    creditCode,
    submission: items[0]!.id,
    staffLogin: 'east-desk',
    serial: '110101196501129991',
    identityNumber,
  }
}
