import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../src/access/actor.js'
import { mayTake } from '../src/collection/case-place-store.js'
import { type Case, stateOfCase } from '../src/collection/case-store.js'
import { mayWithdraw, ownsCase } from '../src/collection/case-view-store.js'
import { negated } from '../src/collection/correction-lines.js'
import { STAGES, type Stage, type SubmissionKind } from '../src/collection/kinds.js'
import { take } from '../src/collection/review.js'
import { POST_OF_STAGE, type ReviewRoutes, readRoutes } from '../src/collection/route-book.js'
import type { Instant } from '../src/kernel/day.js'
import type { Fen } from '../src/kernel/money.js'
import type { Period } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import type { Due, Posted } from '../src/ledger/fact.js'
import { liveFacts } from '../src/records/live.js'
import { article } from './article.js'
import { clerk } from './desk.js'
import { DeskModel, type Effect, type ModelCase, SETTLEMENT } from './desk-model.js'
import { filesUnder } from './files.js'
import { shippedStandard } from './standard.js'

/** 纯的办事台：the program's own pure parts, put together in memory; no database, no clock. */
class PureDesk {
  readonly cases: Case[] = []
  readonly facts: Posted<Due>[] = []

  constructor(private readonly ports: { routes: ReviewRoutes; areaOf: (agency: string) => string }) {}

  enter(kind: SubmissionKind, by: Actor, revision = 1, at = this.cases.length): void {
    const submission = { submissionId: String(at), kind, agency: '999901', area: '999900' }
    const made = { submissionId: String(at), revision, enteredBy: by.personId, submittedAt: 1 as Instant }
    const one = {
      submission,
      revision: made,
      steps: [],
      vouchers: [{ posted: false }],
      acts: [],
      earlier: [],
      promised: [],
    }
    this.cases[at] = one as unknown as Case
  }

  state(at: number): string {
    return stateOfCase(this.ports.routes, this.cases[at]!)
  }

  stage(at: number): Stage {
    const state = this.state(at)
    return state in STAGES ? (state as Stage) : 'approval'
  }

  /** `seen`: the stage it stood at when the clerk looked, where somebody may have been quicker. */
  takes(at: number, by: Actor, verdict: 'passed' | 'returned', seen?: Stage): boolean {
    const one = this.cases[at]!
    const stage = seen ?? this.stage(at)
    const route = this.ports.routes[one.submission.kind].steps
    const may = mayTake(this.ports, by, one, undefined) && this.state(at) === stage
    try {
      const step = { stage, verdict, by: by.personId, account: '', organisation: '999901', at: 1 as Instant }
      const steps = take(route, one.revision.enteredBy, one.steps, step)
      expect(may).toBe(true)
      this.cases[at] = { ...one, steps: steps as Case['steps'] }
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      expect(may).toBe(false)
      return false
    }
  }

  mayWithdraw(at: number, by: Actor): boolean {
    const one = this.cases[at]!
    return ownsCase(by, one) && mayWithdraw(stateOfCase(this.ports.routes, one), one)
  }

  withdraw(at: number): void {
    const one = this.cases[at]!
    const act = { act: 'withdrawn', revision: one.revision.revision } as Case['acts'][number]
    this.cases[at] = { ...one, acts: [...one.acts, act] }
  }

  post(at: number, effect: Effect): void {
    const one = this.cases[at]!
    const posting = String(this.facts.length)
    this.cases[at] = { ...one, vouchers: [{ ...one.vouchers[0]!, posted: true }] }
    if (effect.what === 'due') this.facts.push(dueOf(effect.person, effect.month, effect.wage, posting, 0))
    if (effect.what !== 'correct') return
    const row = this.originals()[effect.row]!
    this.facts.push({ ...negated(row), ref: { posting, ordinal: 0 }, reverses: row.ref })
    if (effect.wage !== undefined) {
      this.facts.push({ ...dueOf(Number(row.personId), row.contributionMonth, effect.wage, posting, 1) })
    }
  }

  /** Rows as they were posted, reversals apart: what the model counts. */
  private originals(): Posted<Due>[] {
    return this.facts.filter(({ reverses }) => reverses === undefined)
  }
}

function dueOf(person: number, month: string, wage: number, posting: string, ordinal: number): Posted<Due> {
  const common = { line: 1, agency: '999901', area: '999900', personId: String(person), insurance: '110' }
  const months = { settlementMonth: SETTLEMENT as Period, contributionMonth: month as Period, contributionKind: '1' }
  const fen = wage as Fen
  const amounts = { base: fen, employerAmount: fen, personAmount: fen, employerToAccount: fen, personToAccount: fen }
  return { kind: 'due', ...common, ...months, ...amounts, declaredWage: fen, ref: { posting, ordinal } }
}

