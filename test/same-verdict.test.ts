import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../src/access/actor.js'
import type { Gate } from '../src/access/gate-service.js'
import { deskContactRoutes, publicContactRoutes } from '../src/collection/contact-routes.js'
import { entryRoutes } from '../src/collection/entry-routes.js'
import { PaymentFileService } from '../src/collection/payment-file-service.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { isInFile, refusedByStandard } from '../src/collection/standard-gate.js'
import { headingOf, templateFields } from '../src/collection/template.js'
import type { Period } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import { readStandard } from '../src/policy/standard.js'
import { type Fault, firstFault } from '../src/policy/standard-check.js'
import type { Channel, FieldType, StandardField, StandardKind } from '../src/policy/standard-field.js'
import { article } from './article.js'
import { type TestDatabase, testDatabase } from './city.js'
import { citizen, FRONT_DESK, operator, type TestDesk, testDesk } from './desk.js'
import { shippedStandard, standardTexts } from './standard.js'

/** 每一类型各一种坏的写法，as people write them. */
const BAD: Readonly<Record<FieldType, string>> = {
  ...{ identity: '1.10101E+17', name: '测试1', creditCode: '91110108QYT0000145', month: '2026-13', day: '2026-02-30' },
  ...{
    yuan: '1,234',
    signedYuan: '８０',
    percent: '百分之百',
    number: '1.5',
    year: '26',
    code: '不在表中',
    codes: '999',
  },
  ...{ mobile: '1.38E+10', phone: '12345', email: 'li@', postalCode: '10000', bankCard: '6222', nationality: 'cn' },
  ...{ areaCode: '37', flag: '也许', text: '坏\u0007字' },
}
/** A text is too long where it has a length; a control character would condemn the file as a whole. */
const badOf = ({ type, most }: StandardField) =>
  type === 'text' && most !== undefined ? '长'.repeat(most + 1) : BAD[type]
const GOOD_NUMBER = citizen(1)
const CODE = '91110108QYT0000144'

/** 各类表单的地址。 */
const PATHS: Readonly<Record<string, string>> = {
  ...{ singleContribution: '/desk/contributions', deferral: '/desk/deferrals', enrolmentChange: '/desk/enrolments' },
  ...{ personRegistration: '/desk/persons', employerRegistration: '/desk/employers', correction: '/desk/corrections' },
}
const FACTS = new Set([
  ...['residentPayment', 'subsidy', 'deemedPeriod', 'openingBalance', 'transfer', 'lifeEvent', 'personCategory'],
  ...['guardianship', 'benefitDetermination', 'benefitPayment'],
])

interface Verdict {
  readonly code: string
  readonly sentence: object
  readonly remedy: object
}
type Written = Readonly<Record<string, string>>
type ChannelOf = (kind: StandardKind, written: Written) => Promise<Verdict | undefined>

const standard = shippedStandard()
const open: Gate = {
  pass: (_, work) => work(undefined as never, { decision: { allowed: true }, show: async () => undefined } as never),
  wouldPass: () => true,
}
let db: TestDatabase
let desk: TestDesk
let employerId: string
let staff: FastifyInstance
let person: FastifyInstance
let employer: FastifyInstance

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employerId = await desk.employer(CODE)
  staff = await listener(FRONT_DESK, desk.ports)
  const own: Actor = { ...FRONT_DESK, realm: 'citizen', personId: '1', posts: [] }
  person = await listener(own, desk.ports)
  employer = await listener(operator('77', employerId), desk.ports)
})
afterAll(() => db.close())

async function listener(actor: Actor, ports: CollectionPorts): Promise<FastifyInstance> {
  const app = Fastify()
  app.decorateRequest('actorIn', async () => actor)
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof Refusal) return reply.code(400).send({ code: error.entry.code, facts: error.facts })
    return reply.code(400).send({ code: 'other', facts: {} })
  })
  if (actor.realm === 'staff') await app.register(entryRoutes(ports, open))
  if (actor.realm === 'staff') await app.register(deskContactRoutes(ports, open))
  else await app.register(publicContactRoutes(ports, open, async () => undefined))
  return app
}

