import type { Fen } from '../../kernel/money.js'
import { fen } from '../../kernel/money.js'
import type { Period } from '../../kernel/period.js'
import { Refusal } from '../../kernel/refusal.js'
import { uuidV7 } from '../../kernel/uuid.js'
import type { Fact, Posted } from '../../ledger/fact.js'
import { findPersons } from '../../ledger/people-store.js'
import { factsOfPerson } from '../../ledger/record-store.js'
import { recordOf } from '../../records/record.js'
import { eventsIn } from './case-events.js'
import { digestOf, HISTORY_AGENCY, historiesIn, IMPORTED_SINCE } from './case-history.js'
import type { CaseLife } from './case-lives.js'
import { signBefore } from './case-opinions.js'
import { type Drawing, monthBefore, paymentFile } from './case-payments.js'
import type { City } from './city.js'
import type { Team } from './clerks.js'
import type { Counter, Entered } from './counter.js'
import { EAST } from './employers.js'
import { FLEXIBLE, FLEXIBLE_INSURANCES, flexibleEntries } from './flexible.js'
import type { DemoLife } from './lives.js'
import type { TurningClock } from './turning-clock.js'

/** 居民参保的月份。 */
const RESIDENTS_SINCE = '2022-01'
/** 待遇支付始于此月：before it nobody of the cases draws anything. */
const PAID_SINCE = '2022-12'

/**
 * 各条规则的例子，随月份录入。Through the counter like everything else: entered by the front desk, reviewed by others,
 * posted. History of before the system alone is brought in as it was.
 */
export class CaseLoad {
  constructor(
    private readonly city: City,
    private readonly counter: Counter,
    private readonly teams: ReadonlyMap<string, Team>,
    private readonly clock: TurningClock,
    /** What a month had done before it was interrupted is refused as done already. */
    private readonly isResumed: boolean,
  ) {}

  async register(month: Period): Promise<void> {
    const { cases } = this.city
    if (cases === undefined) return
    for (const { key, enrolled } of FLEXIBLE) {
      const life = cases.alone.find((one) => one.key === key)
      if (life !== undefined && enrolled === month) await this.registerAlone(life, month, [...FLEXIBLE_INSURANCES])
    }
    if (month === RESIDENTS_SINCE)
      for (const life of cases.residents) await this.registerAlone(life, month, ['170', '390'])
    if (month === IMPORTED_SINCE)
      for (const life of cases.alone) if (life.key === 'imported') await this.registerAlone(life, month, [])
    for (const history of historiesIn(this.city, month)) await this.bringIn(history)
  }

  /** 灵活就业的当月缴费。 */
  async enterFlexible(month: Period): Promise<void> {
    const team = this.teams.get(EAST)!
    const pile: Entered[] = []
    for (const request of flexibleEntries(this.city, month)) {
      await this.tolerantly(async () => {
        const submission = await this.counter.entries.enter(team.desk, request)
        pile.push({ by: team.desk, submission, what: `${request.fullName} ${request.contributionMonth} 缴费` })
      })
    }
    if (pile.length > 0) await this.counter.carry(team, pile)
  }

  /** 当月的认定、核定、转移与居民缴费，one after another: the later rest on the earlier. */
  async enterFacts(month: Period): Promise<void> {
    for (const { agency, kind, what, request } of eventsIn(this.city, month)) {
      const team = this.teams.get(agency)!
      await this.tolerantly(async () => {
        const asked = await request((life, at) => this.balanceOf(life, at))
        await signBefore(this.counter, team, month, { kind, asked })
        const submission = await this.counter.facts.enter(team.desk, kind, asked)
        await this.counter.carry(team, [{ by: team.desk, submission, what }])
      })
    }
  }

  /** 待遇支付批次, a file a month. */
  async pay(month: Period): Promise<void> {
    if (this.city.cases === undefined || month < PAID_SINCE) return
    const team = this.teams.get(EAST)!
    const drawings: Drawing[] = []
    for (const life of this.drawers()) drawings.push(...(await this.drawingOf(life, month)))
    const bytes = paymentFile(drawings, month)
    if (bytes === undefined) return
    const batch = { payMonth: month, paidDay: `${month}-25`, batch: `DF-${month}` }
    const file = { fileName: `${month}-待遇支付.csv`, bytes, ...batch }
    const { submission } = await this.counter.payments.upload(team.desk, file)
    await this.counter.carry(team, [{ by: team.desk, submission, what: `${month} 待遇支付` }])
  }

