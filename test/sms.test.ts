import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeEvent, writeLooks } from '../src/access/book-store.js'
import { openGate } from '../src/access/gate-service.js'
import { NOTICE_KINDS, NOTICE_TOPICS } from '../src/access/notice-port.js'
import { accessSecrets } from '../src/app/rooms.js'
import { smppGateway } from '../src/app/smpp-client.js'
import { smsFiles } from '../src/app/sms-files.js'
import { BookSweep } from '../src/channels/book-notice-service.js'
import { insertSms, SmsSender, smsNotices } from '../src/channels/notice-service.js'
import { NoticeSweep } from '../src/channels/notice-sweep-service.js'
import type { ChannelPorts } from '../src/channels/ports.js'
import { encodePdu, readShortMessage, segmentsOf, submitBody, takePdus } from '../src/channels/smpp-pdu.js'
import { type Handed, NO_GATEWAY, type SmsGateway } from '../src/channels/sms-gateway-port.js'
import { SmsService } from '../src/channels/sms-service.js'
import { codeWords, faultsOf, REPLIES, SIGN, SMS } from '../src/channels/sms-words.js'
import { citizen, handClock, testChance, testGuard, testLineSealer } from './access.js'
import { article } from './article.js'
import { type TestDatabase, testDatabase } from './city.js'
import { type TestReading, testReading } from './reading.js'
import { type FakeGateway, fakeGateway } from './smpp-server.js'

const NUMBER = '110101199001019977'
const PHONE = '13900000007'

let db: TestDatabase
let reading: TestReading
let person: string
const clock = handClock()
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  person = await reading.person(NUMBER, '孟晓舟')
  await reading.ledger.post([
    { kind: 'personContact', personId: person, line: 1, agency: '999901', area: '999900', mobilePhone: PHONE } as never,
  ])
}, 120_000)
afterAll(() => db.close())

function portsWith(sms: SmsGateway = NO_GATEWAY): ChannelPorts {
  const { vault } = reading.ledger
  const shared = { clock, chance: testChance, sealer: testLineSealer, alarm: () => undefined }
  const gate = openGate({ ...shared, database: db.app, guard: testGuard(), conceal: (text) => vault.conceal(text) })
  const { ports } = reading
  return {
    ...{ ...shared, app: db.app, verify: db.verify, vault, gate, sms, secrets: accessSecrets(vault) },
    ...{ ids: { uuid: () => crypto.randomUUID() }, records: reading.records, setting: ports.setting },
  } as unknown as ChannelPorts
}

const admin = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const messages = () =>
  admin<{ kind: string; state: string; once: string }>('select * from desk.sms_message order by made_at, once')

/** 一个记得所收的网关。 */
function memoryGateway(answer: () => Handed | Promise<Handed> = () => ({ kind: 'taken' })) {
  const taken: { number: string; text: string }[] = []
  const gateway: SmsGateway = {
    ...{ name: 'memory', knowsRepeats: false, close: async () => undefined },
    hand: async ({ number, text }) => {
      const handed = await answer()
      if (handed.kind === 'taken') taken.push({ number, text })
      return handed
    },
  }
  return { taken, gateway }
}

article(['N107-3b'], '短信的内容：不写金额、险种、单位，不带链接，号码至多末四位', () => {
  test.each([
    ...Object.entries(SMS),
    ...Object.entries(REPLIES).map(([name, text]) => [name, text.replace('{tail}', '9977')]),
    ['code', codeWords('123456')],
  ])('%s', (_name, text) => {
    expect(faultsOf(SIGN + text)).toEqual([])
    expect(text.length).toBeLessThan(70)
  })

  test('每一种通知都有话', () => {
    expect(Object.keys(SMS).sort()).toEqual([...NOTICE_KINDS].sort())
  })

  test.each([
    ['digits', '您的号码 110101199001019977'],
    ['digits', '编号 12345'],
    ['amount', '到账 300元'],
    ['link', '请打开 https://example.invalid'],
    ['link', '请打开 abc.example.com'],
    ['insurance', '您的养老保险已缴'],
    ['employer', '青禾软件有限公司为您参保'],
  ])('对照：%s 看得出来', (fault, text) => {
    expect(faultsOf(text)).toContain(fault)
  })

  test('不合规则的，进不了发件箱', async () => {
    const one = { personId: person, kind: 'reply', number: PHONE, text: '到账 300元', once: 'bad' }
    await expect(db.app.transaction({}, (trx) => insertSms(trx, portsWith(), one))).rejects.toThrow('amount')
  })
})

