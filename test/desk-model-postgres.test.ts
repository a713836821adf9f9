import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SubmissionDetail } from '../src/collection/contract.js'
import { FactEntryService } from '../src/collection/fact-entry-service.js'
import { STAGES } from '../src/collection/kinds.js'
import { MergeService } from '../src/collection/merge-service.js'
import { WorkService } from '../src/collection/work-service.js'
import { Refusal } from '../src/kernel/refusal.js'
import { decodeLeaf } from '../src/ledger/leaf.js'
import { article } from './article.js'
import { type TestDatabase, testDatabase } from './city.js'
import { citizen, testDesk } from './desk.js'
import { DeskModel, type Effect, type ModelCase, SETTLEMENT } from './desk-model.js'
import { CLERKS, CODE, PERSONS, RealDesk, type RealGround } from './desk-model-real.js'

const RUNS = Number(process.env['QUANYI_MODEL_RUNS_POSTGRES'] ?? 500)
const ENTERERS = 2
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

let db: TestDatabase
let ground: RealGround

beforeAll(async () => {
  db = await testDatabase()
  const desk = testDesk(db)
  await desk.employer(CODE)
  const people = Array.from({ length: RUNS * PERSONS }, (_, n) => [citizen(n), '测试人'])
  for (let i = 0; i < people.length; i += 1000) await desk.persons(people.slice(i, i + 1000), CODE)
  await desk.ports.papers.keep(PAPER)
  const { documentId } = await db.app.transaction({}, (trx) => desk.ports.papers.list(trx, '999901', 'evidence', PAPER))
  const services = {
    merges: new MergeService(desk.ports),
    facts: new FactEntryService(desk.ports),
    work: new WorkService(desk.ports),
  }
  ground = {
    desk,
    ...services,
    documentId,
    rows: (sql, values = []) => db.admin.transaction({}, (trx) => trx.rows(sql, values)),
  }
}, 600_000)
afterAll(() => db.close())

/** Undefined where it was refused; anything but a refusal is a defect and ends the run. */
async function tried<T>(doing: Promise<T>): Promise<T | undefined> {
  try {
    return await doing
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

type Command = fc.AsyncCommand<DeskModel, RealDesk>

const person = fc.nat(PERSONS - 1)
const month = fc.constantFrom('2026-01', '2026-02', SETTLEMENT)
const wage = fc.constantFrom(600_000, 700_000, 800_000)
const effect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('due' as const), person, month, wage }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('correct' as const),
      row: fc.nat(2),
      wage: fc.option(wage, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('merge' as const), kept: person, merged: person }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('undo' as const), merge: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('transfer' as const), person, month }) },
)
const caseNo = fc.nat(3)
const clerkNo = fc.nat(CLERKS.length - 1)

const SHOWN: Readonly<Record<ModelCase['status'], readonly string[]>> = {
  open: Object.keys(STAGES),
  returned: ['returned'],
  withdrawn: ['withdrawn'],
  posted: ['posted', 'awaitingRecheck'],
  blocked: ['agreed'],
}

function shows(one: ModelCase, detail: SubmissionDetail): void {
  expect(SHOWN[one.status]).toContain(detail.state)
  expect(detail.revision).toBe(one.revision)
}

const enter = fc.tuple(effect, fc.nat(ENTERERS - 1)).map(
  ([asked, by]): Command => ({
    check: (model) => model.pointed(asked) !== undefined,
    run: async (model, real) => {
      const effect = model.pointed(asked)!
      const sending = real.sending(effect, CLERKS[by]!)
      const detail = await tried(sending())
      expect(detail !== undefined).toBe(model.isPossible(model.resolved(effect)))
      if (detail === undefined) return
      shows(model.enter(effect, by), detail)
      real.cases.push(detail)
      real.sent.push(sending)
    },
    toString: () => `enter(${JSON.stringify(asked)}, c${by})`,
  }),
)

