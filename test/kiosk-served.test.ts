import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoDigits } from '../src/app/demo/channel-demo.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { KIOSK_PATHS } from '../src/channels/kiosk-contract.js'
import type { Day } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { firstFault } from '../src/policy/standard-check.js'
import { article } from './article.js'
import { Kiosk, type Papers } from './kiosk-terminal.js'
import { HAS_PDFTOTEXT, pdfText } from './pdf-text.js'
import { type ServedCity, serveCity } from './served.js'
import { shippedStandard } from './standard.js'
import { Visitor } from './visitor.js'

let city: ServedCity
let digits: string
let card: string
beforeAll(async () => {
  city = await serveCity({ ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') })
  const person = city.people.find(({ realm }) => realm === 'citizen')!
  digits = demoDigits(city.house.secrets.keys.desk, person)
  card = `DEMO-${person.identityNumber}`
}, 180_000)
afterAll(() => city?.close())

const looks = async (channel: string) => {
  const counted = await city.house.verify.transaction({}, (trx) =>
    trx.rows<{ n: number }>('select count(*)::int as n from access.look where channel = $1', [channel]),
  )
  return counted[0]!.n
}

article(['BQ-5(2)', 'BQ-13a', 'WH-10(2)'], '自助终端：登记的终端，卡与查询密码，打印逐份计数', () => {
  test('没有登记的终端不办理', async () => {
    const kiosk = new Kiosk(city.publicUrl)
    expect((await kiosk.ask('GET', KIOSK_PATHS.terminal)).code).toBe('kiosk.unknown-terminal')
    expect((await kiosk.enter(card, digits)).code).toBe('kiosk.unknown-terminal')
  })

  test('有卡没有密码、有密码没有卡，都不办理', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    expect((await kiosk.enter(card, '000000')).code).toBe('kiosk.not-identified')
    expect((await kiosk.enter('nothing', digits)).code).toBe('kiosk.not-identified')
  })

  test('查询留一行；终端的会话不能当作网上的会话，换一台终端也无效', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const before = await looks('kiosk')
    const { lines } = await kiosk.ask<{ lines: { item: string }[] }>('GET', '/api/kiosk/content/contributions')
    expect(lines.map(({ item }) => item)).toContain('months')
    expect(await looks('kiosk')).toBe(before + 1)
    expect((await kiosk.ask('GET', '/api/my/record')).code).toBe('session.missing')
    const other = await Kiosk.joined(city, await administrator())
    other.cookies.set('quanyi-kiosk', kiosk.cookies.get('quanyi-kiosk')!)
    expect((await other.ask('GET', '/api/kiosk/content/benefits')).code).toBe('session.kiosk')
  })

  test('结束之后什么也没有了', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const token = kiosk.cookies.get('quanyi-kiosk')!
    const left = await kiosk.send('POST', KIOSK_PATHS.leave, { reason: 'idle' })
    expect(left.headers.get('clear-site-data')).toContain('storage')
    kiosk.cookies.set('quanyi-kiosk', token)
    expect((await kiosk.ask('GET', '/api/kiosk/content/benefits')).code).toBe('session.expired')
  })

  test('下一张卡放入，上一位没有结束的也就结束：迟到的请求不再有答', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const before = new Map(kiosk.cookies)
    const somebody = city.people.filter(({ realm }) => realm === 'citizen')[1]!
    await kiosk.enter(`DEMO-${somebody.identityNumber}`, demoDigits(city.house.secrets.keys.desk, somebody))
    expect((await kiosk.send('GET', '/api/kiosk/content/benefits')).status).toBe(200)
    const late = new Kiosk(city.publicUrl)
    for (const [name, value] of before) late.cookies.set(name, value)
    expect((await late.ask('GET', '/api/kiosk/content/benefits')).code).toBe('session.kiosk')
  })

  test('同一编号不打印两次，每份少一张；纸尽则不出具、不打印', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const year = (await kiosk.ask<Papers>('GET', KIOSK_PATHS.statements)).years[0]!
    const papers = await kiosk.ask<Papers>('POST', KIOSK_PATHS.statements, { year })
    const { serial } = papers.papers[0]!
    const printed = await kiosk.send('POST', KIOSK_PATHS.prints, { serial })
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    for (const same of [serial, `${serial.slice(0, 6)}-${serial.slice(6)}`, `${serial}-`])
      expect((await kiosk.ask('POST', KIOSK_PATHS.prints, { serial: same })).code).toBe('kiosk.printed-already')
    const next = await kiosk.ask<Papers>('POST', KIOSK_PATHS.statements, { year })
    expect(next.printsLeft).toBe(papers.printsLeft - 1)
    expect(stateOf(next, serial)).toBe('sent')
    const fresh = next.papers.find(({ print }) => print === 'never')!.serial
    await sheets(0)
    expect((await kiosk.ask('POST', KIOSK_PATHS.prints, { serial: fresh })).code).toBe('kiosk.out-of-paper')
    expect((await kiosk.ask('POST', KIOSK_PATHS.statements, { year })).code).toBe('kiosk.out-of-paper')
    const after = await kiosk.ask<Papers>('GET', KIOSK_PATHS.statements)
    expect([stateOf(after, fresh), after.papers.length]).toEqual(['never', next.papers.length])
    await sheets(200)
  })

  test('参保缴费证明：全部期间或一年，印有校验码，每次留一行；没有的期间说得出', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const before = await looks('kiosk')
    const { proofs } = await kiosk.ask<Papers>('GET', KIOSK_PATHS.statements)
    const made = await kiosk.ask<Papers>('POST', KIOSK_PATHS.proofs, {})
    expect(made.papers[0]).toMatchObject({ form: 'contributionProof', from: proofs!.from, through: proofs!.through })
    expect(await looks('kiosk')).toBeGreaterThanOrEqual(before + 2)
    const year = proofs!.years.at(-1)!
    const one = await kiosk.ask<Papers>('POST', KIOSK_PATHS.proofs, { year })
    expect(one.papers[0]).toMatchObject({ form: 'contributionProof', from: proofs!.from, through: `${year}-12` })
    const pdf = Buffer.from(
      await (await kiosk.send('POST', KIOSK_PATHS.prints, { serial: one.papers[0]!.serial })).arrayBuffer(),
    )
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    if (HAS_PDFTOTEXT) expect(pdfText(pdf)).toContain('准许出具的条文《社会保险个人权益记录管理办法》第15条')
    expect((await kiosk.ask('POST', KIOSK_PATHS.proofs, { year: 1992 })).code).toBe('proof.span')
    expect((await kiosk.ask('POST', KIOSK_PATHS.proofs, { year: 'x' })).code).toBe('request.malformed')
  })

  test('没有打出来：说明之后再打印仍是同一份；打满几次到窗口；打印机连着失败即停，加纸查看后恢复', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const issue = async () => (await kiosk.ask<Papers>('POST', KIOSK_PATHS.proofs, {})).papers[0]!.serial
    const print = async (serial: string) => {
      const answer = await kiosk.send('POST', KIOSK_PATHS.prints, { serial })
      return answer.status === 200
        ? digestOf(await answer.arrayBuffer())
        : ((await answer.json()) as { code: string }).code
    }
    const failed = (serial: string) => kiosk.ask<Papers>('POST', KIOSK_PATHS.failed, { serial })
    const [serial, other] = [await issue(), await issue()]
    expect((await failed(serial)).code).toBe('kiosk.not-sent')
    const first = await print(serial)
    expect(stateOf(await failed(serial), serial)).toBe('failed')
    expect((await failed(serial)).code).toBe('kiosk.not-sent')
    expect(await print(serial)).toBe(first)
    expect((await failed(serial)).fault).toBe(true)
    expect(await print(other)).toBe('kiosk.printer-fault')
    expect((await kiosk.ask('POST', KIOSK_PATHS.proofs, {})).code).toBe('kiosk.printer-fault')
    const second = await Kiosk.joined(city, await administrator())
    await second.enter(card, digits)
    const again = await second.send('POST', KIOSK_PATHS.prints, { serial })
    expect(digestOf(await again.arrayBuffer())).toBe(first)
    const enough = await second.ask<Papers>('POST', KIOSK_PATHS.failed, { serial })
    expect([stateOf(enough, serial), enough.fault]).toEqual(['enough', false])
    expect((await second.ask('POST', KIOSK_PATHS.prints, { serial })).code).toBe('kiosk.printed-enough')
    const terminals = await city.house.app.transaction({}, (trx) =>
      trx.rows<{ terminal_id: string }>('select terminal_id from desk.kiosk_terminal where ended_at is null'),
    )
    const admin = await administrator()
    const { body } = await admin.ask<{ kiosks: { fault: boolean }[] }>({ method: 'GET', path: KIOSK_PATHS.kiosks })
    expect(body.kiosks.filter(({ fault }) => fault)).toHaveLength(1)
    for (const { terminal_id: terminal } of terminals)
      await admin.ask({ method: 'POST', path: KIOSK_PATHS.kioskRefill.replace(':terminal', terminal) })
    expect(await print(other)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('别人的那一份，不能说没有打出来', async () => {
    const [kiosk, other] = [
      await Kiosk.joined(city, await administrator()),
      await Kiosk.joined(city, await administrator()),
    ]
    await kiosk.enter(card, digits)
    const { serial } = (await kiosk.ask<Papers>('POST', KIOSK_PATHS.proofs, {})).papers[0]!
    await kiosk.send('POST', KIOSK_PATHS.prints, { serial })
    const somebody = city.people.filter(({ realm }) => realm === 'citizen')[1]!
    await other.enter(`DEMO-${somebody.identityNumber}`, demoDigits(city.house.secrets.keys.desk, somebody))
    expect((await other.ask('POST', KIOSK_PATHS.failed, { serial })).code).toBe('kiosk.not-sent')
    expect((await other.ask('POST', KIOSK_PATHS.prints, { serial })).code).toBe('paper.unknown')
  })

  test('更改查询密码须再输入现在的', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    expect((await kiosk.ask('PUT', KIOSK_PATHS.digits, { digits: '000000', next: '593817' })).code).toBe(
      'kiosk.not-identified',
    )
    expect((await kiosk.ask('PUT', KIOSK_PATHS.digits, { digits, next: '123456' })).code).toBe('query-password.weak')
    expect((await kiosk.send('PUT', KIOSK_PATHS.digits, { digits, next: '593817' })).status).toBe(204)
    expect((await kiosk.send('PUT', KIOSK_PATHS.digits, { digits: '593817', next: digits })).status).toBe(204)
  })
})

