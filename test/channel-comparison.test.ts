import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { StatementData } from '../src/certificates/statement-data.js'
import { COMPARED_CHANNELS, type ComparisonsAnswer } from '../src/channels/comparison-contract.js'
import { ComparisonService, everyChannel } from '../src/channels/comparison-service.js'
import { differenceSentence, groupedDifferences } from '../src/channels/difference-view-service.js'
import type { KioskContent } from '../src/channels/kiosk-contract.js'
import type { Teller } from '../src/channels/teller.js'
import type { Instant } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { RecordSections } from '../src/query/contract.js'
import { staff } from './access.js'
import { article } from './article.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity({ ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') })
}, 180_000)
afterAll(() => city?.close())

const service = () => new ComparisonService(city.served.channels.ports)
const channels = () => everyChannel(city.served.channels.ports.voiceItems())

/** 埋下一处不同：what leaves by this channel is changed on its way, before anybody reads it. */
function planted<A>(channel: string, change: (answer: A) => A): Teller[] {
  return channels().map((one) =>
    one.channel === channel ? { ...one, answer: (source) => change(one.answer(source) as A) } : one,
  )
}

/** A fen more in the text of the balance, and nowhere else. */
const textOfBalance = (sections: RecordSections): RecordSections => {
  const { account } = sections
  if (account?.balance === undefined) return sections
  return {
    ...sections,
    account: { ...account, balance: { ...account.balance, text: oneFenMore(account.balance.text) } },
  }
}
const inLines =
  (change: (line: KioskContent['lines'][number]) => KioskContent['lines'][number]) =>
  ({ lines }: KioskContent): KioskContent => ({
    lines: lines.map((line) => (line.item === 'balance' ? change(line) : line)),
  })
const sentences = (pattern: RegExp, by: string) => (said: readonly string[]) =>
  said.map((one) => one.replace(pattern, by))
const fewerMonths = (data: StatementData | undefined): StatementData | undefined =>
  data && { ...data, insurances: data.insurances.map(lessOne) }
const lessOne = (one: StatementData['insurances'][number]) =>
  one.actualMonths === undefined || one.insurance !== '110' ? one : { ...one, actualMonths: one.actualMonths - 1 }

/** 12,345.06元 → 12,345.07元, or the other way where that would carry. */
function oneFenMore(text: string): string {
  return text.replace(/(\d)(?=元| yuan)/, (digit) => (digit === '9' ? '8' : String(Number(digit) + 1)))
}

const PLANTED: readonly (readonly [channel: string, item: string, change: (answer: never) => unknown])[] = [
  ['counter', 'balance', textOfBalance],
  ['web', 'balance', textOfBalance],
  ['web-en', 'balance', textOfBalance],
  ['api', 'balance', textOfBalance],
  ['api-content', 'balance', inLines((line) => ({ ...line, text: { ...line.text, en: oneFenMore(line.text.en) } }))],
  ['kiosk', 'balance', inLines((line) => ({ ...line, text: { ...line.text, zh: oneFenMore(line.text.zh) } }))],
  [
    'kiosk',
    'balance',
    inLines((line) => ({ ...line, spoken: { ...line.spoken, zh: line.spoken.zh.replace('元', '0元') } })),
  ],
  ['hotline', 'balance', sentences(/(储存额为.*?)元/, '$10元')],
  ['hotline-en', 'balance', sentences(/(the account balance of \d+ is \d+) yuan/, '$10 yuan')],
  ['sms', 'state', (text: string) => text.replace('参保缴费状态', '暂停缴费状态')],
  ['paper', 'months', fewerMonths],
]

