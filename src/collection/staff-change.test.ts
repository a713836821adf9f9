import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, csv, FRONT_DESK, operator, REVIEWERS, type TestDesk, testDesk, testPolicy } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { mod112 } from '../kernel/mod11-2.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { ageFits } from '../policy/staff-change.js'
import { ContentService } from './content-service.js'
import type { StaffChange } from './staff-change-contract.js'
import { cutOffOn } from './staff-change-rule.js'
import { StaffChangeService } from './staff-change-service.js'

const CODE = '91110108QYT0000144'
const OTHER = '91110105QYT000022K'
let db: TestDatabase
let desk: TestDesk
let mine: string
let theirs: string
let filer: Actor
let other: Actor

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  mine = await desk.employer(CODE)
  theirs = await desk.employer(OTHER)
  filer = operator('800', mine)
  other = operator('801', theirs)
})
afterAll(() => db.close())

/** Born on a day, of a sex: sequence 997 and 999 are men, 996 and 998 women. */
function born(day: string, sequence: 996 | 997 | 998 | 999): string {
  const body = `110101${day.replaceAll('-', '')}${sequence}`
  return body + mod112(body)
}
const codeOf = async (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? String(thrown),
  )
const on = (day: string) =>
  new StaffChangeService({ ...desk.ports, clock: { ...desk.ports.clock, today: () => day as Day } })
const join = (identityNumber: string, rest: Partial<StaffChange> = {}): StaffChange => ({
  ...{ change: 'join', identityNumber, fullName: '测试丙', reason: '111', wage: 900_000, ...rest },
})
const leave = (identityNumber: string, rest: Partial<StaffChange> = {}): StaffChange => ({
  ...{ change: 'leave', identityNumber, fullName: '测试丙', reason: '222', ...rest },
})
const refusals = async (changes: StaffChange[], actor = filer, employer = mine) =>
  (await on('2026-03-16').preview(actor, employer, changes)).preview.refusedRows
const posted = async (
  actor: Actor,
  employer: string,
  changes: StaffChange[],
  day = '2026-03-16',
  documentId?: string,
) => {
  const detail = await on(day).send(actor, employer, {
    ...{ changes, acceptedOnly: false },
    ...(documentId === undefined ? {} : { documentId }),
  })
  return desk.passAll(detail)
}

describe('截止日', () => {
  const area = () => desk.policy.book.area(AREA)
  test('当日及以前自当月起，其后自次月起', () => {
    expect(cutOffOn(area(), '2026-03-20' as Day)).toMatchObject({ effectiveMonth: '2026-03', day: 20 })
    expect(cutOffOn(area(), '2026-03-21' as Day).effectiveMonth).toBe('2026-04')
    expect(cutOffOn(area(), '2026-12-21' as Day).says.zh).toContain('2027-01')
  })
})

article('BD-21', '不为超龄、未到年龄、身份不实的人参保；可疑的须凭证明、走更长的路线', () => {
  const may = (day: string, sex: string, insurance: string, policy = desk.policy) =>
    ageFits(policy.book.area(AREA), { sex, birthDate: day as Day }, insurance, parsePeriod('2026-03'))

  test('按险种与统筹区的年龄规则；地方许可工伤的，规则一改就许', () => {
    expect(may('1958-01-01', '1', '110')).toBe('tooOld')
    expect(may('1958-01-01', '1', '410')).toBe('tooOld')
    expect(may('1972-01-01', '2', '110')).toBe('doubtful')
    expect(may('1972-01-01', '1', '110')).toBe('fits')
    expect(may('2011-01-01', '1', '110')).toBe('tooYoung')
    const allowing = testPolicy((path, text) =>
      path.endsWith('national/contribution-business.yaml')
        ? text.replace('"310": "0", "410": "0"', '"310": "0", "410": "1"')
        : text,
    )
    expect(may('1958-01-01', '1', '410', allowing)).toBe('fits')
    expect(may('1958-01-01', '1', '110', allowing)).toBe('tooOld')
  })

  test('超龄、未满就业年龄、校验码不对的行不接受', async () => {
    const rows = await refusals([
      join(born('1958-01-01', 997)),
      join(born('2011-01-01', 997)),
      join(`${born('1990-01-01', 997).slice(0, 17)}${born('1990-01-01', 997).endsWith('1') ? '2' : '1'}`),
    ])
    expect(rows.map(({ code }) => code)).toEqual([
      'staff.over-age',
      'staff.under-age',
      expect.stringMatching(/^identity\./),
    ])
  })

  test('女职工年龄在两个法定退休年龄之间：没有证明不接受；凭证明走四个环节', async () => {
    const number = born('1972-01-01', 998)
    expect((await refusals([join(number)])).map(({ code }) => code)).toEqual(['staff.needs-proof'])
    const paper = await on('2026-03-16').receive(mine, Buffer.from('岗位证明,管理岗位\n'))
    const detail = await on('2026-03-16').send(filer, mine, {
      ...{ changes: [join(number)], acceptedOnly: false, documentId: paper.documentId },
    })
    expect([detail.kind, detail.route]).toEqual(['provenJoin', ['initialReview', 'review', 'recheck', 'approval']])
    expect((await desk.passAll(detail)).state).toBe('posted')
  })
})

