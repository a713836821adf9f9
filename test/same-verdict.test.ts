import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../src/access/actor.js'
import type { Gate } from '../src/access/gate-service.js'
import { BankService } from '../src/collection/bank-service.js'
import { BaseSheetService } from '../src/collection/base-sheet-service.js'
import { benefitRoutes } from '../src/collection/benefit-routes.js'
import { deskContactRoutes, publicContactRoutes } from '../src/collection/contact-routes.js'
import { contributionDeskRoutes } from '../src/collection/contribution-desk-routes.js'
import { contributionEmployerRoutes } from '../src/collection/contribution-employer-routes.js'
import { EntitlementFileService } from '../src/collection/entitlement-file-service.js'
import { entryRoutes } from '../src/collection/entry-routes.js'
import { FACT_REQUESTS } from '../src/collection/fact-entry-contract.js'
import type { RefusedRow } from '../src/collection/kinds.js'
import { LevyService } from '../src/collection/levy-service.js'
import { maintenanceRoutes } from '../src/collection/maintenance-routes.js'
import { PaymentFileService } from '../src/collection/payment-file-service.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { smallTable } from '../src/collection/small-table.js'
import { StaffChangeService } from '../src/collection/staff-change-service.js'
import { FileStandard, isInFile, refusedByStandard } from '../src/collection/standard-gate.js'
import { type Matter, matterEntry } from '../src/exchange/matters.js'
import { readExchangeRow } from '../src/exchange/row.js'
import type { Period } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import { seasonOn } from '../src/policy/base-season.js'
import { readStandard } from '../src/policy/standard.js'
import { type Fault, firstFault } from '../src/policy/standard-check.js'
import type { Channel, StandardField, StandardKind } from '../src/policy/standard-field.js'
import { article } from './article.js'
import { type TestDatabase, testDatabase } from './city.js'
import { clerk, FRONT_DESK, operator, type TestDesk, testDesk } from './desk.js'
import { shippedStandard, standardTexts } from './standard.js'
import { badOf, bodyOf, fileOf, GOOD_NUMBER, goodOf, type Written, written } from './verdict.js'

const CODE = '91110108QYT0000144'

/** 各类表单的地址。 */
const PATHS: Readonly<Record<string, string>> = {
  ...{ singleContribution: '/desk/contributions', deferral: '/desk/deferrals', enrolmentChange: '/desk/enrolments' },
  ...{ personRegistration: '/desk/persons', employerRegistration: '/desk/employers', correction: '/desk/corrections' },
  ...{ personChange: '/desk/persons/change', employerChange: '/desk/employers/change' },
  ...{ employerCancellation: '/desk/employers/cancellation', succession: '/desk/employers/succession' },
  ...{
    suspenseClaim: '/desk/suspense-claims',
    relief: '/desk/reliefs',
    employerCorrection: '/desk/employer-corrections',
  },
  ...{ expertOpinion: '/desk/experts/opinions', personMerge: '/desk/merges', mergeUndo: '/desk/merges/undo' },
  ...{ personSplit: '/desk/splits', batchChange: '/desk/batch-changes' },
  ...{ staffChange: `/desk/staff-changes?creditCode=${CODE}`, provenJoin: `/desk/staff-changes?creditCode=${CODE}` },
  baseDeclaration: `/desk/base-season/wages?creditCode=${CODE}`,
  ...Object.fromEntries(Object.keys(FACT_REQUESTS).map((kind) => [kind, `/desk/facts/${kind}`])),
}
const OF_EMPLOYER: Readonly<Record<string, string>> = {
  ...{ employerContact: '/employer/contact', staffChange: '/staff-changes', provenJoin: '/staff-changes' },
  baseDeclaration: '/base-season/wages',
}
const OF_CITIZEN: Readonly<Record<string, string>> = { contactChange: '/contact', wageAnswer: '/my/declared-wages' }
const isListed = ({ id, rows }: StandardKind) => rows !== undefined || Object.hasOwn(FACT_REQUESTS, id)