const PERSONS = 3
const CLERKS = [0, 1, 2, 3, 4, 5].map((n) =>
  clerk(`c${n}`, 'frontDesk', ...(Object.keys(STAGES) as Stage[]).map((stage) => POST_OF_STAGE[stage])),
)
const ports = {
  routes: readRoutes(filesUnder(['policies/routes'], /\.yaml$/)[0]!.text, shippedStandard()),
  areaOf: () => '999900',
}
const KIND: Readonly<Record<Effect['what'], SubmissionKind>> = {
  due: 'backPay',
  correct: 'correction',
  merge: 'personMerge',
  undo: 'personMerge',
  transfer: 'transfer',
}
const kindOf = (effect: Effect): SubmissionKind =>
  effect.what === 'due' && effect.month === SETTLEMENT ? 'singleContribution' : KIND[effect.what]

type Command = fc.Command<DeskModel, PureDesk>

const person = fc.nat(PERSONS - 1)
const month = fc.constantFrom('2026-01', '2026-02', SETTLEMENT)
const wage = fc.constantFrom(500_000, 600_000, 700_000)
const effect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('due' as const), person, month, wage }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('correct' as const),
      row: fc.nat(3),
      wage: fc.option(wage, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge' as const), kept: person, merged: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('undo' as const), merge: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('transfer' as const), person, month }) },
)
const clerkNo = fc.nat(CLERKS.length - 1)
const caseNo = fc.nat(4)

const enter = fc.tuple(effect, clerkNo).map(
  ([asked, by]): Command => ({
    check: (model) => {
      const effect = model.pointed(asked)
      return effect !== undefined && model.isPossible(model.resolved(effect))
    },
    run: (model, desk) => {
      const effect = model.pointed(asked)!
      model.enter(effect, by)
      desk.enter(kindOf(effect), CLERKS[by]!)
      agree(model, desk)
    },
    toString: () => `enter(${JSON.stringify(asked)}, c${by})`,
  }),
)
const step = fc.tuple(caseNo, clerkNo, fc.boolean()).map(
  ([nth, by, isReturn]): Command => ({
    check: (model) => model.pick(nth) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth)!
      const one = model.cases[at]!
      const may = model.mayTake(one, by)
      expect(desk.takes(at, CLERKS[by]!, isReturn ? 'returned' : 'passed')).toBe(may)
      if (may && isReturn) model.giveBack(one, by)
      if (may && !isReturn) pass(model, desk, at, by)
      agree(model, desk)
    },
    toString: () => `${isReturn ? 'return' : 'pass'}(${nth}, c${by})`,
  }),
)
const isOpen = ({ status }: ModelCase) => status === 'open'

const passAll = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, isOpen) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth, isOpen)!
      const one = model.cases[at]!
      for (const by of CLERKS.keys()) {
        if (!model.mayTake(one, by)) continue
        expect(desk.takes(at, CLERKS[by]!, 'passed')).toBe(true)
        pass(model, desk, at, by)
      }
      agree(model, desk)
    },
    toString: () => `passAll(${nth})`,
  }),
)
const withdraw = fc.tuple(caseNo, clerkNo).map(
  ([nth, by]): Command => ({
    check: (model) => model.pick(nth) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth)!
      const one = model.cases[at]!
      const may = model.mayWithdraw(one, by)
      expect(desk.mayWithdraw(at, CLERKS[by]!)).toBe(may)
      if (!may) return
      one.status = 'withdrawn'
      desk.withdraw(at)
      agree(model, desk)
    },
    toString: () => `withdraw(${nth}, c${by})`,
  }),
)
const resubmit = caseNo.map(
  (nth): Command => ({
    check: (model) => model.pick(nth, (one) => mayBegin(model, one)) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth, (one) => mayBegin(model, one))!
      const one = model.cases[at]!
      model.resubmit(one, one.effect)
      desk.enter(kindOf(one.effect), CLERKS[one.enteredBy]!, one.revision, at)
      agree(model, desk)
    },
    toString: () => `resubmit(${nth})`,
  }),
)

/** 同时审批：both saw the same stage; one of them takes it, whoever comes second finds it gone. */
const together = fc.tuple(caseNo, clerkNo, clerkNo, fc.boolean()).map(
  ([nth, a, b, isReturn]): Command => ({
    check: (model) => a !== b && model.pick(nth, (one) => model.mayTake(one, a) && model.mayTake(one, b)) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth, (one) => model.mayTake(one, a) && model.mayTake(one, b))!
      const seen = desk.stage(at)
      expect(desk.takes(at, CLERKS[a]!, 'passed', seen)).toBe(true)
      pass(model, desk, at, a)
      expect(desk.takes(at, CLERKS[b]!, isReturn ? 'returned' : 'passed', seen)).toBe(false)
      agree(model, desk)
    },
    toString: () => `together(${nth}, c${a}, c${b}, ${isReturn})`,
  }),
)

