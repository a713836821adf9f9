import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, staff } from '../../test/access.js'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { HAS_PDFTOTEXT, pdfText } from '../../test/pdf-text.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { benefitPaymentFact, determinationFact, opening } from '../../test/record-facts.js'
import { PRINTER, sampleOrigin } from '../../test/sample-paper.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { dataKey, decrypt, encrypt } from '../ledger/cipher.js'
import type { BenefitProofPage } from './benefit-proof-page.js'
import { checkPaper } from './check-service.js'
import { contentDigest } from './content.js'
import { openPrinter, type Printer } from './print.js'
import type { ProofPage } from './proof-page.js'
import type { PaperCipher } from './secrets.js'
import type { StatementPage } from './statement-page.js'
import { StatementService } from './statement-service.js'

const NUMBER = '110101196501129991'
const PLACE = { line: 1, agency: '999901', area: '999900' }
const keyOf = (personId: string) => dataKey(createHash('sm3').update(`person ${personId}`).digest())
const cipher: PaperCipher = {
  load: async () => undefined,
  seal: (personId, plain) => encrypt(keyOf(personId), randomBytes(16), plain),
  open: (personId, sealed) => decrypt(keyOf(personId), sealed),
}
const keyed = (text: string) => createHmac('sm3', 'a key for tests only').update(text).digest()

let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testActing>
let statements: StatementService
/** 出具之室，of the person's own agency or of another. */
let openStatements: (agency?: string) => StatementService
let real: Printer
let me: string
let agent: string
/** 所印的各张纸, as they were set. */
const pages: (StatementPage | ProofPage | BenefitProofPage)[] = []
function kept<P extends (typeof pages)[number]>(page: P): P {
  pages.push(page)
  return page
}

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testActing(db, reading)
  me = await reading.person(NUMBER, '测试委托')
  agent = await reading.person('110101197501019975', '代理人甲')
  await reading.ledger.post([
    employerFact('7', '91110108QYT0000144', '示例制造有限公司'),
    enrolmentFact(me, '7', '2024-01'),
    ...['2025-07', '2025-08'].flatMap((month) => [dueFact(me, month), paidFact(me, month)]),
    dueFact(me, '2025-07', { insurance: '410' }),
    paidFact(me, '2025-07', { insurance: '410' }),
    opening({ personId: me, year: 2024, balance: fen(9_876_500), actualMonths: 120 }),
    determinationFact(me, '2025-09', { item: 'accountPension', amount: fen(107_914) }),
    benefitPaymentFact(me, '2025-10', { amount: fen(107_914) }),
    determinationFact(me, '2025-05', { insurance: '410', benefitKind: 'injury', item: 'injuryGrant', periodic: false }),
  ])
  await reading.sequence()
  real = openPrinter(PRINTER)
  const printer: Printer = {
    ...{ letter: (page) => real.letter(page), close: () => real.close() },
    plain: (template, page, digest) => real.plain(template, page, digest),
    statement: (page, stamp) => real.statement(kept(page), stamp),
    templateDigest: (form) => real.templateDigest(form),
    proof: (page, stamp) => real.proof(kept(page), stamp),
    benefitProof: (page, stamp) => real.benefitProof(kept(page), stamp),
  }
  const random = (count: number) => randomBytes(count)
  const paperDesk = { printer, cipher, keyed, random, newId: randomUUID, host: 'https://quanyi.example.cn' }
  openStatements = (other) =>
    new StatementService({
      ...{ gate: reading.ports.gate, desk: { ...paperDesk, lifeDays: () => 365 }, records: reading.records },
      clock: reading.clock,
      agencyOf: (own) => {
        const { agency } = sampleOrigin()
        const code = other ?? own
        return { agency: { ...agency, code, name: `${agency.name}${code}` }, areaCode: '999900', areaName: '示例市' }
      },
      checkpoint: () => ({ treeSize: 1, root: '0'.repeat(64) }),
    })
  statements = openStatements()
})
afterAll(async () => {
  real?.close()
  await db?.close()
})