interface Verdict {
  readonly code: string
  readonly sentence: object
  readonly remedy: object
}
type ChannelOf = (kind: StandardKind, written: Written) => Promise<Verdict | undefined>

const standard = shippedStandard()
const open: Gate = {
  pass: (_, work) => work(undefined as never, { decision: { allowed: true }, show: async () => undefined } as never),
  passAtOnce: (_, work) => work(undefined as never, { allowed: true } as never),
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
  const app = Fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } })
  app.decorateRequest('actorIn', async () => actor)
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof Refusal) return reply.code(400).send({ code: error.entry.code, facts: error.facts })
    return reply.code(400).send({ code: 'other', facts: {} })
  })
  if (actor.realm !== 'staff') {
    await app.register(publicContactRoutes(ports, open, async () => undefined))
    await app.register(contributionEmployerRoutes(ports, open))
    return app
  }
  for (const routes of [entryRoutes, deskContactRoutes, contributionDeskRoutes, maintenanceRoutes, benefitRoutes])
    await app.register(routes(ports, open))
  return app
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
  const body = bodyOf(kind, given, isListed(kind))
  if (PATHS[kind.id] !== undefined) return answered(staff, PATHS[kind.id]!, body)
  const url = kind.id === 'contactChange' ? '/desk/persons/1/contact' : `/desk/employers/${employerId}/contact`
  return answered(staff, url, { ...body, purpose: '窗口受理' })
}
const ofEmployer: ChannelOf = async (kind, given) =>
  answered(employer, OF_EMPLOYER[kind.id]!, bodyOf(kind, given, isListed(kind)))
const ofCitizen: ChannelOf = async (kind, given) => answered(person, OF_CITIZEN[kind.id]!, bodyOf(kind, given, false))

const file: ChannelOf = async (kind, given) => {
  const [refused] = await uploadedAs(kind, fileOf(kind, given))
  return refused === undefined ? undefined : { code: refused.code, sentence: refused.sentence, remedy: refused.remedy }
}

type Uploaded = ReturnType<typeof fileOf>
const UPLOADS: Readonly<Record<string, (uploaded: Uploaded) => Promise<readonly RefusedRow[]>>> = {
  personRegistration: async (given) => (await desk.registrations.uploadPersons(FRONT_DESK, given)).refusedRows,
  benefitPayment: async (given) => {
    const batch = { payMonth: '2026-03', paidDay: '2026-03-10', batch: given.fileName }
    return (await new PaymentFileService(desk.ports).upload(FRONT_DESK, { ...given, ...batch })).refusedRows
  },
  monthlyFiling: async (given) => {
    const filing = { employerId, settlementMonth: '2026-03' as Period, ...given }
    return (await desk.filings.upload(operator('77', employerId), filing)).refusedRows
  },
  staffChange: async ({ bytes }) => {
    const { preview } = await new StaffChangeService(desk.ports).read(operator('77', employerId), employerId, bytes)
    return preview.refusedRows
  },
  baseDeclaration: async ({ bytes }) => {
    const { policy, clock, areaOf } = desk.ports
    const { payYear } = seasonOn(policy().book.area(areaOf(FRONT_DESK.agency!)), clock.today())
    const sheets = new BaseSheetService(desk.ports)
    return (await sheets.upload(operator('77', employerId), employerId, payYear, bytes)).refusedRows
  },
  bankStatement: async (given) =>
    (await new BankService(desk.ports).upload(clerk('910', 'cashier'), given)).refusedRows,
  entitlementCheck: async ({ bytes }) =>
    (await new EntitlementFileService(desk.ports).take(FRONT_DESK, bytes)).refusedRows,
  /** What comes back is held against a posted batch; the reader before that is the one of all small tables. */
  paymentResult: async ({ bytes }) => {
    const refused: RefusedRow[] = []
    for await (const row of smallTable(bytes, new FileStandard(desk.ports, 'paymentResult')))
      if ('sentence' in row) refused.push(row)
    return refused
  },
}