/** 记录单上的数：of each insurance and of the pension account, by name. */
function figuresOf(paper: StatementData | undefined): [string, number][] {
  if (paper === undefined) return []
  const parts = [...paper.insurances, ...paper.residents, paper.account]
  return parts.flatMap((part) =>
    Object.entries(part).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function numbersIn(content: unknown): number[] {
  if (typeof content === 'number') return [content]
  if (typeof content !== 'object' || content === null) return []
  return Object.values(content).flatMap(numbersIn)
}

article(['BQ-6', 'BQ-5(3)', 'N107-3h', 'M14-14c'], '各渠道的内容逐夜比对', () => {
  test('全部相同：每个渠道都比了，没有一处不同', async () => {
    const run = await service().run()
    expect(run.differences).toEqual([])
    expect([...run.channels].sort()).toEqual(Object.keys(COMPARED_CHANNELS).sort())
    expect(run.persons).toBeGreaterThan(10)
    expect(run.figures).toBeGreaterThan(run.persons * run.channels.length)
  })

  test('记录单上的每一个数，都在网上查得到的内容里', async () => {
    const [onScreen, onPaper]: [RecordSections[], (StatementData | undefined)[]] = [[], []]
    const kept = channels().map((one) => ({
      ...one,
      answer: (source: Parameters<typeof one.answer>[0]) => {
        const answer = one.answer(source)
        if (one.channel === 'web') onScreen.push(answer as RecordSections)
        if (one.channel === 'paper') onPaper.push(answer as StatementData | undefined)
        return answer
      },
    }))
    await service().run(kept as Teller[])
    expect(onScreen.length).toBe(onPaper.length)
    const missing = onPaper.flatMap((paper, i) => {
      const there = new Set(numbersIn(onScreen[i]))
      return figuresOf(paper).flatMap(([name, value]) => (there.has(value) ? [] : [[name, value]]))
    })
    expect(missing).toEqual([])
    expect(onPaper.flatMap(figuresOf).length).toBeGreaterThan(onPaper.length)
  })

  test.each(PLANTED)('对照：%s 埋下一处不同（%s），指明渠道、项目与两处的值', async (channel, item, change) => {
    const { differences } = await service().run(planted(channel, change as (answer: unknown) => unknown))
    expect(differences.length).toBeGreaterThan(0)
    expect(new Set(differences.map((one) => one.channel))).toEqual(new Set([channel]))
    for (const { key, how, expected, told } of differences) {
      expect([key.split('/')[0], how]).toEqual([item, 'other'])
      expect(expected).toMatch(/./)
      expect(told).toMatch(/./)
      expect(told).not.toBe(expected)
    }
    const [view, ...more] = groupedDifferences(differences)
    expect(more.every((one) => one.item === item)).toBe(true)
    expect(view).toMatchObject({ channel, item, count: expect.any(Number) })
    const says = differenceSentence(view!)
    expect(says).toContain(COMPARED_CHANNELS[channel]!.zh)
    expect(says).toMatch(/应为 .+，所告知为 .+/)
    for (const { name, identityNumber } of city.people) {
      expect(says).not.toContain(name)
      expect(says).not.toContain(identityNumber.slice(-4))
    }
  })

  test('每个渠道都埋过', () => {
    expect(new Set(PLANTED.map(([channel]) => channel))).toEqual(new Set(Object.keys(COMPARED_CHANNELS)))
  })

  test('没有告知的、多告知的，也看得出；单位的名称不写出', async () => {
    const silent = planted<readonly string[]>('hotline', (said) => said.map(() => '嗯。'))
    const { differences: missing } = await service().run(silent)
    expect(new Set(missing.map(({ channel, how }) => `${channel} ${how}`))).toEqual(new Set(['hotline missing']))
    const extra = planted<KioskContent>('kiosk', ({ lines }) => ({
      lines: lines.flatMap((line) =>
        line.item === 'balance' ? [line, { ...line, at: '1999', spoken: at1999(line) }] : [line],
      ),
    }))
    const { differences: more } = await service().run(extra)
    expect(new Set(more.map(({ key, how }) => `${key} ${how}`))).toEqual(new Set(['balance/110/1999 extra']))
    const renamed = planted<RecordSections>('counter', ({ registration, ...rest }) => ({
      ...rest,
      ...(registration && {
        registration: {
          ...registration,
          employers: registration.employers.map((one) => ({ ...one, employerName: '另一单位' })),
        },
      }),
    }))
    const { differences } = await service().run(renamed)
    const [view] = groupedDifferences(differences)
    expect(view).toMatchObject({ channel: 'counter', item: 'employer', how: 'other' })
    expect(JSON.stringify(view)).not.toContain('另一单位')
  })

  test('有保密标识的不在样本之中', async () => {
    const before = (await service().run()).persons
    const [row] = await city.house.verify.transaction({}, (trx) =>
      trx.rows<{ person_id: string }>(
        'select person_id::text from ledger.person_registration order by random() limit 1',
      ),
    )
    const mark = { line: 1, agency: '999901', area: '999900', kind: 'protection', change: 'begin' }
    await city.house.posting.post({
      ...{
        key: 'mark:1',
        bodyDigest: Buffer.from('mark'),
        voucherId: crypto.randomUUID(),
        revision: 1,
        kind: 'protection',
      },
      ...{ agency: '999901', businessDay: '2026-03-02' as never, policyDigest: '00' },
      steps: [{ stage: 'initialReview', verdict: 'passed', by: '1', organisation: '999901', at: 1 }],
      facts: [
        {
          ...mark,
          personId: row!.person_id,
          fromDay: '2019-01-01',
          ground: '示例',
          document: '示例决定 1 号',
        } as never,
      ],
    })
    expect((await service().run()).persons).toBe(before - 1)
  })

  test('结果留存，供监督查看；今天比过的不再比；逾期未比的说明', async () => {
    await service().run(planted('sms', (text: string) => text.replace('参保缴费状态', '暂停缴费状态')))
    expect(await service().runIfDue()).toBeUndefined()
    const supervisor = new Visitor(city.staffUrl)
    await supervisor.signIn(city.person('supervisor'))
    const ask = () => supervisor.get<ComparisonsAnswer>('/api/desk/channel-comparisons')
    const { runs, late } = await ask()
    expect(late).toBe(false)
    expect(runs[0]!.differences[0]).toMatchObject({
      ...{ channel: 'sms', item: 'state', of: 'any', how: 'other' },
      expected: { zh: '参保缴费', en: 'enrolled' },
      told: { zh: '暂停缴费', en: 'suspended' },
    })
    expect(/"person(Id)?"/.test(JSON.stringify(runs))).toBe(false)
    const { clock, ...rest } = city.served.channels.ports
    const later = { ...clock, now: () => (clock.now() + 3 * 86_400_000) as Instant }
    const seen = new ComparisonService({ ...rest, clock: later }).latest(staff(['supervisor'], '999900'))
    expect((await seen).late).toBe(true)
    const clerk = new Visitor(city.staffUrl)
    await clerk.signIn(city.person('city-query'))
    expect((await clerk.ask({ path: '/api/desk/channel-comparisons' })).status).toBe(403)
  })
})

function at1999({ spoken }: KioskContent['lines'][number]) {
  return { zh: spoken.zh.replace(/\d{4}年/, '1999年'), en: spoken.en.replace(/of \d{4} is/, 'of 1999 is') }
}