let papers = 0
let session: Awaited<ReturnType<ReturnType<typeof testActing>['enter']>> | undefined
/** 代理人此刻的会话，凭所写的范围。 */
async function acting(scope: string) {
  const document = `授权书 ${++papers} 号`
  const what = { representativePersonId: agent, capacity: 'agent', scope, change: 'begin', document } as const
  await reading.ledger.post([{ ...PLACE, kind: 'mandate', personId: me, fromDay: '2026-01-01' as Day, ...what }])
  const stands = (await desk.standing.of(agent)).find((one) => one.document === document)!
  session ??= await desk.enter(agent)
  await desk.acting.choose(await session.now(), stands.ref)
  return { actor: await session.now(), document }
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? error,
  )
const checked = async (code: string) => {
  const answer = await db.app.transaction({}, async () =>
    checkPaper(
      {
        ...{ database: db.app, cipher, keyed, now: () => reading.clock.now(), today: () => reading.clock.today() },
        ...{ limits: () => ({ perCode: 1000, perAddress: 1000, fileMegabytes: 5 }), write: async () => undefined },
        pace: (work) => work,
      },
      { code, lastFour: NUMBER.slice(-4) },
      '192.0.2.1',
    ),
  )
  return answer.paper
}

article(['M14-15c', 'M14-15d'], '代理人索取的权益记录单：只载授权所及的类别，写明载了什么、由谁凭什么索取', () => {
  test('只授权参保登记与缴费：没有账户、年限与待遇；核验所示与纸面一致；推导附页也只有缴费', async () => {
    const { actor, document } = await acting('registration,contribution,statement.issue')
    const paper = await statements.issue(actor, me, { year: 2025, explain: true })
    const page = pages.at(-1) as StatementPage
    expect(page.scope).toEqual([
      '本单只载参保登记、缴费；待遇、个人账户与缴费年限不在许可的范围之内，未载。',
      `由代理人 代理人甲 凭 ${document}为本单所记之人索取。`,
    ])
    expect(page.months.length).toBeGreaterThan(0)
    expect([page.account, page.benefits]).toEqual([{ cells: [], says: '' }, []])
    expect(page.annex!.figures.length).toBeGreaterThan(0)
    expect(JSON.stringify(page)).not.toMatch(/98,765|储存额|缴费年限　/)
    expect((await checked(paper.code))?.scope).toEqual(page.scope)
  })

  test('只授权参保登记与个人账户：没有缴费金额与逐月缴费，参保状态照载', async () => {
    const { actor } = await acting('registration,account,statement.issue')
    await statements.issue(actor, me, { year: 2025, explain: true })
    const page = pages.at(-1) as StatementPage
    expect(page.rows.map(([label]) => label)).toEqual(['参保状态', '首次参保年月'])
    expect(page.months).toEqual([])
    expect(page.account.cells.length).toBeGreaterThan(0)
    expect(page.annex!.figures.map(({ title }) => title).join()).not.toMatch(/单位缴费|个人缴费/)
  })

  test('授权只及一类、不含参保登记，或不含索取：不出具', async () => {
    expect(
      await codeOf(statements.issue((await acting('registration,statement.issue')).actor, me, { year: 2025 })),
    ).toBe('scope.too-narrow')
    expect(
      await codeOf(statements.issue((await acting('contribution,statement.issue')).actor, me, { year: 2025 })),
    ).toBe('scope.too-narrow')
    const none = (await acting('registration,contribution,record.read')).actor
    expect(await codeOf(statements.issue(none, me, { year: 2025 }))).toBe('access.denied')
  })

  test('对照：本人索取的全载，没有这一段；代理人再取不到全载的，只取得到不超出授权的', async () => {
    const whole = await statements.issue(citizen(me), me, { year: 2025 })
    const page = pages.at(-1) as StatementPage
    expect(page.scope).toBeUndefined()
    expect(page.account.says).not.toBe('')
    expect((await checked(whole.code))?.scope).toBeUndefined()
    const { actor } = await acting('registration,contribution,statement.issue')
    const own = await statements.issue(actor, me, { year: 2025 })
    const seen = (await statements.list(actor)).papers.map(({ serial }) => serial)
    expect(seen).toContain(own.serial)
    expect(seen).not.toContain(whole.serial)
    expect(await codeOf(statements.pdf(actor, whole.serial))).toBe('paper.unknown')
    expect((await statements.pdf(actor, own.serial)).length).toBeGreaterThan(1000)
    expect((await statements.list(citizen(me))).papers.map(({ serial }) => serial)).toContain(own.serial)
  })

  test('只限工伤保险的授权：纸面只有工伤，不印养老的账户，写明只含什么；全载的与限别的险种的取不到', async () => {
    const { actor } = await acting('registration,contribution,account,statement.issue,insurance:410')
    const paper = await statements.issue(actor, me, { year: 2025, explain: true })
    const page = pages.at(-1) as StatementPage
    expect(page.scope!.slice(0, 2)).toEqual([
      '本单只载参保登记、缴费；待遇、个人账户与缴费年限不在许可的范围之内，未载。',
      '本单只含工伤保险；其余险种与月份不在许可的范围之内，未载。',
    ])
    expect(page.months.map(([name]) => name)).toEqual(['工伤保险'])
    expect(JSON.stringify(page)).not.toMatch(/98,765|养老保险|储存额/)
    const seen = (await statements.list(actor)).papers.map(({ serial }) => serial)
    expect(seen).toEqual([paper.serial])
    const other = await acting('registration,contribution,account,statement.issue,insurance:110')
    expect(await codeOf(statements.pdf(other.actor, paper.serial))).toBe('paper.unknown')
    const whole = await acting('registration,contribution,account,benefit,statement.issue')
    expect((await statements.list(whole.actor)).papers.map(({ serial }) => serial)).toContain(paper.serial)
    expect((await statements.pdf(citizen(me), paper.serial)).length).toBeGreaterThan(1000)
  })

  test('只限月份的授权：不全在其中的年度不出具；整年的没有累计数；证明只证所限的月份', async () => {
    const part = await acting('registration,contribution,statement.issue,from:2025-08,through:2025-12')
    expect((await statements.list(part.actor)).years).toEqual([])
    expect(await codeOf(statements.issue(part.actor, me, { year: 2025 }))).toBe('statement.year-not-in-mandate')
    expect((await statements.list(part.actor)).proofs).toMatchObject({ from: '2025-08', through: '2025-12' })
    expect(await codeOf(statements.prove(part.actor, me, { from: '2025-07' as Period }))).toBe('proof.span')
    await statements.prove(part.actor, me, {})
    const proof = pages.at(-1) as ProofPage
    expect(proof.scope![0]).toBe('本单只含2025年8月至2025年12月；其余险种与月份不在许可的范围之内，未载。')
    expect(JSON.stringify(proof)).not.toMatch(/2024年1月/)
    const year = await acting('registration,contribution,statement.issue,from:2025-01,through:2025-12')
    await statements.issue(year.actor, me, { year: 2025, explain: true })
    const page = pages.at(-1) as StatementPage
    const cells = (label: string) => page.rows.find(([name]) => name === label)!.slice(1)
    expect(new Set([...cells('累计实际缴费月数'), ...cells('首次参保年月'), ...cells('累计欠缴月数')])).toEqual(
      new Set(['—']),
    )
    expect(page.annex!.figures.map(({ title }) => title).join()).not.toMatch(/实际缴费月数/)
    // 对照：不限月份的，累计月数与首次参保都在.
    const whole = await acting('registration,contribution,statement.issue')
    await statements.issue(whole.actor, me, { year: 2025 })
    const all = (pages.at(-1) as StatementPage).rows.find(([name]) => name === '累计实际缴费月数')!
    expect(all.slice(1).some((cell) => cell !== '—')).toBe(true)
  })

  test('参保缴费证明：授权及于两类的出具，写明由谁索取；缺一类的不出具', async () => {
    const { actor, document } = await acting('registration,contribution,statement.issue')
    const paper = await statements.prove(actor, me, {})
    expect((pages.at(-1) as ProofPage).scope).toEqual([`由代理人 代理人甲 凭 ${document}为本单所记之人索取。`])
    expect((await checked(paper.code))?.scope).toHaveLength(1)
    const other = (await acting('registration,account,statement.issue')).actor
    expect(await codeOf(statements.prove(other, me, {}))).toBe('scope.too-narrow')
  })
})