  private drawers(): DemoLife[] {
    const { cases, lives } = this.city
    if (cases === undefined) return []
    return [lives[1]!, ...cases.workers, ...cases.alone.filter(({ key }) => key === 'imported')]
  }

  private async drawingOf(life: DemoLife, month: Period): Promise<Drawing[]> {
    const facts = await this.factsOf(life)
    const of = <K extends Fact['kind']>(kind: K) =>
      facts.filter((fact): fact is Posted<Extract<Fact, { kind: K }>> => fact.kind === kind)
    const determinations = of('benefitDetermination').filter(({ reverses }) => reverses === undefined)
    if (determinations.length === 0) return []
    const death = of('lifeEvent').find(({ event }) => event === 'death')
    const accountLeft = this.balanceIn(facts, monthBefore(month))
    return [{ life, determinations, payments: of('benefitPayment'), death, accountLeft }]
  }

  private async balanceOf(life: DemoLife, month: Period): Promise<Fen> {
    return this.balanceIn(await this.factsOf(life), month)
  }

  private balanceIn(facts: readonly Posted<Fact>[], month: Period): Fen {
    const { book } = this.counter.ports.policy()
    const { accounts } = recordOf(facts, book, { today: this.clock.today() })
    return accounts.find(({ insurance }) => insurance === '110')?.balanceAt(month).value ?? fen(0)
  }

  private async factsOf(life: DemoLife): Promise<readonly Posted<Fact>[]> {
    const { app, vault } = this.counter.ports
    const personId = await this.personIdOf(life)
    if (personId === undefined) return []
    const known = await app.transaction({ persons: [personId] }, (trx) => factsOfPerson(trx, personId, vault))
    return known.facts
  }

  private async personIdOf({ identityNumber }: DemoLife): Promise<string | undefined> {
    const { app, vault } = this.counter.ports
    const digest = vault.identityDigest(identityNumber)
    return (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))?.personId
  }

  private async registerAlone(
    { identityNumber, fullName, agency }: CaseLife,
    fromMonth: Period,
    insurances: ('110' | '310' | '170' | '390')[],
  ): Promise<void> {
    const team = this.teams.get(agency)!
    await this.tolerantly(async () => {
      const asked = { identityNumber, fullName, insurances, fromMonth, ground: '核验居民身份证原件' }
      const submission = await this.counter.registrations.registerPerson(team.desk, asked)
      await this.counter.carry(team, [{ by: team.desk, submission, what: `${fullName} 登记` }])
    })
  }

  private async bringIn({ life, facts }: ReturnType<typeof historiesIn>[number]): Promise<void> {
    const { posting, areaOf, policy } = this.counter.ports
    const personId = await this.personIdOf(life)
    if (personId === undefined) return
    const { personId: by } = this.teams.get(HISTORY_AGENCY)!.desk
    const at = this.clock.now()
    const place = { agency: HISTORY_AGENCY, area: areaOf(HISTORY_AGENCY) }
    const brought = facts(personId, place)
    await posting.post({
      ...{ key: `history:${life.identityNumber.slice(-6)}:${life.index}`, bodyDigest: digestOf(brought), revision: 1 },
      ...{ voucherId: uuidV7(at, Buffer.from(`history-${life.index}`.padEnd(10).slice(0, 10))), kind: 'historyImport' },
      ...{ agency: HISTORY_AGENCY, businessDay: this.clock.today(), policyDigest: policy().digest, facts: brought },
      steps: [{ stage: 'entry', verdict: 'submitted', by, organisation: HISTORY_AGENCY, at }],
    })
  }

  /** A load that goes on meets what it had done before; anything else stops it. */
  private async tolerantly(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!this.isResumed || !(error instanceof Refusal)) throw error
      if (!/^(fact|entry)\./.test(error.entry.code)) throw error
    }
  }
}