article(['N107-3b', 'N107-5g', 'BQ-13a'], '号码先核实；一事一条；至多交付一次', () => {
  test('没有核实的号码，什么也不发', async () => {
    const { tell } = smsNotices(portsWith())
    await db.app.transaction({}, (trx) => tell(trx, person, { kind: 'baseSet', once: '2026' }))
    expect(await messages()).toEqual([])
  })

  test('验证码只发往登记的号码；错三次即废，对了才开通，一码一用', async () => {
    const { taken, gateway } = memoryGateway()
    const ports = portsWith(gateway)
    const [sms, sender] = [new SmsService(ports), new SmsSender(ports)]
    const me = citizen(person)
    expect((await sms.show(me)).state).toBe('off')
    expect((await sms.ask(me)).state).toBe('asked')
    await sender.advance()
    expect(taken.at(-1)?.number).toBe(PHONE)
    for (let n = 0; n < 3; n++) await expect(sms.confirm(me, '000000')).rejects.toThrow('sms.wrong-code')
    await expect(sms.confirm(me, codeIn(taken.at(-1)!.text))).rejects.toThrow('sms.wrong-code')
    clock.pass(1)
    await sms.ask(me)
    await sender.advance()
    const code = codeIn(taken.at(-1)!.text)
    expect((await sms.confirm(me, code)).state).toBe('on')
    await expect(sms.confirm(me, code)).rejects.toThrow('sms.wrong-code')
  })

  test('同一事由两次，只有一条；交付一次，不再交付', async () => {
    const { taken, gateway } = memoryGateway()
    const ports = portsWith(gateway)
    const { tell } = smsNotices(ports)
    for (let n = 0; n < 2; n++)
      await db.app.transaction({}, (trx) => tell(trx, person, { kind: 'baseSet', once: '2026' }))
    const sender = new SmsSender(ports)
    await Promise.all([sender.advance(), sender.advance(), sender.advance()])
    await sender.advance()
    expect(taken.map(({ text }) => text)).toEqual([SIGN + SMS.baseSet])
  })

  test('事由没有成立（事务回滚），就没有这一条', async () => {
    const ports = portsWith()
    const failing = db.app.transaction({}, async (trx) => {
      await smsNotices(ports).tell(trx, person, { kind: 'transferStep', once: 'undone' })
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect((await messages()).some(({ once }) => once.includes('undone'))).toBe(false)
  })

  test('网关忙：隔一段再试，试满即失败；中断的不明，不再自发', async () => {
    const { tell } = smsNotices(portsWith())
    await db.app.transaction({}, (trx) => tell(trx, person, { kind: 'statementReady', once: 'busy' }))
    const busy = new SmsSender(portsWith(memoryGateway(() => ({ kind: 'busy', why: 'queue full' })).gateway))
    for (let n = 0; n < 6; n++) {
      await busy.advance()
      clock.pass(601)
    }
    expect(await stateOf('busy')).toBe('failed')
    await db.app.transaction({}, (trx) => tell(trx, person, { kind: 'statementReady', once: 'broken' }))
    const broken = memoryGateway(() => {
      throw new Error('the line broke')
    })
    await new SmsSender(portsWith(broken.gateway)).advance()
    const after = memoryGateway()
    await new SmsSender(portsWith(after.gateway)).advance()
    expect(await stateOf('broken')).toBe('unsure')
    expect(after.taken).toEqual([])
  })

  test('交付时停机：文件网关认得重复，只有一份；不认得的不重发', async () => {
    const { tell } = smsNotices(portsWith())
    const folder = mkdtempSync(join(tmpdir(), 'sms-'))
    await db.app.transaction({}, (trx) => tell(trx, person, { kind: 'statementReady', once: 'crash' }))
    const files = new SmsSender(portsWith(smsFiles(folder)))
    await files.advance()
    await admin(`update desk.sms_message set state = 'handing' where once like '%crash'`)
    clock.pass(1300)
    await files.advance()
    expect(await stateOf('crash')).toBe('handed')
    expect(readdirSync(folder)).toHaveLength(1)
    expect(readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).toContain(SMS.statementReady)
    await admin(`update desk.sms_message set state = 'handing' where once like '%crash'`)
    clock.pass(1300)
    await new SmsSender(portsWith(memoryGateway().gateway)).advance()
    expect(await stateOf('crash')).toBe('unsure')
  })
})

article(['N107-3b', 'M14-26b'], '由查阅之书得出的通知：谁看过、密码、新设备；本人选哪几类，安全的不能关', () => {
  const told = async (ports: ChannelPorts, work: () => Promise<unknown>) => {
    const sweep = new BookSweep(ports, smsNotices(ports))
    await sweep.advance()
    const { taken, gateway } = memoryGateway()
    await work()
    await expect.poll(() => sweep.advance(), { timeout: 20_000 }).toBeGreaterThan(0)
    await sweep.advance()
    await new SmsSender(portsWith(gateway)).advance()
    return taken.map(({ text }) => text)
  }
  const look = (outcome: 'shown' | 'refused' = 'shown', actorPersonId = '900') =>
    db.app.transaction({}, (trx) =>
      writeLooks(trx, testLineSealer, [
        {
          ...{ personId: person, lookId: crypto.randomUUID(), at: clock.now(), actorPersonId, realm: 'staff', outcome },
          ...{ organisation: '999901', channel: 'desk', action: 'record.read', sections: ['registration'] },
          ...{ policies: ['desk.read'], articles: ['M14-15'], purpose: '核对', matter: '' },
        },
      ]),
    )
  const event = (action: string, matter: string, outcome = 'done') =>
    db.app.transaction({}, (trx) =>
      writeEvent(trx, testLineSealer, {
        ...{ sessionId: crypto.randomUUID(), eventId: crypto.randomUUID(), at: clock.now(), actorPersonId: person },
        ...{ realm: 'citizen', organisation: '', channel: 'web', action, outcome, policies: [], articles: [], matter },
      }),
    )

  test('有人查看：没有要求的不告知；要求了的，一天一条；自己看的、被拒的不算', async () => {
    const ports = portsWith()
    expect(await told(ports, () => look())).toEqual([])
    const sms = new SmsService(ports)
    const { topics } = await sms.choose(citizen(person), { topic: 'looks', wanted: true })
    expect(topics.find(({ topic }) => topic === 'looks')).toEqual({ topic: 'looks', wanted: true, fixed: false })
    clock.pass(24 * 3600)
    const both = async () => {
      await look()
      await look()
      await look('refused')
      await look('shown', person)
    }
    expect(await told(ports, both)).toEqual([SIGN + SMS.recordQueried])
    expect(await told(ports, () => look())).toEqual([])
    await sms.choose(citizen(person), { topic: 'looks', wanted: false })
  })

  test('密码重新设定、新设备登录，各一条；失败的登录不算', async () => {
    const work = async () => {
      await event('account.secure', 'password')
      await event('session.sign-in', 'new-device')
      await event('session.sign-in', '')
      await event('account.secure', 'password', 'refused')
      await event('account.secure', 'view')
    }
    const texts = await told(portsWith(), work)
    expect(texts.sort()).toEqual([SIGN + SMS.newDevice, SIGN + SMS.passwordChanged].sort())
  })

  test('不要的一类不发；安全提醒不能关', async () => {
    const ports = portsWith()
    const sms = new SmsService(ports)
    await sms.choose(citizen(person), { topic: 'contributions', wanted: false })
    await db.app.transaction({}, (trx) => smsNotices(ports).tell(trx, person, { kind: 'baseSet', once: 'unwanted' }))
    expect((await messages()).some(({ once }) => once.endsWith('unwanted'))).toBe(false)
    expect(() => sms.choose(citizen(person), { topic: 'security', wanted: false })).toThrow('sms.security-stays')
    await sms.choose(citizen(person), { topic: 'contributions', wanted: true })
  })

  test('每一种通知属于且只属于一类', () => {
    expect(Object.values(NOTICE_TOPICS).flat().sort()).toEqual([...NOTICE_KINDS].sort())
  })
})

article(['N107-3b', 'M14-26b'], '以短信查询状态：记一行查阅，只答状态', () => {
  test('CX 答状态；同一条重送只答一次；生人不答', async () => {
    const { taken, gateway } = memoryGateway()
    const ports = portsWith(gateway)
    const sms = new SmsService(ports)
    const looks = async () =>
      (await admin<{ n: number }>(`select count(*)::int as n from access.look where channel = 'sms'`))[0]!.n
    const before = await looks()
    for (let n = 0; n < 2; n++) await sms.incoming({ gatewayId: 'in-1', number: `+86${PHONE}`, text: ' cx ' })
    await sms.incoming({ gatewayId: 'in-2', number: '13911112222', text: 'CX' })
    expect(await looks()).toBe(before + 1)
    await new SmsSender(ports).advance()
    expect(taken.map(({ text }) => text)).toEqual([SIGN + REPLIES.none.replace('{tail}', '9977')])
  })

  test('换了手机号码：旧号码得一条通知，此后不再发', async () => {
    const { taken, gateway } = memoryGateway()
    const ports = portsWith(gateway)
    const sweep = new NoticeSweep(ports, smsNotices(ports))
    await reading.sequence()
    await sweep.advance()
    const contact = { kind: 'personContact', personId: person, line: 1, agency: '999901', area: '999900' }
    await reading.ledger.post([{ ...contact, mobilePhone: '13900000008' } as never])
    await reading.sequence()
    await sweep.advance()
    await sweep.advance()
    await new SmsSender(ports).advance()
    expect(taken).toEqual([{ number: PHONE, text: SIGN + SMS.phoneChanged }])
    expect((await new SmsService(ports).show(citizen(person))).state).toBe('off')
  })
})

describe('SMPP 3.4', () => {
  let gateway: FakeGateway
  beforeAll(async () => {
    gateway = await fakeGateway({ systemId: 'agency', password: 'secret' })
  })
  afterAll(() => gateway.close())
  const place = (password = 'secret') => ({
    ...{ host: '127.0.0.1', port: gateway.port, tls: false, systemId: 'agency', password, source: '12333' },
  })

  test('绑定、发送、回执、上行，长短信分段不断字', async () => {
    const client = smppGateway(place())
    const heard: string[] = []
    client.listen?.({
      incoming: async ({ number, text }) => void heard.push(`${number} ${text}`),
      delivered: async (id, ok) => void heard.push(`${id} ${ok}`),
    })
    const long = '𠮷林省的通知'.repeat(20)
    const first = await client.hand({ messageId: 'a', number: PHONE, text: SIGN + SMS.baseSet })
    const second = await client.hand({ messageId: 'b', number: `+86${PHONE}`, text: long })
    expect([first.kind, second.kind]).toEqual(['taken', 'taken'])
    expect(gateway.messages()).toEqual([
      { source: '12333', destination: PHONE, text: SIGN + SMS.baseSet },
      { source: '12333', destination: `86${PHONE}`, text: long },
    ])
    const id = (first as { gatewayId: string }).gatewayId
    await gateway.deliver(PHONE, 'CX', false)
    await gateway.deliver(PHONE, `id:${id} sub:001 dlvrd:001 stat:DELIVRD err:000 text:`, true)
    expect(heard).toEqual([`${PHONE} CX`, `${id} true`])
    await client.close()
  })

  test('密码不对、忙、拒收，各有说法；发出之后没有答复的，不明', async () => {
    const wrong = smppGateway(place('wrong'))
    expect(await wrong.hand({ messageId: 'c', number: PHONE, text: '好' })).toMatchObject({ kind: 'busy' })
    const client = smppGateway(place())
    gateway.answerNext(0x58)
    expect(await client.hand({ messageId: 'd', number: PHONE, text: '好' })).toEqual({
      kind: 'busy',
      why: 'status 0x58',
    })
    gateway.answerNext(0x0b)
    expect(await client.hand({ messageId: 'e', number: PHONE, text: '好' })).toMatchObject({ kind: 'refused' })
    gateway.breakNext()
    await expect(client.hand({ messageId: 'f', number: PHONE, text: '好' })).rejects.toThrow('did not answer')
    expect(await client.hand({ messageId: 'g', number: PHONE, text: '好' })).toMatchObject({ kind: 'taken' })
    await client.close()
    await wrong.close()
  })

  test('残缺的报文留待下次，长度不可能的即断', () => {
    const whole = encodePdu({
      command: 4,
      status: 0,
      sequence: 7,
      body: submitBody('1', '2', segmentsOf('好', 0)[0]!, false, true),
    })
    const { pdus, rest } = takePdus(whole.subarray(0, 20))
    expect([pdus.length, rest.length]).toEqual([0, 20])
    expect(readShortMessage(takePdus(whole).pdus[0]!.body).text).toBe('好')
    expect(takePdus(Buffer.from('00000001'.repeat(4), 'hex')).broken).toBe(true)
  })
})

function codeIn(text: string): string {
  return /(\d{3}) (\d{3})/.exec(text)!.slice(1).join('')
}

async function stateOf(once: string): Promise<string> {
  const rows = await admin<{ state: string }>('select state from desk.sms_message where once like $1', [`%/${once}`])
  return rows[0]!.state
}
