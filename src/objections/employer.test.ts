import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk as clerkOf, operator as operatorOf, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { codeOf, hire, setClock } from '../../test/work-desk.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { mask } from '../kernel/mask.js'
import type { RaiseRequest } from './contract.js'

const CODE = '91110108QYT0000144'
const OTHER = '91110108QYT00201X0'
const NOBODYS = '91110108QYT0020280'
const PATH = 'contribution/110/2025-02/1/paidPerson'
const TOLD = { reason: 'amount', words: '二月份扣得比工资条上少。' } as const

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let employerId: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), '测试异']),
    CODE,
  )
  for (const n of [0, 1, 2]) {
    const personId = await idOf(n)
    await desk.ledger.post(
      ['2025-01', '2025-02', '2025-03'].flatMap((month) => [
        dueFact(personId, month, { employerId }),
        paidFact(personId, month, { employerId }),
      ]),
    )
  }
  await hire(db, '961', ['reviewer'])
  await hire(db, '962', ['approver'])
  setClock(desk, '2026-03-16T09:00:00+08:00')
})
afterAll(() => db.close())

const clerk = (...of: Parameters<typeof clerkOf>) => signedIn(clerkOf(...of))
const operator = (...of: Parameters<typeof operatorOf>) => signedIn(operatorOf(...of))
const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试异' })).personId
const me = async (n: number) => insured(await idOf(n))
const raise = async (n: number, more: Partial<RaiseRequest> = {}) =>
  room.raising.raise(await me(n), { path: PATH, ...TOLD, ...more })
const scanned = async () =>
  (
    await desk.ports.papers.receive(AGENCY, 'objection', Buffer.from('%PDF-1.4\n书面异议\n%%EOF'), {
      fileName: 'a.pdf',
    })
  ).documentId

article(['M14-16a', 'BQ-8a'], '单位就其可看的提出；窗口为任何一种身份的人录入书面异议', () => {
  test('单位自名单的一行提出：号码是遮住的；名单与缴费页标明在核查中，别的月份不标，别的单位不见', async () => {
    const boss = operator('970', employerId)
    const asked = { insurance: '110', month: '2025-03', figure: 'paidPerson', ...TOLD } as const
    const { staff } = await room.employers.staff(boss, { month: '2025-03' })
    const line = staff.find(({ identityNumber }) => identityNumber === mask(citizen(2)))!
    const named = { identityNumber: line.identityNumber, fullName: line.fullName }
    expect(line.insurances[0]).not.toHaveProperty('underReview')
    const id = await room.raising.ofEmployer(boss, { ...asked, ...named })
    const marked = async (month: string) =>
      (await room.employers.staff(boss, { month })).staff.filter(({ insurances }) =>
        insurances.some(({ underReview }) => underReview !== undefined),
      )
    expect((await marked('2025-03')).map(({ identityNumber }) => identityNumber)).toEqual([line.identityNumber])
    expect(await marked('2025-01')).toEqual([])
    const paid = await room.employers.payments(boss, { from: '2025-01', through: '2025-03' })
    expect(paid.months.filter(({ underReview }) => underReview !== undefined)).toMatchObject([
      { month: '2025-03', insurance: '110', underReview: '2026-03-16' },
    ])
    const elsewhere = operator('971', '424242')
    expect(await codeOf(room.raising.ofEmployer(elsewhere, { ...asked, ...named }))).toBe('access.denied')
    expect(await codeOf(room.raising.ofEmployer(boss, { ...asked, ...named, fullName: '不是此人' }))).toBe(
      'access.denied',
    )
    await room.views.withdraw(boss, id, undefined)
    expect(await marked('2025-03')).toEqual([])
    // 本人就本单位的月份提出的，单位的名单上也标明；没有提出的年份不标。
    const own = await raise(2, { path: 'contribution/110/2025-01/1/base' })
    expect(await marked('2025-01')).toHaveLength(1)
    await room.views.withdraw(await me(2), own, undefined)
  })

  test('窗口：代理人、监护人、继承人须填来人并扫描书面异议；扫描件附在这一件上，来人只告诉经办', async () => {
    const front = clerk('965', 'frontDesk')
    const personId = await idOf(0)
    const asked = { personId, path: PATH, ...TOLD, raisedAs: 'agent' } as const
    expect(await codeOf(room.raising.atCounter(front, asked))).toBe('objection.form-needed')
    expect(await codeOf(room.raising.atCounter(front, { ...asked, came: '代理某' }))).toBe('objection.form-needed')
    const form = await scanned()
    const [a, g, r] = ['agent', 'guardian', 'relative'] as const
    for (const [n, raisedAs] of [a, g, r].entries()) {
      const path = `contribution/110/2025-0${n + 1}/1/base`
      const id = await room.raising.atCounter(front, { ...asked, path, raisedAs, form, came: '代理某' })
      const { objection } = await room.cases.show(front, id)
      expect(objection).toMatchObject({ raisedAs, came: '代理某' })
      expect(objection.steps[0]).toMatchObject({ act: 'raise', documentId: form })
      expect(await room.views.one(await me(0), id)).not.toHaveProperty('came')
    }
  })

  test('窗口：单位提出的凭信用代码，只就本单位的月份，单位自己也看得到；没有这个单位、不是它的月份，不收', async () => {
    const front = clerk('965', 'frontDesk')
    await desk.employer(OTHER)
    const asked = { personId: await idOf(1), path: PATH, ...TOLD, raisedAs: 'employer' } as const
    const came = { form: await scanned(), came: '单位某' }
    expect(await codeOf(room.raising.atCounter(front, { ...asked, ...came }))).toBe('objection.employer-code-needed')
    const self = { ...asked, raisedAs: 'self', creditCode: CODE } as const
    expect(await codeOf(room.raising.atCounter(front, self))).toBe('objection.employer-code-needed')
    const other = room.raising.atCounter(front, { ...asked, ...came, creditCode: OTHER })
    expect(await codeOf(other)).toBe('objection.not-the-employers')
    const unknown = room.raising.atCounter(front, { ...asked, ...came, creditCode: NOBODYS })
    expect(await codeOf(unknown)).toBe('objection.unknown-employer')
    const id = await room.raising.atCounter(front, { ...asked, ...came, creditCode: CODE })
    expect((await room.views.ofEmployer(operator('970', employerId))).items.map((one) => one.id)).toContain(id)
  })
})