article(['M14-15c', 'M14-15d', 'N107-3a'], '待遇享受证明：本人、窗口、代理人', () => {
  const rowsOf = () => (pages.at(-1) as BenefitProofPage).rows.map(([insurance]) => insurance)

  test('本人与窗口出具的相同；核验为真，写着证明的名称', async () => {
    expect((await statements.list(citizen(me))).benefits).toBe(true)
    const own = await statements.proveBenefits(citizen(me), me)
    expect(rowsOf()).toEqual(['工伤保险', '企业职工基本养老保险'])
    const digest = contentDigest(pages.at(-1)!)
    expect(await checked(own.code)).toMatchObject({ form: 'benefitProof', title: '社会保险待遇享受证明' })
    await statements.proveBenefits(staff(['frontDesk']), me, '窗口查询')
    expect(contentDigest(pages.at(-1)!)).toEqual(digest)
    const listed = (await statements.list(citizen(me))).papers.find(({ serial }) => serial === own.serial)
    expect(listed).toMatchObject({ form: 'benefitProof', state: 'true' })
    expect(listed).not.toHaveProperty('year')
  })

  test('代理人：授权及于待遇的出具；不及于待遇的、只限月份的不出具，也不列', async () => {
    const { actor, document } = await acting('registration,benefit,statement.issue')
    await statements.proveBenefits(actor, me)
    expect((pages.at(-1) as BenefitProofPage).scope).toEqual([`由代理人 代理人甲 凭 ${document}为本单所记之人索取。`])
    const other = (await acting('registration,contribution,statement.issue')).actor
    expect(await codeOf(statements.proveBenefits(other, me))).toBe('scope.too-narrow')
    expect((await statements.list(other)).benefits).toBe(false)
    const part = (await acting('registration,benefit,statement.issue,from:2025-08,through:2025-12')).actor
    expect(await codeOf(statements.proveBenefits(part, me))).toBe('proof.benefits-not-in-mandate')
    expect((await statements.list(part)).benefits).toBe(false)
  })

  test('只限工伤保险的：只证工伤的待遇，写明只含什么；已出具的全载的取不到', async () => {
    const whole = await statements.proveBenefits(citizen(me), me)
    const { actor } = await acting('registration,benefit,statement.issue,insurance:410')
    const own = await statements.proveBenefits(actor, me)
    expect(rowsOf()).toEqual(['工伤保险'])
    expect((pages.at(-1) as BenefitProofPage).scope![0]).toBe(
      '本单只含工伤保险；其余险种与月份不在许可的范围之内，未载。',
    )
    expect(await codeOf(statements.pdf(actor, whole.serial))).toBe('paper.unknown')
    expect((await statements.pdf(actor, own.serial)).length).toBeGreaterThan(1000)
  })

  test('没有待遇的人：说明没有可证的，不列这一项', async () => {
    expect((await statements.list(citizen(agent))).benefits).toBe(false)
    expect(await codeOf(statements.proveBenefits(citizen(agent), agent))).toBe('proof.no-benefits')
  })
})

