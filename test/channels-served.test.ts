import { afterAll, beforeAll, expect, test } from 'vitest'
import { untold } from '../src/app/api-english.js'
import { demoDigits } from '../src/app/demo/channel-demo.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { IdentifyService } from '../src/channels/identify-service.js'
import { OPEN_EXAMPLES } from '../src/channels/token-contract.js'
import type { VoiceAnswer } from '../src/channels/voice-contract.js'
import { VoiceService } from '../src/channels/voice-service.js'
import { parsePeriod } from '../src/kernel/period.js'
import { HOUSE_SETTINGS } from '../src/policy/house-setting.js'
import { article } from './article.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

let city: ServedCity
let person: DemoPerson
let digits: string
beforeAll(async () => {
  city = await serveCity({ ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') })
  person = city.people.find(({ realm }) => realm === 'citizen')!
  digits = demoDigits(city.house.secrets.keys.desk, person)
}, 180_000)
afterAll(() => city?.close())

const ports = () => city.served.channels.ports
const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  (sql.includes('desk.') ? city.house.app : city.house.verify).transaction({}, (trx) => trx.rows<R>(sql, values))
const looks = async (channel: string) =>
  (await rows<{ n: number }>(`select count(*)::int as n from access.look where channel = $1`, [channel]))[0]!.n

class Call {
  private turn = 0
  constructor(
    private readonly callId: string,
    private readonly voice = new VoiceService(ports()),
  ) {}
  start = (caller = '13800000001') => this.voice.start(this.callId, caller)
  async key(keys: string): Promise<VoiceAnswer> {
    this.turn += 1
    return this.voice.input(this.callId, { turn: this.turn, digits: keys })
  }
  again = (keys: string) => this.voice.input(this.callId, { turn: this.turn, digits: keys })
  async identified(number = person.identityNumber, password = digits): Promise<VoiceAnswer> {
    await this.start()
    await this.key('1')
    await this.key('2')
    await this.key(`${number.replace('X', '*')}#`)
    return this.key(`${password}#`)
  }
}

article('M14-14c', '接口说明有中文与英文，同一个来源', () => {
  test('两个端口的每一句说明都有英文；依 ?lang= 或 Accept-Language；不认识的语言说不', async () => {
    for (const url of [city.publicUrl, city.staffUrl]) {
      const get = async (query: string, accept?: string) =>
        fetch(`${url}/api/openapi.json${query}`, { headers: accept === undefined ? {} : { 'accept-language': accept } })
      const chinese = (await (await get('')).json()) as { info: { title: string }; paths: object }
      expect(untold(chinese)).toEqual([])
      const english = (await (await get('?lang=en')).json()) as typeof chinese
      expect(Object.keys(english.paths)).toEqual(Object.keys(chinese.paths))
      expect(english.info.title).toMatch(/^quanyi: /)
      expect(untold({ ...english, info: { description: '没有译过的一句' } })).toEqual(['没有译过的一句'])
      expect(await (await get('', 'en-GB,zh;q=0.5')).json()).toEqual(english)
      expect(await (await get('?lang=zh', 'en')).json()).toEqual(chinese)
      expect((await get('?lang=fr')).status).toBe(400)
    }
  })
})

article('M14-15a', '查询、证明、进度、异议都不收费：没有一处可以填费用', () => {
  /** 本人与单位的查询、证明、进度与异议，at every channel and at the counter. */
  const FREE = /^\/api\/(my|me|kiosk|voice|check|progress|persons|counter|desk\/(agents|kiosks|objections))(\/|$)/
  const FEE = /"(\w*(fee|price|charge|postage|payable)\w*)":\{/gi
  const feesOf = (paths: object) =>
    Object.entries(paths).flatMap(([path, told]) =>
      FREE.test(path) ? [...JSON.stringify(told).matchAll(FEE)].map(([, name]) => `${path}: ${name}`) : [],
    )

  test('两个端口：没有一个字段是费用', async () => {
    let free = 0
    for (const url of [city.publicUrl, city.staffUrl]) {
      const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as { paths: object }
      expect(feesOf(paths)).toEqual([])
      free += Object.keys(paths).filter((path) => FREE.test(path)).length
    }
    expect(free).toBeGreaterThan(40)
    expect(feesOf({ '/api/my/statements': { properties: { copyFee: { type: 'integer' } } } })).toHaveLength(1) // control
  })

  test('设定里没有查询或出具的费用', () => {
    const priced = Object.keys(HOUSE_SETTINGS).filter((id) => /fee|price|charge/.test(id))
    expect(priced).toEqual([])
  })
})

article(['BQ-5(4)', 'BQ-13a', 'M14-14c'], '热线：号码与查询密码，六项语音，逐次留痕', () => {
  test('没有查询密码，什么也不说；错了记下一行，不留号码', async () => {
    const call = new Call('call-wrong-1')
    const answer = await call.identified(person.identityNumber, '000000')
    expect(answer.say[0]).toBe('号码或查询密码不对。')
    const [line] = await rows<{ outcome: string; matter: string }>(
      `select outcome, matter from access.event where action = 'session.query-password' order by at desc limit 1`,
    )
    expect(line).toEqual({ outcome: 'failed', matter: '' })
    expect((await call.key(`${person.identityNumber}#`)).say[0]).toMatch(/六位查询密码/)
    expect((await call.key(`${digits}#`)).say[0]).toBe('身份已核验。')
  })

  test('说出各项，每听一项留一行；同一次输入重发，答复相同，不再多一行', async () => {
    const before = await looks('hotline')
    const call = new Call('call-right-1')
    await call.identified()
    for (let item = 1; item <= 6; item++) {
      const { say } = await call.key(String(item))
      expect(say.length).toBeGreaterThan(1)
      expect(say.join('')).not.toMatch(/\d{9,}/)
      expect(say.join('')).not.toContain(person.identityNumber.slice(-6))
      expect(await call.again(String(item))).toMatchObject({ say })
    }
    expect(await looks('hotline')).toBe(before + 6)
  })

  test('英文也说得出', async () => {
    const call = new Call('call-english')
    await call.start()
    await call.key('2')
    await call.key('2')
    await call.key(`${person.identityNumber.replace('X', '*')}#`)
    expect((await call.key(`${digits}#`)).say[0]).toMatch(/identified/)
    expect((await call.key('2')).say[0]).toMatch(/paid in all for \d+ (year|month)/)
  })

  test('转人工：一通电话一张工单，编号逐字读', async () => {
    const call = new Call('call-operator')
    await call.start()
    await call.key('1')
    const { say, end } = await call.key('0')
    expect(say[0]).toMatch(/编号 (\d ){11}\d，/)
    expect(end).toBe(true)
    await expect(call.key('1')).rejects.toThrow('voice.no-call')
    const [order] = await rows<{ n: number }>(
      `select count(*)::int as n from desk.work_order where call_id = 'call-operator'`,
    )
    expect(order!.n).toBe(1)
  })

  test('乱了次序、换了来电号码的，不予办理', async () => {
    const voice = new VoiceService(ports())
    await voice.start('call-order', '13800000002')
    await expect(voice.input('call-order', { turn: 2, digits: '1' })).rejects.toThrow('voice.out-of-turn')
    await expect(voice.start('call-order', '13800000003')).rejects.toThrow('voice.call-taken')
    expect((await voice.start('call-order', '13800000002')).say[0]).toMatch('您好')
    await expect(voice.input('call-nobody', { turn: 1, digits: '1' })).rejects.toThrow('voice.no-call')
  })

  test('断了的通话，重发同一次输入、重开同一编号，都听不到上一次的话', async () => {
    const call = new Call('call-silent')
    await call.identified()
    const { say } = await call.key('1')
    expect((await call.again('1')).say).toEqual(say) // 对照：通话还在，重发即重听
    await rows(`update desk.voice_call set seen_at = seen_at - interval '1 day' where call_id = 'call-silent'`)
    await expect(call.again('1')).rejects.toThrow('voice.no-call')
    await expect(call.start()).rejects.toThrow('voice.call-taken')
  })

  test('电话系统凭密钥接入：没有密钥的，一通也不接', async () => {
    const visitor = new Visitor(city.staffUrl)
    const answer = await visitor.ask<{ code: string }>({
      ...{ method: 'POST', path: '/api/voice/calls', body: { callId: 'call-http-1', caller: '13800000001' } },
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'voice.unknown-system'])
  })

  test('一通电话错满次数即止；各渠道的次数合并计算', async () => {
    const other = city.people.filter(({ realm, isPrinted }) => realm === 'citizen' && isPrinted)[1]!
    const call = new Call('call-too-often')
    await call.identified(other.identityNumber, '000000')
    for (let n = 0; n < 2; n++) {
      await call.key(`${other.identityNumber}#`)
      await call.key('000000#')
    }
    await expect(call.key('1')).rejects.toThrow('voice.no-call')
    const web = new Visitor(city.publicUrl)
    for (let n = 0; n < 4; n++) await web.signIn({ ...other, password: 'not the password' }).catch(() => undefined)
    const identify = new IdentifyService(ports())
    const right = demoDigits(city.house.secrets.keys.desk, other)
    const asked = {
      number: other.identityNumber,
      digits: right,
      channel: 'kiosk' as const,
      sessionId: ports().ids.uuid(),
    }
    expect(await identify.identify(asked)).toMatchObject({ kind: 'wait' })
  })
})

article(['BQ-5(4)', 'M14-14c'], '热线坐席：来电脱敏，只告知语音也会告知的', () => {
  let desk: Visitor
  beforeAll(async () => {
    desk = new Visitor(city.staffUrl)
    await desk.signIn(city.person('city-query'))
  })
  const post = (path: string, body: object = {}) =>
    desk.ask<OrderSeen & { code?: string }>({ method: 'POST', path, body })

  test('没有岗位的看不到；有岗位的看到脱敏的来电', async () => {
    const approver = new Visitor(city.staffUrl)
    await approver.signIn(city.person('city-approve'))
    expect((await approver.ask({ path: '/api/desk/hotline/orders' })).status).toBe(403)
    const { body, text } = await desk.ask<{ orders: { number: string; caller?: string }[] }>({
      path: '/api/desk/hotline/orders',
    })
    expect(body.orders[0]!.caller).toBe('*******0001')
    expect(text).not.toContain('13800000001')
  })

  test('来电人没有核验，谁的记录也不能看；核验过的，听得到与语音相同的话，留一行', async () => {
    const call = new Call('call-desk-1')
    await call.identified()
    const ordered = await call.key('0')
    const number = ordered.say[0]!.replace(/\D/g, '')
    const before = await looks('web')
    const told = await post(`/api/desk/hotline/orders/${number}/content`)
    expect(told.body.items!.map(({ item }) => item)).toEqual(['state', 'months', 'base', 'paid', 'balance', 'employer'])
    expect(told.text).not.toContain(person.identityNumber.slice(-8))
    expect(await looks('web')).toBe(before + 1)
    const opened = await post('/api/desk/hotline/orders', { topic: 'consult', said: '问如何转移' })
    const refused = await post(`/api/desk/hotline/orders/${opened.body.order!.number}/content`)
    expect([refused.status, refused.body.code]).toEqual([403, 'work-order.not-identified'])
  })

  test('转办之后由对方承办；答复、办结；办结的不能再办', async () => {
    const opened = await post('/api/desk/hotline/orders', {
      topic: 'complaint',
      said: '窗口排队太久',
      caller: '13811112222',
    })
    const { number, dueDay } = opened.body.order!
    expect(dueDay > ports().clock.today()).toBe(true)
    const steps = `/api/desk/hotline/orders/${number}/steps`
    expect((await post(steps, { act: 'passed', said: '请东城处理', to: '110000' })).body.code).toBe(
      'work-order.unknown-agency',
    )
    expect((await post(steps, { act: 'passed', said: '请东城处理', to: '999901' })).body.order!.agency).toBe('999901')
    const east = new Visitor(city.staffUrl)
    await east.signIn(city.person('east-desk'))
    const answered = { method: 'POST', path: steps, body: { act: 'answered', said: '已增开窗口' } }
    expect((await east.ask<OrderSeen>(answered)).body.order!.act).toBe('answered')
    await east.ask({ ...answered, body: { act: 'closed', said: '来电人满意' } })
    expect((await east.ask<{ code: string }>(answered)).body.code).toBe('work-order.closed')
  })
})

article(['BQ-5(5)', 'M14-14c'], '开放接口：令牌只示一次，有范围、有期限、可收回', () => {
  let mine: Visitor
  const stranger = () => new Visitor(city.publicUrl)
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  beforeAll(async () => {
    mine = stranger()
    await mine.signIn(person)
  })
  const make = (change: object = {}) =>
    mine.ask<{ secret: string; code?: string; tokens: { tokens: { token: string }[] } }>({
      ...{ method: 'POST', path: '/api/tokens' },
      body: { name: '记账软件', scopes: ['record', 'looks'], days: 30, password: person.password, ...change },
    })

  test('没有令牌、假的令牌，什么也取不到；没有密码、过长、不是自己的范围，建不成', async () => {
    expect((await stranger().ask<{ code: string }>({ path: '/api/open/record' })).body.code).toBe('session.token')
    const fake = bearer(`qy_${'A'.repeat(43)}`)
    expect((await stranger().ask<{ code: string }>({ path: '/api/open/record', headers: fake })).status).toBe(401)
    expect((await make({ password: 'wrong' })).status).toBe(403)
    expect((await make({ days: 3000 })).body.code).toBe('token.too-long')
    expect((await make({ scopes: ['payments'] })).body.code).toBe('token.scope')
  })

  test('文档上的例子：取记录与要项，各留一行；范围之外、收回之后都取不到', async () => {
    const { body } = await make()
    const before = await looks('api')
    const headers = bearer(body.secret)
    const record = await stranger().ask<{ sections: object }>({ path: '/api/open/record', headers })
    expect(Object.keys(record.body.sections)).toContain('contributions')
    const content = await stranger().ask<{ lines: { item: string }[] }>({ path: '/api/open/content', headers })
    expect(content.body.lines.map(({ item }) => item)).toContain('months')
    const seen = await stranger().ask<{ looks: { channel: string }[] }>({ path: '/api/open/looks', headers })
    expect(seen.body.looks[0]).toMatchObject({ channel: 'api' })
    expect(await looks('api')).toBe(before + 3)
    expect((await stranger().ask<{ code: string }>({ path: '/api/open/statements', headers })).body.code).toBe(
      'token.scope',
    )
    expect((await stranger().ask({ path: '/api/my/record', headers })).status).toBe(401)
    const stored = await rows<{ n: number }>(
      `select count(*)::int as n from desk.access_token t where t::text like '%' || $1 || '%'`,
      [body.secret],
    )
    expect(stored[0]!.n).toBe(0)
    await mine.ask({ method: 'POST', path: `/api/tokens/${body.tokens.tokens[0]!.token}/end` })
    expect((await stranger().ask({ path: '/api/open/record', headers })).status).toBe(401)
  })

  test('说明页上的例子，逐个能用', async () => {
    const { body } = await make({ scopes: ['record', 'looks', 'statements'] })
    const boss = stranger()
    const operator = city.person('operator-1')
    await boss.signIn(operator)
    const own = { name: '人事系统', scopes: ['payments'], days: 1, password: operator.password }
    const made = await boss.ask<{ secret: string }>({ method: 'POST', path: '/api/tokens', body: own })
    for (const { scope, path } of OPEN_EXAMPLES) {
      const headers = bearer(scope === 'payments' ? made.body.secret : body.secret)
      expect([path, (await stranger().ask({ path, headers })).status]).toEqual([path, 200])
    }
    const before = await stranger().ask({ path: OPEN_EXAMPLES[0].path })
    expect(before.status).toBe(401)
    await mine.ask({
      method: 'POST',
      path: `/api/tokens/${(await mine.get<TokensSeen>('/api/tokens')).tokens[0]!.token}/end`,
    })
  })

  test('同时有效的有数；账户一停，令牌即废', async () => {
    const made = await make()
    for (let n = 0; n < 4; n++) await make()
    expect((await make()).body.code).toBe('token.too-many')
    const headers = bearer(made.body.secret)
    expect((await stranger().ask({ path: '/api/open/record', headers })).status).toBe(200)
    const block = (state: string) =>
      city.house.app.transaction({}, (trx) =>
        trx.rows(
          `update desk.account set state = $1 where account_id = (select account_id from desk.access_token limit 1)`,
          [state],
        ),
      )
    await block('blocked')
    expect((await stranger().ask({ path: '/api/open/record', headers })).status).toBe(401)
    await block('active')
  })
})

interface TokensSeen {
  readonly tokens: readonly { readonly token: string }[]
}

interface OrderSeen {
  readonly items?: readonly { readonly item: string }[]
  readonly order?: { readonly number: string; readonly agency: string; readonly act: string; readonly dueDay: string }
}