/** 一气办完：entered and passed by everybody it needs, so that runs get deep. */
const settle = fc.tuple(effect, fc.nat(ENTERERS - 1)).map(
  ([asked, by]): Command => ({
    check: (model) => {
      const effect = model.pointed(asked)
      return effect !== undefined && model.isPossible(model.resolved(effect))
    },
    run: async (model, real) => {
      const effect = model.pointed(asked)!
      const sending = real.sending(effect, CLERKS[by]!)
      const at = real.cases.push(await sending()) - 1
      real.sent.push(sending)
      const one = model.enter(effect, by)
      await passOn(model, real, at)
      shows(one, real.cases[at]!)
    },
    toString: () => `settle(${JSON.stringify(asked)}, c${by})`,
  }),
)

async function passOn(model: DeskModel, real: RealDesk, at: number): Promise<void> {
  const one = model.cases[at]!
  for (const by of CLERKS.keys()) {
    if (!model.mayTake(one, by)) continue
    real.cases[at] = await real.pass(at, by)
    model.pass(one, by)
  }
}

const retry = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, (one) => one.status === 'open' && model.isPossible(one.effect)) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth, (one) => one.status === 'open' && model.isPossible(one.effect))!
      const again = await tried(real.sent[at]!())
      if (again === undefined) return
      expect(again.id).toBe(real.cases[at]!.id)
      expect(again.revision).toBe(model.cases[at]!.revision)
    },
    toString: () => `sendAgain(${nth})`,
  }),
)

const step = fc.tuple(caseNo, clerkNo, fc.boolean()).map(
  ([nth, by, isReturn]): Command => ({
    check: (model) => model.pick(nth) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth)!
      const one = model.cases[at]!
      const may = model.mayTake(one, by)
      const { id, revision, route, steps } = real.cases[at]!
      const stage = route[steps.length] ?? 'approval'
      const asked = { stage, revision, reason: '模型要它退回' }
      const doing = isReturn ? ground.desk.reviews.return(CLERKS[by]!, id, asked) : real.pass(at, by)
      const detail = await tried(doing)
      expect(detail !== undefined).toBe(may)
      if (detail === undefined) return
      if (isReturn) model.giveBack(one, by)
      else model.pass(one, by)
      real.cases[at] = detail
      shows(one, detail)
    },
    toString: () => `${isReturn ? 'return' : 'pass'}(${nth}, c${by})`,
  }),
)

const isOpen = ({ status }: ModelCase) => status === 'open'
const isPosted = ({ status }: ModelCase) => status === 'posted'

const passAll = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, isOpen) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth, isOpen)!
      await passOn(model, real, at)
      shows(model.cases[at]!, real.cases[at]!)
    },
    toString: () => `passAll(${nth})`,
  }),
)

const together = fc.tuple(caseNo, clerkNo, clerkNo).map(
  ([nth, a, b]): Command => ({
    check: (model) => a !== b && model.pick(nth, (one) => model.mayTake(one, a) && model.mayTake(one, b)) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth, (one) => model.mayTake(one, a) && model.mayTake(one, b))!
      const both = await Promise.all([a, b].map((by) => tried(real.pass(at, by))))
      expect(both.filter((detail) => detail !== undefined)).toHaveLength(1)
      const winner = both[0] === undefined ? b : a
      model.pass(model.cases[at]!, winner)
      real.cases[at] = (both[0] ?? both[1])!
      shows(model.cases[at]!, real.cases[at]!)
    },
    toString: () => `passTogether(${nth}, c${a}, c${b})`,
  }),
)

const withdraw = fc.tuple(caseNo, clerkNo).map(
  ([nth, by]): Command => ({
    check: (model) => model.pick(nth) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth)!
      const one = model.cases[at]!
      const { id, revision } = real.cases[at]!
      const detail = await tried(ground.work.withdraw(CLERKS[by]!, id, { revision, reason: '模型要它撤回' }))
      expect(detail !== undefined).toBe(model.mayWithdraw(one, by))
      if (detail === undefined) return
      one.status = 'withdrawn'
      real.cases[at] = detail
      shows(one, detail)
    },
    toString: () => `withdraw(${nth}, c${by})`,
  }),
)