article('M14-5c', '单位及时报送职工增减，逐行校验，先审后记', () => {
  const who = born('1990-02-02', 997)

  test('没有登记的人：登记、参保与首月工资一并成为事实；再报是同一件', async () => {
    const { preview } = await on('2026-03-16').preview(filer, mine, [join(who)])
    expect(preview).toMatchObject({ effectiveMonth: '2026-03', needsProof: false, refusedRows: [] })
    expect(preview.lines[0]!.insurances).toEqual(expect.arrayContaining(['110', '210', '310', '410']))
    const detail = await on('2026-03-16').send(filer, mine, { changes: [join(who)], acceptedOnly: false })
    const again = await codeOf(on('2026-03-16').send(filer, mine, { changes: [join(who)], acceptedOnly: false }))
    expect([undefined, 'submission.nothing-accepted']).toContain(again)
    expect((await refusals([leave(who)])).map(({ code }) => code)).toEqual(['staff.pending'])
    expect((await desk.passAll(detail)).state).toBe('posted')
    const [base] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ f: number; t: number; w: string }>(
        'select from_month as f, through_month as t, declared_wage as w from ledger.base_declaration order by posting_id desc limit 1',
      ),
    )
    expect(base).toEqual({ f: 202603, t: 202606, w: '900000' })
  })

  test('重复参保、起算年月已过、原因不对、名字不符、同日增减：各有其由', async () => {
    const rows = await refusals([
      join(who),
      join(born('1991-02-02', 997), { fromMonth: '2026-01' }),
      join(born('1991-02-03', 997), { reason: '222' }),
      leave(born('1991-02-04', 997)),
      leave(who, { fullName: '别的名' }),
      join(born('1991-02-05', 997)),
      leave(born('1991-02-05', 997)),
    ])
    expect(rows.map(({ row, code }) => `${row}:${code}`)).toEqual([
      ...['1:entry.refused', '2:staff.month-passed', '3:staff.reason', '4:row.person-not-matched'],
      ...['5:row.person-not-matched', '7:row.person-not-matched'],
    ])
    expect(rows.every(({ reason }) => reason === undefined)).toBe(true)
  })

  test('同月增员又减员：当月应缴仍在，减员自次月起算，事先说明', async () => {
    const { preview } = await on('2026-03-16').preview(filer, mine, [leave(who)])
    expect(preview.lines[0]).toMatchObject({ change: 'leave', fromMonth: '2026-04' })
    expect(preview.lines[0]!.notes[0]!.zh).toContain('2026-04')
    expect((await posted(filer, mine, [leave(who)])).state).toBe('posted')
  })

  test('两个单位：养老不许重复，缘由只告诉经办人；工伤许可，审核时有提示', async () => {
    const two = born('1992-02-02', 997)
    expect((await posted(filer, mine, [join(two)])).state).toBe('posted')
    const [shown] = await refusals([join(two)], other, theirs)
    expect([shown!.code, shown!.reason]).toEqual(['staff.cannot-join', undefined])
    expect(JSON.stringify(shown)).not.toContain('其他单位')
    const [toClerk] = await refusals([join(two)], FRONT_DESK, theirs)
    expect(toClerk!.reason?.zh).toContain('其他单位')
    const only = await on('2026-03-16').send(other, theirs, {
      ...{ changes: [join(two, { insurances: ['410'] })], acceptedOnly: false },
    })
    const content = await new ContentService(desk.ports).page(FRONT_DESK, only.id, 1)
    expect(JSON.stringify(content)).toContain('各自缴纳')
    expect((await desk.passAll(only)).state).toBe('posted')
  })

  test('两个单位同时报同一人：先记账的成立，后一件不记', async () => {
    const three = born('1993-02-02', 997)
    expect((await posted(filer, mine, [join(three)])).state).toBe('posted')
    await posted(filer, mine, [leave(three, { fromMonth: '2026-04' })])
    const [a, b] = await Promise.all([
      on('2026-04-02').send(filer, mine, { changes: [join(three)], acceptedOnly: false }),
      on('2026-04-02').send(other, theirs, { changes: [join(three)], acceptedOnly: false }),
    ])
    expect((await desk.passAll(a)).state).toBe('posted')
    const late = await desk.passAll(b)
    expect([late.state, late.blocked?.zh]).toEqual(['agreed', expect.stringContaining('其他单位')])
  })

  test('按文件：读不懂的行与不合的行都在，行号与文件一致', async () => {
    const file = csv('变动类型,社会保障号码,姓名,变更原因,缴费工资', [
      ['增员', born('1994-02-02', 997), '测试丁', '新参保', '8000'],
      ['调动', born('1994-02-03', 997), '测试丁', '新参保', '8000'],
      ['减员', born('1994-02-04', 997), '测试丁', '辞职', ''],
      ['增员', born('1994-02-05', 997), '测试丁', '新参保', '-1'],
    ])
    const { preview } = await on('2026-03-16').read(filer, mine, file)
    expect(preview.lines.map(({ row }) => row)).toEqual([2])
    expect(preview.refusedRows.map(({ row }) => row)).toEqual([3, 4, 5])
    expect(await codeOf(on('2026-03-16').send(filer, mine, { changes: [join('1')], acceptedOnly: false }))).toBe(
      'submission.nothing-accepted',
    )
  })

  test('退回之后改正重报是同一件的下一版；当作月度申报的文件重报，不予办理', async () => {
    const who = born('1995-03-03', 997)
    const sent = await on('2026-03-16').send(filer, mine, { changes: [join(who)], acceptedOnly: false })
    const stage = sent.route[0]!
    await desk.reviews.return(REVIEWERS[stage], sent.id, { stage, revision: 1, reason: '工资写错了' })
    const asTable = { fileName: 'a.csv', bytes: csv('社会保障号码,姓名,缴费工资', [[who, '测试丙', '8000']]) }
    expect(await codeOf(desk.filings.resubmit(filer, sent.id, asTable))).toBe('submission.missing')
    const again = await on('2026-03-16').send(filer, mine, {
      ...{ changes: [join(who, { wage: 950_000 })], acceptedOnly: false, resubmits: sent.id },
    })
    expect([again.id, again.revision]).toEqual([sent.id, 2])
    expect((await desk.passAll(again)).state).toBe('posted')
  })
})
