import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActingAnswer, FirmsAnswer } from '../src/access/acting-contract.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { MandatesAnswer } from '../src/collection/mandate-contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { RecordAnswer } from '../src/query/contract.js'
import { article } from './article.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = {
  ...{ ...DEMO_CITY, seed: '代办', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-01'), through: parsePeriod('2026-10') },
}
const ONLY = '只含企业职工基本养老保险、工伤保险；只含2025年11月至2026年10月'

let city: ServedCity
let agent: Visitor
let principal: Visitor
beforeAll(async () => {
  city = await serveCity(SIZE)
  const citizens = city.people.filter(({ realm }) => realm === 'citizen')
  agent = new Visitor(city.publicUrl)
  await agent.signIn(citizens[0]!)
  principal = new Visitor(city.publicUrl)
  await principal.signIn(citizens[2]!)
}, 240_000)
afterAll(() => city?.close())

const choices = async () => (await agent.get<ActingAnswer>('/api/session/acting-for')).choices
const actFor = async (document: string) => {
  const { ref } = (await choices()).find((one) => one.document === document)!
  await agent.post('/api/session/acting-for', { ref })
}
const codeOf = async (visitor: Visitor, path: string, body?: object) => {
  const asked = body === undefined ? { path } : { path, method: 'POST' as const, body }
  return (await visitor.ask<{ code?: string } | undefined>(asked)).body?.code
}

article('M14-15c', '示例市里代人办理：凭授权、监护与亲属关系各看各的；只限险种与月份的，别的哪里也看不到', () => {
  test('一人可代四人办理，写明身份、依据与只含什么', async () => {
    const told = (await choices()).map(({ capacity, document, narrowed }) => [capacity, document, narrowed?.zh])
    expect(told).toEqual(
      expect.arrayContaining([
        ['agent', '授权委托书 7 号', undefined],
        ['agent', '授权委托书 8 号', ONLY],
        ['guardian', expect.stringContaining('指定监护民事判决书'), undefined],
        ['relative', '亲属关系公证书 5 号', undefined],
      ]),
    )
    for (const [, document] of told) {
      await actFor(document!)
      expect([document, (await agent.ask({ path: '/api/my/record' })).status]).toEqual([document, 200])
    }
  })

  test('收窄的授权：屏幕上只有两个险种，写着只含什么；本人看得到全部', async () => {
    await actFor('授权委托书 8 号')
    const answer = await agent.get<RecordAnswer>('/api/my/record')
    expect(answer.narrowed?.zh).toBe(ONLY)
    const insurances = ({ sections }: RecordAnswer) => sections.contributions!.map(({ insurance }) => insurance)
    expect(insurances(answer)).toEqual(['110', '410'])
    const whole = await principal.get<RecordAnswer>('/api/my/record')
    expect(insurances(whole)).toContain('210')
    expect(whole.narrowed).toBeUndefined()
    const path = whole.sections.contributions!.find(({ insurance }) => insurance === '210')!.years[0]!.person.path
    expect(await codeOf(agent, `/api/my/record/figure?path=${encodeURIComponent(path)}`)).toBe('figure.missing')
    expect(await codeOf(principal, `/api/my/record/figure?path=${encodeURIComponent(path)}`)).toBeUndefined()
    expect(await codeOf(agent, '/api/my/declared-wages')).toBe('acting.narrowed')
    expect(await codeOf(agent, '/api/my/statements', { year: 2026 })).toBe('statement.year-not-in-mandate')
  })

  test('“谁查过我”里写着代理人凭什么、只含什么；本人撤销，下一个请求即止', async () => {
    const { looks } = await principal.get<{ looks: { purpose: string }[] }>('/api/my/looks')
    expect(looks.map(({ purpose }) => purpose).join('\n')).toContain(`授权委托书 8 号（${ONLY}）`)
    const { given } = await principal.get<MandatesAnswer>('/api/my/mandates')
    expect(given).toMatchObject([{ document: '授权委托书 8 号', state: 'active', narrowed: { zh: ONLY } }])
    await principal.post('/api/my/mandates/end', { ref: given[0]!.ref })
    expect(await codeOf(agent, '/api/my/record')).toBe('acting.ended')
  })

  test('网上给的授权也限得了；限得不对的，说明哪里不对', async () => {
    const me = city.people.filter(({ realm }) => realm === 'citizen')[2]!
    const other = city.people.filter(({ realm }) => realm === 'citizen')[0]!
    const body = {
      ...{ identityNumber: other.identityNumber, fullName: other.name, password: me.password },
      ...{ scope: ['contribution', 'record.read'], insurances: ['110'] },
    }
    const wrong = { ...body, fromMonth: '2026-05', throughMonth: '2026-04' }
    expect(await codeOf(principal, '/api/my/mandates', wrong)).toBe('mandate.months-backwards')
    expect(await codeOf(principal, '/api/my/mandates', { ...body, insurances: ['999'] })).toBe('request.malformed')
    expect(await codeOf(principal, '/api/my/mandates', { ...body, fromMonth: '2026-13' })).toBe('request.malformed')
    expect(await codeOf(principal, '/api/my/mandates', { ...body, insurances: [] })).toBe('request.malformed')
    const { given } = await principal.post<MandatesAnswer>('/api/my/mandates', body)
    const made = given.find(({ document }) => document.startsWith('网上授权'))!
    expect(made).toMatchObject({ state: 'waiting', narrowed: { zh: '只含企业职工基本养老保险' } })
  })
})

article('M14-15c', '示例市里一名经办人受两家单位委派：换了单位看另一家的；委派终止的换不过去', () => {
  test('两家都列出，第三家没有；换过去看的是另一家的职工', async () => {
    const operator = new Visitor(city.publicUrl)
    await operator.signIn(city.person('operator-1'))
    const firms = async () => (await operator.get<FirmsAnswer>('/api/session/employers')).firms
    const [own, second] = await firms()
    expect(await firms()).toMatchObject([{ chosen: true }, { chosen: false, proof: '代理记账委托合同 3 号' }])
    const staff = async () => (await operator.ask({ path: `/api/employer/staff?month=2026-10` })).body
    const before = JSON.stringify(await staff())
    await operator.post('/api/session/employer', { employer: second!.employer })
    expect((await firms()).find(({ chosen }) => chosen)).toMatchObject({ name: second!.name })
    expect(JSON.stringify(await staff())).not.toBe(before)
    const ended = String(Number(second!.employer) + 1)
    expect(ended).not.toBe(own!.employer)
    expect(await codeOf(operator, '/api/session/employer', { employer: ended })).toBe('employer.not-appointed')
    await operator.post('/api/session/employer', { employer: own!.employer })
    expect(JSON.stringify(await staff())).toBe(before)
  })
})