const resubmit = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth)!
      const one = model.cases[at]!
      const may = model.mayResubmit(one) && model.isPossible(model.resolved(one.effect))
      const sending = real.sending(one.effect, CLERKS[one.enteredBy]!, real.cases[at]!.id)
      const detail = await tried(sending())
      expect(detail !== undefined).toBe(may)
      if (detail === undefined) return
      model.resubmit(one, one.effect)
      real.cases[at] = detail
      real.sent[at] = sending
      shows(one, detail)
    },
    toString: () => `resubmit(${nth})`,
  }),
)

const postAgain = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, isPosted) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth, isPosted)!
      expect(await ground.desk.agreed.postAgreed(real.cases[at]!.id)).toBe(0)
    },
    toString: () => `postAgain(${nth})`,
  }),
)

const otherBody = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, isPosted) !== undefined,
    run: async (model, real) => {
      const at = model.pick(nth, isPosted)!
      const [voucher] = await ground.rows<{ voucher_id: string; revision: number }>(
        'select voucher_id, revision from desk.voucher where submission_id = $1 order by revision desc limit 1',
        [real.cases[at]!.id],
      )
      const { voucher_id: voucherId, revision } = voucher!
      const body = { key: `${voucherId}:${revision}`, bodyDigest: Buffer.alloc(32, 7), voucherId, revision }
      const rest = {
        kind: 'correction',
        agency: '999901',
        businessDay: '2026-03-16',
        policyDigest: '00',
        steps: [],
        facts: [],
      }
      expect(await tried(ground.desk.ports.posting.post({ ...body, ...rest } as never))).toBeUndefined()
    },
    toString: () => `sameKeyOtherBody(${nth})`,
  }),
)

/** 一组办完之后：rows, months and people are as the model says. */
async function agree(model: DeskModel, real: RealDesk): Promise<void> {
  const ids = await real.ids()
  const found = (await real.dues()).map(({ personId, wage, live }) => ({ person: ids.indexOf(personId), wage, live }))
  expect(found).toEqual(model.rows.map(({ person, wage, live }) => ({ person, wage, live })))
  const leaves = await ground.rows<{ leaf: Buffer }>(
    `select p.leaf from ledger.posting p join desk.voucher v on v.posting_id = p.posting_id
     where v.submission_id = any ($1::uuid[])`,
    [real.cases.map(({ id }) => id)],
  )
  expect(leaves).toHaveLength(model.cases.filter(({ status }) => status === 'posted').length)
  for (const { leaf } of leaves) {
    const people = decodeLeaf(leaf).steps.map(({ by }) => by)
    expect(new Set(people).size).toBe(people.length)
  }
}

const COMMANDS = [
  settle,
  settle,
  settle,
  enter,
  enter,
  enter,
  passAll,
  passAll,
  passAll,
  step,
  together,
  withdraw,
  resubmit,
  retry,
  postAgain,
  otherBody,
]

article(['M14-7a', 'M14-7c', 'M14-12', 'M14-10a'], '模型与 PostgreSQL 上的办事台：随意的办理，处处相合', () => {
  test(`${RUNS} 组：录入、审核、退回、撤回、更正、重发、异文、并发、转移、合并与撤销`, {
    timeout: 1_800_000,
  }, async () => {
    let group = 0
    const reached = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 20, size: 'max' }), async (commands) => {
        const both = { model: new DeskModel(PERSONS), real: new RealDesk(ground, (group++ % RUNS) * PERSONS) }
        await fc.asyncModelRun(() => both, commands)
        await agree(both.model, both.real)
        for (const { effect, status } of both.model.cases) {
          const key = `${effect.what} ${status}`
          reached.set(key, (reached.get(key) ?? 0) + 1)
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    for (const what of ['due', 'correct', 'merge', 'undo', 'transfer']) {
      expect(reached.get(`${what} posted`) ?? 0, `${what} was posted in some run`).toBeGreaterThan(0)
    }
    const blocked = [...reached].filter(([key]) => key.endsWith('blocked')).map(([, times]) => times)
    expect(
      blocked.reduce((sum, times) => sum + times, 0),
      'some case was overtaken by another',
    ).toBeGreaterThan(0)
    console.info(
      [...reached]
        .sort()
        .map(([key, times]) => `${key} ${times}`)
        .join('; '),
    )
  })
})
