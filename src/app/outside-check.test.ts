import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, REVIEWERS } from '../../test/desk.js'
import { type TestExchange, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'
import { departmentServer, simulatedDepartment } from './demo/department.js'
import { outsideByHttp } from './outside-http.js'

const department = simulatedDepartment()
let db: TestDatabase
let exchange: TestExchange
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db, department)
})
afterAll(() => db.close())

const FRONT = clerk('900', 'frontDesk')
let n = 0
async function registered(fullName: string) {
  const { registrations } = exchange.desk
  return registrations.registerPerson(FRONT, {
    ...{ identityNumber: citizen(++n), fullName, fromMonth: '2026-03', insurances: ['110'], ground: '窗口申请登记' },
  } as never)
}

const posted = async (id: string) => (await exchange.desk.cases.show(FRONT, id)).state
const later = () =>
  db.admin.transaction({}, (trx) => trx.rows(`update desk.exchange_check set next_at = now() - interval '1 hour'`))

article('WH-7(3)', '号码与信用代码：人工审核并联网核查，对方没有答复即等候，从不当作相符', () => {
  test('相符：审核各环节通过，结果与本件同存', async () => {
    const detail = await registered('沈相符')
    expect((await exchange.desk.passAll(detail)).state).toBe('posted')
    expect(await exchange.checks.show(FRONT, detail.id)).toMatchObject({ total: 1, agreeing: 1, waiting: 0 })
  })

  test('对方停机：末环节不能通过，屏上写明等候；恢复之后由系统再问，方可通过', async () => {
    department.isDown = true
    const detail = await registered('沈等候')
    const before = await exchange.desk.passAll(detail, 'recheck')
    const last = { stage: 'recheck' as const, revision: detail.revision }
    const pass = () => exchange.desk.reviews.pass(REVIEWERS.recheck, detail.id, last)
    expect(await refusalCode(pass())).toBe('outside.waiting')
    expect(before.state).toBe('recheck')
    const [waiting] = (await exchange.checks.show(FRONT, detail.id)).items
    expect(waiting).toMatchObject({ state: 'waiting', reason: 'the department is closed' })
    department.isDown = false
    expect(await exchange.checks.ask(10)).toBe(0)
    await later()
    expect(await exchange.checks.ask(10)).toBe(1)
    expect((await pass()).state).toBe('posted')
  })

  test('不符与查无此人：不能通过；由录入之外的人核查并附凭据，方可', async () => {
    for (const name of ['不符沈甲', '查无沈乙']) {
      const detail = await registered(name)
      expect(await refusalCode(exchange.desk.passAll(detail))).toBe('outside.differs')
      expect(await posted(detail.id)).toBe('recheck')
      const { documentId } = await exchange.desk.ports.papers.receive(
        '999901',
        'attachment',
        Buffer.from(`网页核验截图 ${name}`),
      )
      const byHand = { line: 1, answer: 'agrees' as const, note: '公安网页核验相符', documentId }
      expect(await refusalCode(exchange.checks.byHand(FRONT, detail.id, byHand))).toBe('outside.own-entry')
      await exchange.checks.byHand(clerk('902', 'reviewer'), detail.id, byHand)
      expect((await exchange.desk.passAll(detail)).state).toBe('posted')
    }
  })

  test('对照：不经交换之室，停机时也会通过', async () => {
    department.isDown = true
    const { exchange: _, ...without } = exchange.desk.ports
    const detail = await registered('沈对照')
    const { ReviewService } = await import('../collection/review-service.js')
    const reviews = new ReviewService(without)
    await exchange.desk.passAll(detail, 'recheck')
    const done = await reviews.pass(REVIEWERS.recheck, detail.id, { stage: 'recheck', revision: detail.revision })
    expect(done.state).toBe('posted')
    department.isDown = false
  })

  test('单位登记问信用代码', async () => {
    await exchange.desk.employer('91110108QYT0000144', { name: '示例制造有限公司' })
    const { items } = await exchange.desk.cases.list(FRONT, ['999901'])
    const { id } = items.find(({ kind }) => kind === 'employerRegistration')!
    expect((await exchange.checks.show(FRONT, id)).items).toMatchObject([{ kind: 'creditCode', state: 'agrees' }])
  })
})

const asked = { identityNumber: citizen(1), fullName: '沈青' }

async function at<R>(server: Server, work: (url: string) => Promise<R>): Promise<R> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const by = (url: string, patienceMs = 400) => outsideByHttp({ url, patienceMs: () => patienceMs })

article('WH-7(3)', '联网核查的接口，对示例部门', () => {
  test('四种答复', async () => {
    const own = simulatedDepartment()
    await at(departmentServer(own), async (url) => {
      expect(await by(url).askIdentity(asked)).toEqual({ answer: 'agrees' })
      expect(await by(url).askIdentity({ ...asked, fullName: '不符' })).toEqual({
        answer: 'differs',
        field: 'fullName',
      })
      expect(await by(url).askCreditCode({ creditCode: '9', name: '查无' })).toEqual({ answer: 'unknown' })
      own.isDown = true
      expect(await by(url).askIdentity(asked)).toMatchObject({ answer: 'unavailable' })
    })
  })

  test('答得太慢，没有人答', async () => {
    await at(departmentServer(simulatedDepartment(), 2000), async (url) => {
      expect(await by(url).askIdentity(asked)).toMatchObject({ answer: 'unavailable', reason: 'TimeoutError' })
    })
    expect(await by('http://127.0.0.1:9').askIdentity(asked)).toMatchObject({ answer: 'unavailable' })
  })

  const garbage: readonly (readonly [string, RequestListener])[] = [
    ['不是 JSON', (_, reply) => void reply.end('<html>')],
    ['别的话', (_, reply) => void reply.end('{"answer":"yes"}')],
    ['没有写明哪项不符', (_, reply) => void reply.end('{"answer":"differs"}')],
    ['列表', (_, reply) => void reply.end('["agrees"]')],
    ['空', (_, reply) => void reply.end('')],
    ['null', (_, reply) => void reply.end('null')],
    ['出错', (_, reply) => void reply.writeHead(500).end('{"answer":"agrees"}')],
    ['转去别处', (_, reply) => void reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['没完没了', (_, reply) => void reply.end(`{"answer":"agrees","x":"${'长'.repeat(5000)}"}`)],
    ['半截', (_, reply) => void reply.writeHead(200, { 'content-length': '100' }).end('{"answer":"agrees"}')],
  ]
  test.each(garbage)('乱答不算答复：%s', async (_what, answer) => {
    await at(createServer(answer), async (url) => {
      expect(await by(url).askIdentity(asked)).toMatchObject({ answer: 'unavailable' })
    })
  })
})
