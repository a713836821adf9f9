import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import type { OpinionRequest } from './expert-contract.js'
import { ExpertService } from './expert-service.js'
import { FactEntryService } from './fact-entry-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊'[n]}` })
const SECRETARY = clerk('940', 'expertSecretary')
const NAMES = ['欧阳知微', '司徒明理']

let db: TestDatabase
let desk: TestDesk
let service: ExpertService
let experts: string[]
let serial = 0

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  service = new ExpertService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 5 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  for (const [i, fullName] of NAMES.entries())
    await service.enter(SECRETARY, { identityNumber: citizen(500 + i), fullName, field: '骨科', unit: '示例医院' })
  experts = (await service.list(SECRETARY)).items.map(({ id }) => id)
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
async function opinion(n: number, change: Partial<OpinionRequest> = {}): Promise<OpinionRequest> {
  const bytes = Buffer.from(`%PDF-1.4\n% 意见 ${++serial}\n%%EOF\n`)
  const documentId = change.documentId ?? (await desk.ports.papers.receive(AGENCY, 'expertOpinion', bytes)).documentId
  const what = { matter: 'injuryGrade' as const, conclusion: '8', day: '2026-03-02', document: `鉴意 ${serial} 号` }
  return { ...WHO(n), ...what, experts, ...change, documentId }
}
const sign = async (n: number, change: Partial<OpinionRequest> = {}) => {
  const signed = await service.sign(SECRETARY, await opinion(n, change))
  return desk.passAll({ id: signed.submission, revision: 1 })
}
const facts = () => new FactEntryService(desk.ports)
const determine = (n: number, variant: string, more: object = {}) =>
  facts().enter(FRONT_DESK, 'benefitDetermination', {
    items: [
      {
        ...{ ...WHO(n), insurance: '410', benefitKind: 'injury', variant, eventMonth: '2026-02' },
        ...{ document: `鉴定书 ${n} 号`, ...more },
      },
    ],
    ground: '经办人核对鉴定书原件',
  })

article(['BD-4', 'BD-15'], '专家只对秘书可见；签署的意见不得更改，结论须与之一致', () => {
  test('入册一次；同一人不重复登记', async () => {
    const again = { identityNumber: citizen(500), fullName: NAMES[0]!, field: '骨科', unit: '示例医院' }
    expect(await codeOf(service.enter(SECRETARY, again))).toBe('expert.listed-already')
  })

  test('意见记账后，审核人、前台所见的一切答复里没有专家的名字', async () => {
    const posted = await sign(0)
    expect(posted.state).toBe('posted')
    const contents = new ContentService(desk.ports)
    for (const actor of [FRONT_DESK, ...Object.values(REVIEWERS)]) {
      const seen = await contents.page(actor, posted.id, 1)
      const told = JSON.stringify([
        seen.content,
        await desk.cases.show(actor, posted.id),
        await desk.cases.list(actor, [AGENCY]),
      ])
      for (const name of NAMES) expect(told).not.toContain(name)
      expect(seen.content.papers).toEqual([])
      expect(told).toContain('8 级')
    }
    expect(JSON.stringify(await service.opinions(SECRETARY))).toContain(NAMES[0])
  })

  test('库里没有专家的名字', async () => {
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ told: string }>(
        `select e::text as told from desk.expert e union all select s::text from desk.expert_signed s`,
      ),
    )
    expect(rows.length).toBeGreaterThan(2)
    for (const { told } of rows) for (const name of NAMES) expect(told).not.toContain(name)
  })

  test('同一份意见书不能改结论、换人再登记', async () => {
    const request = await opinion(1)
    const signed = await service.sign(SECRETARY, request)
    expect((await service.sign(SECRETARY, request)).submission).toBe(signed.submission)
    await desk.passAll({ id: signed.submission, revision: 1 })
    expect(await codeOf(service.sign(SECRETARY, { ...request, conclusion: '4' }))).toBe('opinion.known-already')
    expect(await codeOf(service.sign(SECRETARY, { ...request, ...WHO(2) }))).toBe('opinion.known-already')
  })

  test.each([
    ['结论不属此事项', () => opinion(2, { conclusion: 'complete' }), 'opinion.conclusion'],
    ['将来的日期', () => opinion(2, { day: '2026-03-17' }), 'fact.in-future'],
    ['名册之外的专家', () => opinion(2, { experts: ['00000000-0000-4000-8000-000000000000'] }), 'expert.unknown'],
    ['编号里写着专家姓名', () => opinion(2, { document: `${NAMES[1]}意见` }), 'entry.refused'],
    ['为自己出具意见', () => opinion(2, { identityNumber: citizen(500), fullName: NAMES[0]! }), 'entry.refused'],
  ] as const)('%s，不予登记', async (_says, made, code) => {
    expect(await codeOf(service.sign(SECRETARY, await made()))).toBe(code)
  })

  test('工伤待遇：没有意见、结论不同，都不予核定；另有新的意见，依新的', async () => {
    const injured = { elsewhere: { item: 'injuryAllowance', amount: 1, periodic: true, fromMonth: '2026-03' } }
    expect(await codeOf(determine(0, '4', injured))).toBe('opinion.differs')
    expect((await determine(0, '8', injured)).state).toBe('initialReview')
    await desk.ledger.post([await paid(3), await paid(0)])
    expect(await codeOf(determine(3, '8'))).toBe('opinion.missing')
    expect(await codeOf(determine(0, '4'))).toBe('opinion.differs')
    await sign(0, { conclusion: '4', day: '2026-03-10' })
    expect((await determine(0, '4')).state).toBe('initialReview')
    expect(await codeOf(determine(0, '8', injured))).toBe('opinion.differs')
  })

  test('离册的专家不再签署', async () => {
    await service.leave(SECRETARY, experts[1]!)
    expect(await codeOf(service.sign(SECRETARY, await opinion(4)))).toBe('expert.unknown')
    expect(await codeOf(service.leave(SECRETARY, experts[1]!))).toBe('expert.unknown')
  })
})

async function paid(n: number) {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]),
  )
  return {
    ...{ kind: 'paid', line: 1, personId: row!.id, agency: AGENCY, area: '999900', insurance: '410' },
    ...{ settlementMonth: '2026-01', contributionMonth: '2026-01', contributionKind: '1', base: 600_000 },
    ...{ employerAmount: 3_000, personAmount: 0, employerToAccount: 0, personToAccount: 0, source: 'tax' },
    ...{ levyVoucher: `V${n}`, arrivalDay: '2026-01-20', fitsRule: true },
  } as never
}