article('BQ-6', '统一制式：存根记着所用版式的摘要，各机构相同', () => {
  test('三种证明各记其版式；两个机构出具的，版式与内容相同', async () => {
    const made = {
      statement: await statements.issue(citizen(me), me, { year: 2025 }),
      contributionProof: await statements.prove(citizen(me), me, {}),
      benefitProof: await statements.proveBenefits(citizen(me), me),
    }
    for (const [form, { serial }] of Object.entries(made)) {
      const [row] = await db.admin.transaction({}, (trx) =>
        trx.rows<{ template_digest: Buffer }>('select template_digest from desk.paper where serial = $1', [serial]),
      )
      expect(row!.template_digest).toEqual(Buffer.from(real.templateDigest(form as keyof typeof made)))
    }
    const content = ({ agency: _, ...page }: StatementPage | ProofPage | BenefitProofPage) => page
    await statements.proveBenefits(citizen(me), me)
    const here = pages.at(-1)!
    const elsewhere = openStatements('999902')
    await elsewhere.proveBenefits(citizen(me), me)
    expect(contentDigest(content(pages.at(-1)!))).toEqual(contentDigest(content(here)))
    expect(pages.at(-1)!.agency).not.toEqual(here.agency)
  })
})

article(['M14-15d', 'M14-14b'], '准许出具的条文：照当次决定印在纸上，核验可见', () => {
  const printed = () => (pages.at(-1) as StatementPage | ProofPage).articles
  const paperOf = (actor: Actor, form: 'issue' | 'prove') =>
    form === 'issue'
      ? statements.issue(actor, me, { year: 2025, purpose: '窗口查询' })
      : statements.prove(actor, me, { purpose: '窗口查询' })

  test.each(['issue', 'prove'] as const)('本人网上、自助机，窗口：同为第十五条（%s）', async (form) => {
    for (const actor of [citizen(me), { ...citizen(me), channel: 'kiosk' as const }, staff(['frontDesk'])]) {
      const paper = await paperOf(actor, form)
      expect(printed()).toBe('《社会保险个人权益记录管理办法》第15条')
      expect((await checked(paper.code))?.articles).toEqual(['M14-15d'])
      if (HAS_PDFTOTEXT) expect(pdfText(paper.pdf)).toContain(`准许出具的条文${printed()}`)
    }
  })

  test.each(['issue', 'prove'] as const)('代理人索取的，另有授权所依的条文；与查阅之书所记相同（%s）', async (form) => {
    const { actor } = await acting('registration,contribution,statement.issue')
    const paper = await paperOf(actor, form)
    const { articles } = (await checked(paper.code))!
    expect([...articles!].sort()).toEqual(['M14-15c', 'M14-15d'])
    const [line] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ articles: string }>(
        `select distinct articles from access.look
           where person_id = $1 and actor_person_id = $2 and action = 'statement.issue' and outcome = 'shown'`,
        [me, agent],
      ),
    )
    expect(line!.articles.split(/[、,]/)).toEqual(articles)
  })

  test('内容摘要及于条文：换一条，摘要即不同', () => {
    const page = pages.at(-1)!
    expect(contentDigest({ ...page, articles: '无' })).not.toEqual(contentDigest(page))
  })
})