/** 一件写对的：the example of every field that must be filled in, and of the one that is tried. */
function written(kind: StandardKind, tried: StandardField, text: string): Written {
  const needed = kind.fields.filter((one) => one.required || one.requiredIn !== undefined || one.id === tried.id)
  const told = needed.map(({ id, type, example }) => [id, type === 'identity' ? GOOD_NUMBER : example])
  return { ...Object.fromEntries(told), [tried.id]: text }
}

/** As a form of the web sends it; what is badly written is sent as it was written. */
function sent(field: StandardField, text: string): unknown {
  const isGood = text !== badOf(field)
  if (field.type === 'codes') return text.split('、')
  if (!isGood) return text
  if (field.type === 'yuan' || field.type === 'signedYuan') return Math.round(Number(text) * 100)
  if (field.type === 'percent') return Number(text) * 10_000
  return field.type === 'number' || field.type === 'year' ? Number(text) : text
}

function bodyOf(kind: StandardKind, given: Written): object {
  const of = (place: StandardField['place']) =>
    Object.fromEntries(
      kind.fields
        .filter((f) => f.place === place && given[f.id] !== undefined)
        .map((f) => [f.id, sent(f, given[f.id]!)]),
    )
  if (!FACTS.has(kind.id)) return of(undefined)
  const elsewhere = of('elsewhere')
  return {
    items: [{ ...of(undefined), ...(Object.keys(elsewhere).length > 0 ? { elsewhere } : {}) }],
    ...of('request'),
  }
}

const answered = async (app: FastifyInstance, url: string, body: object): Promise<Verdict | undefined> => {
  const { code, facts } = (await app.inject({ method: 'POST', url, payload: body })).json() as {
    code: string
    facts?: Partial<Verdict>
  }
  return facts?.sentence === undefined ? undefined : { code, sentence: facts.sentence, remedy: facts.remedy! }
}

/** 直接调用，as a department's feed does. */
const plain =
  (channel: Channel): ChannelOf =>
  async (kind, given) => {
    const fields = channel === 'file' ? kind.fields.filter(isInFile) : kind.fields
    const today = desk.ports.clock.today()
    const fault = firstFault({ ...kind, fields }, (id) => given[id], { today, channel })
    return fault === undefined ? undefined : verdictOf(fault)
  }
const verdictOf = (fault: Fault): Verdict => {
  const { code, facts } = { code: fault.code, facts: refusedByStandard(fault, 1).facts }
  return { code, sentence: facts.sentence, remedy: facts.remedy }
}

const counter: ChannelOf = async (kind, given) => {
  if (kind.id === 'contactChange' || kind.id === 'employerContact') {
    const url = kind.id === 'contactChange' ? '/desk/persons/1/contact' : `/desk/employers/${employerId}/contact`
    return answered(staff, url, { ...bodyOf(kind, given), purpose: '窗口受理' })
  }
  return answered(staff, FACTS.has(kind.id) ? `/desk/facts/${kind.id}` : PATHS[kind.id]!, bodyOf(kind, given))
}

const web: ChannelOf = async (kind, given) =>
  kind.id === 'contactChange'
    ? answered(person, '/contact', bodyOf(kind, given))
    : answered(employer, '/employer/contact', bodyOf(kind, given))

let files = 0
const file: ChannelOf = async (kind, given) => {
  const fields = templateFields(kind)
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text}"` : text)
  const rows = [fields.map(headingOf), fields.map(({ id }) => cell(given[id] ?? ''))]
  const bytes = Buffer.from(`${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n${'\r\n'.repeat(files++ % 7)}`)
  const fileName = `表${files}.csv`
  const [refused] = await uploadedAs(kind, fileName, bytes)
  return refused === undefined ? undefined : { code: refused.code, sentence: refused.sentence, remedy: refused.remedy }
}

