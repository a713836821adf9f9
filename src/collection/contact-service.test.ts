import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import { findPersons } from '../ledger/people-store.js'
import { type ContactChange, postableFrom } from './contact-change.js'
import { ContactService } from './contact-service.js'
import { waitingNotes } from './contact-store.js'
import { openJson } from './voucher-body.js'

const CODE = '91110108QYT0000144'
let db: TestDatabase
let desk: TestDesk
let contacts: ContactService
let employerId: string
let personId: string

const rowsOf = (sql: string, values: unknown[] = []) =>
  db.app.transaction({}, (trx) => trx.rows<Record<string, unknown>>(sql, values))
const postings = async () => Number((await rowsOf('select count(*) as n from ledger.posting'))[0]!['n'])
const self = (): Actor => ({
  ...{ personId, realm: 'citizen', sessionId: 's', accountId: `account-${personId}`, posts: [], channel: 'web' },
})

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  contacts = new ContactService(desk.ports)
  employerId = await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试甲']], CODE)
  const digest = desk.ports.vault.identityDigest(citizen(0))
  const found = await db.app.transaction({}, (trx) => findPersons(trx, [digest]))
  personId = [...found.values()][0]!.personId
})
afterAll(() => db.close())

article('WH-7(1)', '联系方式随时变更，即时保存，不经审核，日志照留', () => {
  test('保存即成：一次记账，没有审核环节，看得见新的', async () => {
    const before = await postings()
    const change = { mobilePhone: '13900000002', mailingAddress: '示例市新街2号' }
    await contacts.changePerson(self(), { personId, change, channel: 'citizen', shownInPerson: false })
    expect(await postings()).toBe(before + 1)
    const view = await contacts.ofPerson(personId, true)
    expect(view.current).toMatchObject(change)
    expect(view.changes[0]).toMatchObject({ channel: 'citizen', addressChanged: true, shownInPerson: false })
    const steps = await rowsOf('select * from desk.review_step where submission_id = $1', [view.changes[0]!.submission])
    expect(steps).toEqual([])
  })

  test('送两次只记一次；改回原样是另一次变更', async () => {
    const before = await postings()
    const change = { mobilePhone: '13900000003' }
    for (let i = 0; i < 2; i++)
      await contacts.changePerson(self(), { personId, change, channel: 'citizen', shownInPerson: false })
    expect(await postings()).toBe(before + 1)
    const back = { mobilePhone: '13900000002' }
    await contacts.changePerson(self(), { personId, change: back, channel: 'citizen', shownInPerson: false })
    expect(await postings()).toBe(before + 2)
    expect((await contacts.ofPerson(personId, true)).current).toMatchObject({
      ...back,
      mailingAddress: '示例市新街2号',
    })
  })

  test('告知原来的手机：待发的一行，不写号码，也不写新旧内容', async () => {
    const notes = await db.app.transaction({}, (trx) => waitingNotes(trx, 100))
    const last = notes.filter(({ route }) => route === 'sms').at(-1)!
    expect(desk.ports.vault.unseal(undefined, last.address)).toBe('13900000003')
    const says = openJson<{ zh: string }>(desk.ports.vault, last.body).zh
    expect(says).toMatch(/联系方式已于 2026-03-16 变更/)
    expect(says).not.toMatch(/139/)
  })

  test('库里的行是密文；旧的行照存', async () => {
    const stored = await db.app.transaction({ persons: [personId] }, (trx) =>
      trx.rows<{ mobile_phone: Buffer }>('select mobile_phone from ledger.person_contact where person_id = $1', [
        personId,
      ]),
    )
    expect(stored.length).toBe(3)
    expect(stored.every(({ mobile_phone }) => !mobile_phone.toString().includes('139'))).toBe(true)
    const opened = await db.app.transaction({}, (trx) => contactOfPerson(trx, personId, desk.ports.vault))
    expect(opened.contact?.mobilePhone).toBe('13900000002')
  })

  test('单位的联系方式，由单位或窗口变更；给经办看的本人号码是脱敏的', async () => {
    const change = { contactPerson: '测试乙', phone: '010-12345678', mailingAddress: '示例市工业路8号' }
    await contacts.changeEmployer(operator('77', employerId), { employerId, change, channel: 'employer' })
    expect((await contacts.ofEmployer(employerId)).current).toEqual(change)
    await contacts.changeEmployer(FRONT_DESK, { employerId, change: { phone: '010-87654321' }, channel: 'form' })
    expect((await contacts.ofEmployer(employerId)).current).toEqual({ ...change, phone: '010-87654321' })
    expect((await contacts.ofPerson(personId, false)).current.mobilePhone).not.toBe('13900000002')
  })

  test('未经当面出示的新地址要等；当面出示过的即可用', async () => {
    expect(await contacts.mayPost(personId)).toBe(false)
    expect((await contacts.ofPerson(personId, true)).postFrom).toBe('2026-04-15')
    const change = { mailingAddress: '示例市新街3号' }
    await contacts.changePerson(FRONT_DESK, { personId, change, channel: 'form', shownInPerson: true })
    expect(await contacts.mayPost(personId)).toBe(true)
  })
})

describe('新地址的等待', () => {
  const change = (day: string, more: Partial<ContactChange> = {}): ContactChange => ({
    ...{ submissionId: 's', channel: 'citizen', shownInPerson: false, addressChanged: true, day: day as Day, ...more },
  })
  const from = (changes: readonly ContactChange[], today: string) => postableFrom(changes, 30, today as Day)

  test('满期即可用；手机变更不算地址', () => {
    expect(from([change('2026-03-01')], '2026-03-30')).toBe('2026-03-31')
    expect(from([change('2026-03-01')], '2026-03-31')).toBeUndefined()
    expect(from([change('2026-03-20', { addressChanged: false })], '2026-03-21')).toBeUndefined()
    expect(from([], '2026-03-21')).toBeUndefined()
  })

  test('对照：不看是否当面出示，当面的也要等', () => {
    const shown = change('2026-03-20', { shownInPerson: true })
    expect(from([shown], '2026-03-21')).toBeUndefined()
    expect(from([{ ...shown, shownInPerson: false }], '2026-03-21')).toBe('2026-04-19')
  })
})