article(['BQ-4a', 'M14-15d'], '曾参保地的窗口只出具其本区期间的', () => {
  test('转到别区之后：旧区的证明止于转走之前；不全在其中的年度与待遇证明不出具；新区照旧', async () => {
    const moved = { agency: '999902', employerId: '8' }
    await reading.ledger.post([
      { ...employerFact('8', '91110108QYT0000225', '示例贸易有限公司'), agency: '999902' },
      enrolmentFact(me, '7', '2025-08', { change: 'end' }),
      enrolmentFact(me, '8', '2025-08', moved),
    ])
    await reading.sequence()
    const [old, next] = [staff(['frontDesk'], '999901', '921'), staff(['frontDesk'], '999902', '922')]
    await statements.prove(old, me, { purpose: '窗口查询' })
    const proof = pages.at(-1) as ProofPage
    expect(proof.scope).toContain('本单只含2024年1月至2025年7月；其余险种与月份不在许可的范围之内，未载。')
    expect(proof.says).toContain('至2025年7月')
    expect(await codeOf(statements.issue(old, me, { year: 2025, purpose: '窗口查询' }))).toBe(
      'statement.year-not-in-mandate',
    )
    expect(await codeOf(statements.proveBenefits(old, me, '窗口查询'))).toBe('proof.benefits-not-in-mandate')
    await statements.prove(next, me, { purpose: '窗口查询' })
    expect((pages.at(-1) as ProofPage).scope).toBeUndefined()
    expect(await codeOf(statements.issue(next, me, { year: 2025, purpose: '窗口查询' }))).toBe('done')
  })
})