const uploadedAs = (kind: StandardKind, given: Uploaded) => UPLOADS[kind.id]!(given)

/** Which channels take this kind, and this field of it. */
function channelsOf(kind: StandardKind, field: StandardField): [string, ChannelOf][] {
  const takes = (channel: Channel) =>
    kind.channels.includes(channel) && (field.channels === undefined || field.channels.includes(channel))
  return [
    ...(takes('form') ? [['窗口表单', counter] as [string, ChannelOf]] : []),
    ...(takes('file') && isInFile(field) ? [['文件', file] as [string, ChannelOf]] : []),
    ...(takes('employer') ? [['单位网页', ofEmployer] as [string, ChannelOf]] : []),
    ...(takes('citizen') ? [['个人网页', ofCitizen] as [string, ChannelOf]] : []),
    ...(takes('kiosk') ? [['自助终端', plain('kiosk')] as [string, ChannelOf]] : []),
  ]
}

const RULES = standard
  .kinds()
  .filter(({ received, id }) => !received && id !== 'backPay')
  .flatMap((kind) => kind.fields.map((field) => ({ kind, field })))

/** 须填的各栏，of all kinds and channels. */
const NEEDED = RULES.filter(({ kind, field }) => field.required && kind.anyOf[0] !== field.id)

/** 来文的一项，and where the counter asks for the same. */
const FED = [
  ['death', 'fullName', 'lifeEvent', 'fullName'],
  ['death', 'deathDay', 'lifeEvent', 'day'],
  ['employer', 'creditCode', 'employerRegistration', 'creditCode'],
  ['tax', 'insurance', 'subsidy', 'insurance'],
  ['tax', 'contributionMonth', 'singleContribution', 'contributionMonth'],
  ['tax', 'levyVoucher', 'residentPayment', 'levyVoucher'],
] as const satisfies readonly (readonly [Matter, string, string, string])[]
const ROWS: Partial<Record<Matter, Record<string, unknown>>> = {
  death: { identityNumber: GOOD_NUMBER, fullName: '测试甲', deathDay: '2026-03-01' },
  employer: { creditCode: CODE, name: '示例甲公司', state: 'active', day: '2026-03-01' },
  tax: {
    ...{ identityNumber: GOOD_NUMBER, fullName: '测试甲', creditCode: CODE, insurance: '110', levyVoucher: 'SP1' },
    ...{ contributionMonth: '2026-02', employerAmount: 1, personAmount: 1, arrivalDay: '2026-03-01' },
  },
}

/** 部门来文的一行，read as a batch is. */
function fed(matter: Matter, change: Readonly<Record<string, unknown>>): Verdict | undefined {
  const row = { line: 1, object: { ...ROWS[matter], ...change } }
  const read = readExchangeRow(matter, row, { standard, today: desk.ports.clock.today() })
  return 'code' in read ? { code: read.code, sentence: read.sentence, remedy: read.remedy } : undefined
}

const LABELLED = RULES.filter(({ field }) => field.type === 'code')
/** 看得懂才算得清的：months, days and amounts. */
const FORMED: ReadonlySet<string> = new Set(['month', 'day', 'yuan', 'signedYuan'])
const RECEIVED = standard.kind('levyResult').fields.filter(({ type }) => FORMED.has(type))