article(['WH-6(4)', 'WH-7(1)', 'WH-6a'], '自助终端采集：变更手机与送达方式，即时保存，与窗口同一标准', () => {
  interface Shown {
    readonly mobilePhone?: string
    readonly delivery?: string
    readonly message?: { readonly zh: string }
  }
  const told = async (kiosk: Kiosk, body: object) => {
    const response = await kiosk.send('PUT', KIOSK_PATHS.contact, body)
    return { status: response.status, text: await response.text() }
  }

  test('没有到访的不办理；密码不对的不改', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    expect((await kiosk.ask('GET', KIOSK_PATHS.contact)).code).toBe('session.kiosk')
    await kiosk.enter(card, digits)
    const before = await kiosk.ask<Shown>('GET', KIOSK_PATHS.contact)
    const wrong = await kiosk.ask('PUT', KIOSK_PATHS.contact, { digits: '000000', mobilePhone: '13800138999' })
    expect(wrong.code).toBe('kiosk.not-identified')
    expect(await kiosk.ask<Shown>('GET', KIOSK_PATHS.contact)).toEqual(before)
  })

  test('写坏的号码，结论与说法同采集标准；终端不收的栏目不收', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const kind = shippedStandard().kind('contactChange')
    for (const mobilePhone of ['1.38E+10', '12345678901', '1380013899']) {
      const terms = { today: '2026-03-16' as Day, channel: 'kiosk' } as const
      const fault = firstFault(kind, (id) => (id === 'mobilePhone' ? mobilePhone : undefined), terms)!
      const { status, text } = await told(kiosk, { digits, mobilePhone })
      expect([status, text.includes(fault.code), text.includes(fault.sentence.zh)]).toEqual([400, true, true])
    }
    expect((await told(kiosk, { digits })).text).toContain('field.nothing-given')
    expect((await told(kiosk, { digits, mailingAddress: '示例路一号' })).status).toBe(400)
    expect((await told(kiosk, { digits, delivery: 'pigeon' })).text).toContain('field.not-in-list')
  })

  test('变更即成，号码不全显示；日志写明在终端；再送同样的不再记', async () => {
    const kiosk = await Kiosk.joined(city, await administrator())
    await kiosk.enter(card, digits)
    const asked = { digits, mobilePhone: '13800138996', delivery: 'digital' }
    const changed = await kiosk.ask<Shown>('PUT', KIOSK_PATHS.contact, asked)
    expect(changed).toMatchObject({ mobilePhone: expect.stringMatching(/\*/), delivery: 'digital' })
    expect(changed.mobilePhone).not.toBe('13800138996')
    const kept = () =>
      city.house.app.transaction({}, (trx) =>
        trx.rows<{ n: number }>("select count(*)::int as n from desk.contact_change where channel = 'kiosk'"),
      )
    const [{ n } = { n: 0 }] = await kept()
    expect(n).toBe(1)
    await kiosk.ask('PUT', KIOSK_PATHS.contact, asked)
    expect((await kept())[0]?.n).toBe(n)
  })
})

const stateOf = ({ papers }: Papers, serial: string) => papers.find((one) => one.serial === serial)?.print
const digestOf = (bytes: ArrayBuffer) => createHash('sha256').update(Buffer.from(bytes)).digest('hex')
const sheets = (left: number) =>
  city.house.app.transaction({}, (trx) => trx.rows('update desk.kiosk_terminal set prints_left = $1', [left]))

let admin: Promise<Visitor> | undefined
/** Signed in once: a one-time password is good for one use. */
function administrator(): Promise<Visitor> {
  admin ??= (async () => {
    const visitor = new Visitor(city.staffUrl)
    await visitor.signIn(city.person('sysadmin'))
    return visitor
  })()
  return admin
}
