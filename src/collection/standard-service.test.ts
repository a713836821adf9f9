import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { clerk, type TestDesk, testDesk } from '../../test/desk.js'
import { standardTexts } from '../../test/standard.js'
import { Refusal } from '../kernel/refusal.js'
import { textsInForce } from '../ledger/policy-store.js'
import { readStandard } from '../policy/standard.js'
import { ReviewService } from './review-service.js'
import { StandardService } from './standard-service.js'

const CITY = '999900'
const at = (id: string, ...posts: Parameters<typeof clerk>[1][]) => ({ ...clerk(id, ...posts), agency: CITY })
const MAINTAINER = at('921', 'parameterMaintainer')
const REVIEWER = at('922', 'reviewer')
const APPROVER = at('923', 'approver')
const ADMIN = at('924', 'systemAdmin')

let db: TestDatabase
let desk: TestDesk
let standards: StandardService
let reviews: ReviewService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.ledger.posting.post({
    ...{ key: 'release:standard', bodyDigest: Buffer.alloc(32), voucherId: desk.ports.ids.uuid(), revision: 1 },
    ...{ kind: 'policyRelease', agency: CITY, businessDay: desk.ports.clock.today(), policyDigest: '00', steps: [] },
    facts: standardTexts().map(({ path, text }, i) => {
      return { kind: 'policyText' as const, line: i + 1, textKind: 'standard' as const, path, text }
    }),
  })
  const ports = { ...desk.ports, policy: () => desk.policy, rulesChanged: reload }
  standards = new StandardService(ports)
  reviews = new ReviewService(ports)
})
afterAll(() => db.close())

async function reload(): Promise<void> {
  const all = await db.app.transaction({}, (trx) => textsInForce(trx))
  const texts = all.filter(({ kind }) => kind === 'standard')
  const standard = readStandard(texts)
  desk.policy = { ...desk.policy, standard: { standard, name: `${standard.version} changed`, texts } }
}

const textOf = (path: string) => desk.policy.standard.texts.find((one) => one.path === path)!.text
const longer = () =>
  textOf('standard/elements.yaml').replace('type: text, most: 200, level: none', 'type: text, most: 150, level: none')
const request = (text: string, path = 'standard/elements.yaml') => ({ path, text, explanation: '统一地址长度' })
const refusedBy = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refusal ? error.entry.code : error
}

article('WH-5', '采集标准由市级业务岗提出，别人审核、审批，系统管理员施行；旧件照旧', () => {
  test('读不通的、没有改动的，不予受理', async () => {
    const broken = textOf('standard/elements.yaml').replace('level: none', 'level: half')
    expect(await refusedBy(standards.propose(MAINTAINER, request(broken)))).toBe('standard.malformed')
    const same = `${textOf('standard/elements.yaml')}# 只改一句注释\n`
    expect(await refusedBy(standards.propose(MAINTAINER, request(same)))).toBe('parameter.nothing-changes')
  })

  test('没有审核环节的一类，其栏目不能改为人工审核；先定路线才可以', async () => {
    const manual = textOf('standard/elements.yaml').replace(/(mailingAddress: \{.*?)level: none/, '$1level: manual')
    expect(await refusedBy(standards.propose(MAINTAINER, request(manual)))).toBe('standard.level-needs-route')
    const { contactChange, relief } = desk.ports.routes
    const routes = { ...desk.ports.routes, contactChange: { ...contactChange, steps: relief.steps } }
    const routed = new StandardService({ ...desk.ports, routes, policy: () => desk.policy })
    expect((await routed.propose(MAINTAINER, request(manual))).differences[0]?.after).toBe('人工审核')
  })

  test('提出、审核、审批、施行各由不同的人；送两次只有一件，施行两次只记一次', async () => {
    const asked = request(longer())
    const made = await standards.propose(MAINTAINER, asked)
    expect((await standards.propose(MAINTAINER, asked)).id).toBe(made.id)
    expect(made.differences.map(({ at }) => at).sort()[0]).toMatch(/通讯地址.*长度/)
    const { revision } = made
    expect(await refusedBy(standards.apply(ADMIN, made.id, { revision }))).toBe('parameter.not-agreed')
    expect(await refusedBy(reviews.pass(MAINTAINER, made.id, { stage: 'review', revision }))).not.toBeUndefined()
    await reviews.pass(REVIEWER, made.id, { stage: 'review', revision })
    await reviews.pass(APPROVER, made.id, { stage: 'approval', revision })
    expect(await refusedBy(standards.apply(REVIEWER, made.id, { revision }))).toBe('review.staff-only')
    const before = desk.policy.standard.name
    const applied = await standards.apply(ADMIN, made.id, { revision })
    expect(applied.state).toBe('posted')
    expect(await standards.apply(ADMIN, made.id, { revision })).toMatchObject({ state: 'posted' })
    expect(desk.policy.standard.standard.elements['mailingAddress']?.most).toBe(150)
    expect(desk.policy.standard.name).not.toBe(before)
    const [row] = await db.app.transaction({}, (trx) =>
      trx.rows<{ standard: string }>('select standard from desk.revision where submission_id = $1', [made.id]),
    )
    expect(row!.standard).toBe(before)
  })

  test('随版本改动的标准只提出一次；本地改过的，版本没有新说法就不再提', async () => {
    const releaser = { ...MAINTAINER, personId: '0' }
    expect(await standards.proposeShipped(releaser, standardTexts())).toEqual([])
    const fresh = standardTexts().map((one) =>
      one.path === 'standard/persons.yaml'
        ? { ...one, text: one.text.replace('号码已说明的不填', '号码已载明的不填') }
        : one,
    )
    const before = (await standards.list(MAINTAINER)).items.length
    for (let i = 0; i < 2; i++)
      expect(await standards.proposeShipped(releaser, fresh)).toEqual(['standard/persons.yaml'])
    const { items } = await standards.list(MAINTAINER)
    expect(items).toHaveLength(before + 1)
    expect(items[0]?.differences[0]?.after).toBe('号码已载明的不填')
  })
})
