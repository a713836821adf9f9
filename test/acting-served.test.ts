import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActingAnswer, FirmsAnswer } from '../src/access/acting-contract.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { MandatesAnswer } from '../src/collection/mandate-contract.js'
import type { RecoveryList, RecoveryView } from '../src/exchange/recovery-contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { Explanation, RecordAnswer } from '../src/query/contract.js'
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
  let operator: Visitor
  beforeAll(async () => {
    operator = new Visitor(city.publicUrl)
    await operator.signIn(city.person('operator-1'))
  })

  test('两家都列出，第三家没有；换过去看的是另一家的职工', async () => {
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

  test('两个页面：一页换了单位，另一页还是先前那家的，什么也不办；刷新之后照办', async () => {
    const { stands: first } = await operator.get<{ stands: string }>('/api/whoami?realm=operator')
    const { firms } = await operator.get<FirmsAnswer>('/api/session/employers')
    const second = firms.find(({ chosen }) => !chosen)!
    await operator.post('/api/session/employer', { employer: second.employer })
    const path = '/api/employer/staff?month=2026-10'
    const drawnFor = (stands: string) =>
      operator.ask<{ code?: string }>({ path, headers: { 'x-quanyi-stands': encodeURIComponent(stands) } })
    const stale = await drawnFor(first)
    expect([stale.status, stale.body.code]).toEqual([409, 'acting.switched-elsewhere'])
    const { stands } = await operator.get<{ stands: string }>('/api/whoami?realm=operator')
    expect(stands).not.toBe(first)
    expect((await drawnFor(stands)).status).toBe(200)
    await operator.post('/api/session/employer', { employer: firms.find(({ chosen }) => chosen)!.employer })
  })

  test('代人办理的也一样：另一页切换之后，为本人画的页面看不到、也改不了别人的', async () => {
    await agent.post('/api/session/acting-for', {})
    const own = { 'x-quanyi-stands': 'self' }
    expect((await agent.ask({ path: '/api/my/record', headers: own })).status).toBe(200)
    await actFor((await choices()).find(({ capacity }) => capacity === 'guardian')!.document)
    const stale = await agent.ask<{ code?: string }>({ path: '/api/my/record', headers: own })
    expect(stale.body.code).toBe('acting.switched-elsewhere')
    await agent.post('/api/session/acting-for', {})
    expect((await agent.ask({ path: '/api/my/record', headers: own })).status).toBe(200)
  })
})

const PAID = { paid: [482_000], payments: [-241_000, 241_000, 241_000, 241_000] }

article(
  ['N107-2e', 'M14-15c'],
  '示例市里死亡之后多发待遇的追回：通报、死亡、责令退回、退回一部分，经办与亲属都看得到',
  () => {
    test('经办：一案在追回中，退回了一个月，各步都在；从死亡之后一页点得到', async () => {
      const desk = new Visitor(city.staffUrl)
      await desk.signIn(city.person('east-desk'))
      const { items } = await desk.get<RecoveryList>('/api/desk/exchange/recoveries?state=open')
      const [line] = items.filter(({ fullName }) => fullName === '卫长松')
      expect(line).toMatchObject({ state: 'repaying', day: '2026-08-20', found: 482_000, back: 241_000, left: 241_000 })
      const one = await desk.get<RecoveryView>(`/api/desk/exchange/recoveries/${line!.id}`)
      expect(one.acts.map(({ act }) => act)).toEqual(['opened', 'notice', 'repayment'])
      expect(one.parts.map(({ month, paid, back }) => [month, paid, back])).toEqual([
        ['2026-09', 241_000, 241_000],
        ['2026-10', 241_000, 0],
      ])
      const purpose = `purpose=${encodeURIComponent('追回核对')}`
      expect(await paidIn(desk, `/api/persons/${line!.personId}/record`, purpose)).toEqual(PAID)
    })

    test('亲属：凭公证书看得到照付的三个月与退回的一笔；别人名下没有（对照）', async () => {
      const relative = new Visitor(city.publicUrl)
      await relative.signIn(city.people.filter(({ realm }) => realm === 'citizen')[2]!)
      expect((await paidIn(relative, '/api/my/record')).payments).not.toContain(-241_000)
      const { choices } = await relative.get<ActingAnswer>('/api/session/acting-for')
      const { ref } = choices.find(({ document }) => document === '亲属关系公证书 46 号')!
      await relative.post('/api/session/acting-for', { ref })
      expect(await paidIn(relative, '/api/my/record')).toEqual(PAID)
    })
  },
)

/** 记录里所支付的待遇，with each payment it was made of, from the least. */
async function paidIn(visitor: Visitor, at: string, query = ''): Promise<{ paid: number[]; payments: number[] }> {
  const { sections } = await visitor.get<RecordAnswer>(`${at}${query && `?${query}`}`)
  const years = (sections.benefits ?? []).flatMap(({ paidYears }) => paidYears)
  const payments: number[] = []
  for (const { paid } of years) {
    const path = new URLSearchParams(`${query}&path=${encodeURIComponent(paid.path)}`)
    const why = await visitor.get<Explanation>(`${at}/figure?${path}`)
    payments.push(...factsIn(why).map(({ value }) => value as number))
  }
  return { paid: years.map(({ paid }) => paid.value as number), payments: payments.sort((a, b) => a - b) }
}

/** 推导里每一个直接由事实而来的数。 */
function factsIn(node: Explanation): Explanation[] {
  return node.fact === undefined ? node.from.flatMap(factsIn) : [node]
}