async function uploadedAs(kind: StandardKind, fileName: string, bytes: Buffer) {
  if (kind.id === 'personRegistration') {
    return (await desk.registrations.uploadPersons(FRONT_DESK, { fileName, bytes })).refusedRows
  }
  if (kind.id === 'benefitPayment') {
    const batch = { payMonth: '2026-03', paidDay: '2026-03-10', batch: fileName }
    return (await new PaymentFileService(desk.ports).upload(FRONT_DESK, { fileName, bytes, ...batch })).refusedRows
  }
  const filing = { employerId, settlementMonth: '2026-03' as Period, fileName, bytes }
  return (await desk.filings.upload(operator('77', employerId), filing)).refusedRows
}

/** Which channels take this kind, and this field of it. */
function channelsOf(kind: StandardKind, field: StandardField): [string, ChannelOf][] {
  const takes = (channel: Channel) => kind.channels.includes(channel)
  const isFormed =
    PATHS[kind.id] !== undefined || FACTS.has(kind.id) || kind.id.endsWith('ontact') || kind.id === 'contactChange'
  const inFile = takes('file') && isInFile(field)
  const inForm = field.channels === undefined || field.channels.includes('form')
  return [
    ...(takes('form') && isFormed && inForm ? [['窗口表单', counter] as [string, ChannelOf]] : []),
    ...(inFile ? [['文件', file] as [string, ChannelOf]] : []),
    ...(takes('citizen') || takes('employer') ? [['网页', web] as [string, ChannelOf]] : []),
    ...(takes('kiosk') ? [['自助终端', plain('kiosk')] as [string, ChannelOf]] : []),
  ]
}

const RULES = standard
  .kinds()
  .filter(({ received, id }) => !received && id !== 'backPay')
  .flatMap((kind) => kind.fields.map((field) => ({ kind, field })))

article('WH-6a', '一样的填写，不论从哪里来，结论与说法都一样', () => {
  test.each(RULES.map((rule) => [`${rule.kind.zh}·${rule.field.zh}`, rule] as const))(
    '%s',
    async (_, { kind, field }) => {
      const bad = written(kind, field, badOf(field))
      const direct = plain(field.channels?.[0] ?? 'form')
      const expected = await direct(kind, bad)
      expect(expected, '坏的写法应当不予接受').toBeDefined()
      const channels = channelsOf(kind, field)
      expect(channels.length).toBeGreaterThan(0)
      for (const [name, channel] of channels) expect([name, await channel(kind, bad)]).toEqual([name, expected])
      const good = written(kind, field, field.type === 'identity' ? GOOD_NUMBER : field.example)
      expect(await direct(kind, good)).toBeUndefined()
      for (const [name, channel] of channels) {
        const verdict = await channel(kind, good)
        expect([name, verdict?.code === expected!.code]).toEqual([name, false])
      }
    },
  )

  test('对照：一个渠道用了另一版标准，比得出来', async () => {
    const texts = standardTexts().map((one) =>
      one.path === 'standard/lists.yaml'
        ? { ...one, text: one.text.replace('zh: 死亡, en: death', 'zh: 亡故, en: death') }
        : one,
    )
    const other = { ...desk.policy, standard: { standard: readStandard(texts), name: 'other', texts } }
    const app = await listener(FRONT_DESK, { ...desk.ports, policy: () => other })
    const kind = standard.kind('lifeEvent')
    const bad = written(kind, kind.fields.find(({ id }) => id === 'event')!, BAD.code)
    const there = await answered(app, '/desk/facts/lifeEvent', bodyOf(kind, bad))
    expect(there?.code).toBe('field.not-in-list')
    expect(there).not.toEqual(await plain('form')(kind, bad))
  })
})