article(['WH-6a', 'WH-6(3)'], '一样的填写，不论从哪里来，结论与说法都一样', () => {
  test.each(RULES.map((rule) => [`${rule.kind.zh}·${rule.field.zh}（${rule.field.id}）`, rule] as const))(
    '%s',
    async (_, { kind, field }) => {
      const bad = written(kind, field, badOf(field))
      const direct = plain(field.channels?.[0] ?? kind.channels[0]!)
      const expected = await direct(kind, bad)
      expect(expected, '坏的写法应当不予接受').toBeDefined()
      const channels = channelsOf(kind, field)
      expect(channels.length).toBeGreaterThan(0)
      for (const [name, channel] of channels) expect([name, await channel(kind, bad)]).toEqual([name, expected])
      const good = written(kind, field, goodOf(field))
      expect(await direct(kind, good)).toBeUndefined()
      for (const [name, channel] of channels) {
        const verdict = await channel(kind, good)
        expect([name, verdict?.code === expected!.code]).toEqual([name, false])
      }
    },
  )

  test.each(NEEDED.map((rule) => [`${rule.kind.zh}·${rule.field.zh}（${rule.field.id}）`, rule] as const))(
    '没有填：%s',
    async (_, { kind, field }) => {
      const { [field.id]: _left, ...given } = written(kind, field, '')
      const expected = await plain(field.channels?.[0] ?? kind.channels[0]!)(kind, given)
      expect(expected, '没有填的应当不予接受').toBeDefined()
      for (const [name, channel] of channelsOf(kind, field))
        expect([name, await channel(kind, given)]).toEqual([name, expected])
    },
  )

  test.each(FED)('部门来文的%s·%s：与窗口的%s·%s结论与说法一样', async (matter, item, id, fieldId) => {
    const kind = standard.kind(id)
    const field = kind.fields.find((one) => one.id === fieldId)!
    for (const text of [badOf(field), '']) {
      const { [fieldId]: _tried, ...rest } = written(kind, field, text)
      const atCounter = await counter(kind, text === '' ? rest : { ...rest, [fieldId]: text })
      expect(atCounter, text).toBeDefined()
      const label = matterEntry(matter).items[item]!
      const labelled = JSON.parse(
        JSON.stringify(atCounter)
          .replaceAll(`“${field.zh}”`, `“${label.zh}”`)
          .replaceAll(`“${field.en}”`, `“${label.en}”`),
      )
      expect(fed(matter, { [item]: text })).toEqual(labelled)
    }
    expect(fed(matter, {})).toBeUndefined()
  })

  test('代码与名称同样收：部门来文', () => {
    expect(fed('tax', { insurance: '企业职工基本养老保险' })).toBeUndefined()
    expect(fed('employer', { state: '注销' })).toBeUndefined()
    expect(fed('employer', { state: '倒闭' })?.code).toBe('field.not-in-list')
  })

  test.each(LABELLED.map((rule) => [`${rule.kind.zh}·${rule.field.zh}（${rule.field.id}）`, rule] as const))(
    '代码与名称同样收：%s',
    async (_, { kind, field }) => {
      const [code, { zh }] = Object.entries(field.list!.values)[0]!
      for (const [name, channel] of channelsOf(kind, field)) {
        const [byCode, byName] = [written(kind, field, code), written(kind, field, zh)]
        expect([name, await channel(kind, byName)]).toEqual([name, await channel(kind, byCode)])
      }
    },
  )

  test('表单送名称，与送代码一样成事；对照：不在表中的名称不收', async () => {
    const kind = standard.kind('lifeEvent')
    const event = kind.fields.find(({ id }) => id === 'event')!
    const answer = async (text: string) => {
      const payload = { ...bodyOf(kind, written(kind, event, text), true), ground: '凭死亡证明原件办理' }
      const { statusCode, body } = await staff.inject({ method: 'POST', url: '/desk/facts/lifeEvent/preview', payload })
      return { statusCode, body }
    }
    expect(await answer('死亡')).toEqual(await answer('death'))
    expect((await answer('亡故')).body).toContain('field.not-in-list')
  })

  test.each(RECEIVED.map((field) => [field.zh, field] as const))(
    '到账的钱：%s写坏的，整份不收，说法同标准',
    async (_, field) => {
      const kind = standard.kind('levyResult')
      const bad = written(kind, field, badOf(field))
      const expected = await plain('file')(kind, bad)
      const uploaded = new LevyService(desk.ports).upload(clerk('911', 'frontDesk'), fileOf(kind, bad))
      const refusal: unknown = await uploaded.then(
        () => undefined,
        (error) => error,
      )
      expect(refusal).toBeInstanceOf(Refusal)
      expect((refusal as Refusal).say('zh')).toContain((expected!.sentence as { zh: string }).zh)
    },
  )

  test('到账的钱：号码、姓名、单位、险种与缴费类型写坏的都照收，转待认领', async () => {
    const kind = standard.kind('levyResult')
    for (const field of kind.fields.filter(({ type }) => !FORMED.has(type) && type !== 'text')) {
      const { insurance: _, ...given } = written(kind, field, field.type === 'code' ? '示例' : badOf(field))
      const text = {
        insurance: '110',
        contributionKind: '1',
        ...given,
        ...(field.id === 'insurance' ? { insurance: '示例' } : {}),
      }
      const taken = await new LevyService(desk.ports).upload(clerk('911', 'frontDesk'), fileOf(kind, text))
      expect([field.id, taken.controlRows]).toEqual([field.id, 1])
    }
  })

  test.each([
    ['增员用了减员的原因', { change: 'join', reason: '221' }, 'staff.reason'],
    ['起算年月早于可办的', { change: 'join', reason: '111', fromMonth: '2020-01' }, 'staff.month-passed'],
  ])('跨栏：%s，文件、单位网页与窗口说法相同', async (_, told, code) => {
    const kind = standard.kind('staffChange')
    const given = { ...written(kind, kind.fields[0]!, 'join'), ...told }
    const byFile = await file(kind, given)
    const body = bodyOf(kind, given, true)
    const byHand = async (app: FastifyInstance, url: string) => {
      const { refusedRows } = (await app.inject({ method: 'POST', url, payload: body })).json() as {
        refusedRows: (Verdict & { row: number })[]
      }
      const [refused] = refusedRows
      return refused && { code: refused.code, sentence: refused.sentence, remedy: refused.remedy }
    }
    expect(byFile?.code).toBe(code)
    expect(await byHand(employer, '/staff-changes/preview')).toEqual(byFile)
    expect(await byHand(staff, `/desk/staff-changes/preview?creditCode=${CODE}`)).toEqual(byFile)
  })

  test('跨栏：认证日期尚未到来，文件与窗口说法相同', async () => {
    await desk.persons([[GOOD_NUMBER, '测试甲']], CODE)
    const kind = standard.kind('entitlementCheck')
    const day = kind.fields.find(({ id }) => id === 'checkedDay')!
    const given = written(kind, day, '2199-01-01')
    const byFile = await file(kind, given)
    const payload = { ...bodyOf(kind, given, true), ground: '凭认证记录办理' }
    const { code } = (await staff.inject({ method: 'POST', url: '/desk/facts/entitlementCheck', payload })).json()
    expect(byFile?.code).toBeDefined()
    expect(code).toBe(byFile?.code)
  })

  test('对照：一个渠道用了另一版标准，比得出来', async () => {
    const texts = standardTexts().map((one) =>
      one.path === 'standard/lists.yaml'
        ? { ...one, text: one.text.replace('zh: 死亡, en: death', 'zh: 亡故, en: death') }
        : one,
    )
    const other = { ...desk.policy, standard: { standard: readStandard(texts), name: 'other', texts } }
    const app = await listener(FRONT_DESK, { ...desk.ports, policy: () => other })
    const kind = standard.kind('lifeEvent')
    const field = kind.fields.find(({ id }) => id === 'event')!
    const bad = written(kind, field, badOf(field))
    const there = await answered(app, '/desk/facts/lifeEvent', bodyOf(kind, bad, true))
    expect(there?.code).toBe('field.not-in-list')
    expect(there).not.toEqual(await plain('form')(kind, bad))
  })
})