/** 重发：the step that was taken last, by the same clerk, sent again; with the same verdict, or with the other one. */
const again = fc.tuple(caseNo, fc.boolean()).map(
  ([nth, isOther]): Command => ({
    check: (model) => model.pick(nth, ({ steps }) => steps.length > 0) !== undefined,
    run: (model, desk) => {
      const at = model.pick(nth, ({ steps }) => steps.length > 0)!
      const last = desk.cases[at]!.steps.at(-1)!
      const by = CLERKS[model.cases[at]!.steps.at(-1)!]!
      const other = last.verdict === 'passed' ? 'returned' : 'passed'
      expect(desk.takes(at, by, isOther ? other : last.verdict, last.stage)).toBe(false)
      agree(model, desk)
    },
    toString: () => `${isOther ? 'sendOther' : 'sendAgain'}(${nth})`,
  }),
)

function mayBegin(model: Readonly<DeskModel>, one: ModelCase): boolean {
  return model.mayResubmit(one) && model.isPossible(model.resolved(one.effect))
}

function pass(model: DeskModel, desk: PureDesk, at: number, by: number): void {
  const one = model.cases[at]!
  const before = one.status
  model.pass(one, by)
  if (before === 'open' && one.status === 'posted') desk.post(at, one.effect)
}

const SHOWN: Readonly<Record<ModelCase['status'], readonly string[]>> = {
  open: Object.keys(STAGES),
  returned: ['returned'],
  withdrawn: ['withdrawn'],
  posted: ['posted', 'awaitingRecheck'],
  blocked: ['agreed'],
}

/** What holds at every moment, whatever was done. */
function agree(model: DeskModel, desk: PureDesk): void {
  for (const [at, one] of model.cases.entries()) {
    expect(SHOWN[one.status]).toContain(desk.state(at))
    const { revision, steps } = desk.cases[at]!
    const people = [revision.enteredBy, ...steps.map(({ by }) => by)]
    expect(new Set(people).size).toBe(people.length)
    if (one.status === 'posted') expect(steps).toHaveLength(one.stages)
  }
  const wages = liveFacts(desk.facts).map(({ declaredWage }) => declaredWage as number)
  expect(wages.sort()).toEqual(model.rows.flatMap((row) => (row.live ? [row.wage] : [])).sort())
  const sum = desk.facts.reduce((total, { base }) => total + base, 0)
  expect(sum).toBe(wages.reduce((total, one) => total + one, 0))
}

const COMMANDS = [enter, enter, enter, passAll, passAll, passAll, step, step, together, again, withdraw, resubmit]
const RUNS = Number(process.env['QUANYI_MODEL_RUNS'] ?? 100_000)

article(['M14-7a', 'M14-7c', 'M14-12'], '模型与纯的办事台：十万次随意的办理，处处相合', () => {
  test(`${RUNS} 次`, { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.commands(COMMANDS, { maxCommands: 14, size: 'max' }), (commands) => {
        fc.modelRun(() => ({ model: new DeskModel(PERSONS), real: new PureDesk(ports) }), commands)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('对照：办事台有错，模型就找得出', () => {
  test('允许一人办两个环节', () => {
    class Lax extends PureDesk {
      override takes(at: number, by: Actor, verdict: 'passed' | 'returned', seen?: Stage): boolean {
        const other = this.cases[at]!.steps.length > 0 ? { ...by, personId: `${by.personId}again` } : by
        return super.takes(at, other, verdict, seen)
      }
    }
    expect(() => tried((ground) => new Lax(ground))).toThrow()
  })

  test('红冲不记负数', () => {
    class Unbalanced extends PureDesk {
      override post(at: number, one: Effect): void {
        super.post(at, one)
        if (one.what === 'correct')
          this.facts.splice(
            this.facts.findLastIndex(({ reverses }) => reverses !== undefined),
            1,
          )
      }
    }
    expect(() => tried((ground) => new Unbalanced(ground))).toThrow()
  })

  test('后到的人照所见的环节再办一次', () => {
    class Stale extends PureDesk {
      override takes(at: number, by: Actor, verdict: 'passed' | 'returned'): boolean {
        return super.takes(at, by, verdict)
      }
    }
    expect(() => tried((ground) => new Stale(ground))).toThrow()
  })

  function tried(open: (ground: typeof ports) => PureDesk): void {
    fc.assert(
      fc.property(fc.commands(COMMANDS, { maxCommands: 14, size: 'max' }), (commands) => {
        fc.modelRun(() => ({ model: new DeskModel(PERSONS), real: open(ports) }), commands)
      }),
      { numRuns: 20_000, endOnFailure: true },
    )
  }
})
