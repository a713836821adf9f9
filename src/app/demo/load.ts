import type { Actor } from '../../access/actor.js'
import type { CollectionPorts } from '../../collection/ports.js'
import { type Period, parsePeriod, periodsFrom } from '../../kernel/period.js'
import type { Due, Posted } from '../../ledger/fact.js'
import { insurancesCharged } from '../../policy/levy.js'
import { addWorkingDays, workingCalendar } from '../../policy/working-days.js'
import { CaseLoad } from './case-load.js'
import { type City, type CitySize, cityDigest, DEMO_CITY, inventCity } from './city.js'
import { Clerks, isRefusal, type Team } from './clerks.js'
import { Counter, type Entered } from './counter.js'
import type { DemoRooms, Say } from './demo-rooms.js'
import type { DemoEmployer } from './employers.js'
import { filingFile, filingFileName, levyFile, registrationFile } from './files.js'
import type { Spell } from './lives.js'
import { type DemoFiling, type DemoLevy, type DemoMonth, type Move, monthOf } from './month.js'
import { type DemoPerson, demoPeople } from './people.js'
import { type Played, playScenes, SCENES } from './scenes.js'
import { type TurningClock, turningClock } from './turning-clock.js'

const AREA = '999900'
const AT_ONCE = 8
const PILE = 6
/** 每区至多分几堆：the larger a pile, the fewer questions for each of it. */
const PILES = 4
/** 各幕都已演过。 */
const ALL = 'whole'
/** 更正的一行：the pension of the first of the lives, for one month, short of a bonus. */
const CORRECTED = { life: 0, month: parsePeriod('2019-05'), by: 50_000 }

/**
 * 载入示例市。Everything goes the way of the real thing: uploaded, previewed, submitted, reviewed by different clerks,
 * posted; then the levy results. A load that was interrupted goes on with the month it stopped in: what that month had
 * sent already is recognised by its content. Loaded once, it answers at once.
 */
export async function loadDemoCity(rooms: DemoRooms, say: Say, size: CitySize = DEMO_CITY): Promise<DemoPerson[]> {
  const city = inventCity(size, rooms.collection.policy().book.area(AREA))
  const people = demoPeople(city, rooms.demoKey)
  const digest = cityDigest(city)
  const [loaded, through, played = ''] = ((await rooms.progress.read()) ?? '').split(' ')
  const done = loaded === digest ? through : undefined
  if (done === size.through && played === ALL) return people
  const clock = turningClock()
  const load = new Load(city, counterOn(rooms, clock), new Clerks(rooms, people), clock, loaded !== undefined)
  await load.open()
  const months = [...periodsFrom(size.from, size.through)]
  const total = months.length + SCENES.length
  for (const [at, month] of months.entries()) {
    if (done !== undefined && month <= done) continue
    say(`载入示例市 ${month}`, at, total)
    await load.month(monthOf(city, month))
    if (month !== size.through) await rooms.progress.write(`${digest} ${month}`)
  }
  if (done !== size.through) {
    await load.close()
    await rooms.progress.write(`${digest} ${size.through}`)
  }
  await load.play(rooms, (says, at) => say(says, months.length + at, total), {
    done: Number(done === size.through ? played : '0'),
    write: async (count) => {
      await rooms.progress.write(`${digest} ${size.through} ${count}`)
      await rooms.progress.settled?.()
    },
  })
  await rooms.progress.write(`${digest} ${size.through} ${ALL}`)
  say(`示例市已载入（${load.took()}）`, total, total)
  return people
}

function counterOn({ collection, papers: store, postingAt }: DemoRooms, clock: TurningClock): Counter {
  const papers = collection.papers.with({ clock, store })
  const isOperatorOf = remembered(collection.isOperatorOf)
  return new Counter({ ...collection, clock, papers, isOperatorOf, posting: postingAt(clock.now) })
}

/** Nobody becomes an operator while the city is loaded: asked once for each clerk and employer. */
function remembered(ask: CollectionPorts['isOperatorOf']): CollectionPorts['isOperatorOf'] {
  const answers = new Map<string, Promise<boolean>>()
  return (personId, employerId) => {
    const key = `${personId}|${employerId}`
    const known = answers.get(key) ?? ask(personId, employerId)
    answers.set(key, known)
    return known
  }
}

class Load {
  private teams = new Map<string, Team>()
  private cases: CaseLoad | undefined
  private readonly operators = new Map<string, Actor>()
  private readonly spent = new Map<string, number>()

  constructor(
    private readonly city: City,
    private readonly counter: Counter,
    private readonly clerks: Clerks,
    private readonly clock: TurningClock,
    /** What a month had done before it was interrupted is refused as done already. */
    private readonly isResumed: boolean,
  ) {}

  async open(): Promise<void> {
    this.clock.turnTo(this.city.size.from, 2)
    this.teams = await this.clerks.hireStaff()
    this.cases = new CaseLoad(this.city, this.counter, this.teams, this.clock, this.isResumed)
  }

  async month(told: DemoMonth): Promise<void> {
    const { month } = told
    this.clock.turnTo(month, 3)
    await this.timed('登记', () => this.registerAll(told))
    this.clock.turnTo(month, 10)
    await this.timed('申报', async () => {
      await this.cases?.enterFlexible(month)
      await this.pile(
        told.filings,
        ({ employer }) => employer.agency,
        (filing) => this.file(filing),
      )
    })
    this.clock.turnTo(month, 20)
    await this.timed('征收', () =>
      this.pile(
        told.levies,
        ({ agency }) => agency,
        (levy, team) => this.receive(levy, team),
      ),
    )
    this.clock.turnTo(month, 25)
    await this.timed('例子', async () => this.cases?.enterFacts(month))
    await this.timed('待遇', async () => this.cases?.pay(month))
  }

  private async registerAll(told: DemoMonth): Promise<void> {
    const { month } = told
    const employers = [
      ...told.opened.map((employer) => ({ employer, status: 'active' as const })),
      ...told.closed.map((employer) => ({ employer, status: 'ended' as const })),
    ]
    await this.pile(
      employers,
      ({ employer }) => employer.agency,
      (change, team) => this.register(change, month, team),
    )
    await side(told.opened, ({ creditCode }) => this.operatorOf(creditCode))
    await this.pile(
      told.left,
      ({ spell }) => this.agencyOf(spell),
      (move, team) => this.leave(move, month, team),
    )
    await this.pile([...this.teams.keys()], String, (agency, team) => this.join(agency, team, told))
    await this.cases?.register(month)
  }

  /** 各幕，where the rooms for them are there and the city is one that has them. */
  async play({ scenes, collection }: DemoRooms, say: Say, played: Pick<Played, 'done' | 'write'>): Promise<void> {
    const { city, counter, clerks, teams, clock } = this
    if (scenes === undefined || !(city.size.scenes ?? city.cases !== undefined)) return
    const { ports } = counter
    const dueDay = (days: number) => addWorkingDays(workingCalendar(city.area), clock.today(), days).day
    const parts = {
      ...{ city, counter, clerks, teams, clock },
      ...scenes,
      exchange: { ...scenes.exchange, collection: ports },
      archive: { ...scenes.archive, clock, dueDay, papers: ports.papers },
      ...(scenes.statistics === undefined ? {} : { statistics: { ...scenes.statistics, clock } }),
      ...(scenes.delivery === undefined ? {} : { delivery: { ...scenes.delivery, clock } }),
    }
    const today = collection.clock.today()
    await this.timed('各幕', () => playScenes(parts, { ...played, today }, say))
  }

  /** 各部分所用的秒数。 */
  took(): string {
    return [...this.spent].map(([what, ms]) => `${what} ${Math.round(ms / 1000)} 秒`).join('，')
  }

  private async timed(what: string, work: () => Promise<unknown>): Promise<void> {
    const began = performance.now()
    await work()
    this.spent.set(what, (this.spent.get(what) ?? 0) + performance.now() - began)
  }

  /** 收尾：one wage that was filed wrongly is corrected, and the citizens get their accounts. */
  async close(): Promise<void> {
    const { life, month } = CORRECTED
    const filed = await this.counter.findDue(this.city.lives[life]?.identityNumber ?? '', month)
    if (filed !== undefined) await this.correct(filed)
    await this.clerks.admitCitizens()
  }

  private async correct({ personId, ref, declaredWage, agency }: Posted<Due>): Promise<void> {
    const team = this.teams.get(agency)!
    const replacement = { declaredWage: declaredWage + CORRECTED.by }
    const request = { personId, factKind: 'due' as const, ...ref, reason: 'entryError' as const, replacement }
    const entered = await this.counter.corrections.correct(team.desk, {
      ...request,
      explanation: '单位申报时漏列当月奖金，凭工资表更正。',
    })
    await this.counter.carry(team, [{ by: team.desk, submission: entered, what: '更正' }])
  }

  /** 分堆办理：the work of a district in piles, a few piles side by side so that program and database are both busy. */
  private async pile<T>(
    items: readonly T[],
    agencyOf: (item: T) => string,
    enter: (item: T, team: Team) => Promise<Entered | undefined>,
  ): Promise<void> {
    const piles = [...this.teams].flatMap(([agency, team]) => {
      const own = items.filter((item) => agencyOf(item) === agency)
      return chunks(own, Math.max(PILE, Math.ceil(own.length / PILES))).map((pile) => ({ team, pile }))
    })
    await side(piles, async ({ team, pile }) => {
      const entered: Entered[] = []
      for (const item of pile) {
        const one = await enter(item, team)
        if (one !== undefined) entered.push(one)
      }
      await this.counter.carry(team, entered)
    })
  }

  private async register(
    { employer, status }: { employer: DemoEmployer; status: 'active' | 'ended' },
    fromMonth: Period,
    { desk }: Team,
  ): Promise<Entered | undefined> {
    const { creditCode, name, employerType, industryCode, injuryClass, injuryFloat } = employer
    const terms = {
      creditCode,
      name,
      employerType,
      industryCode,
      injuryClass,
      injuryFloat,
      fromMonth,
      status,
      ...GROUND,
    }
    try {
      return { by: desk, what: name, submission: await this.counter.registrations.registerEmployer(desk, terms) }
    } catch (error) {
      if (isRefusal(error, 'employer.known')) return undefined
      throw error
    }
  }

  private async leave({ life, spell }: Move, fromMonth: Period, { desk }: Team): Promise<Entered | undefined> {
    const { identityNumber, fullName } = life
    const { creditCode } = this.city.employers[spell.employer]!
    const insurances = this.enrolledAt(spell.from, spell)
    const who = { identityNumber, fullName, creditCode, insurances }
    const change = { ...who, fromMonth, change: 'end' as const, reason: spell.endReason, ...LEAVING }
    try {
      const submission = await this.counter.registrations.changeEnrolment(desk, change)
      return { by: desk, submission, what: `${fullName} ${fromMonth} 停保` }
    } catch (error) {
      if (this.isResumed && isRefusal(error, 'entry.refused')) return undefined
      throw error
    }
  }

  /** 增员登记, a file a district: new persons, and known ones with their new employer. */
  private async join(agency: string, { desk }: Team, { month, joined }: DemoMonth): Promise<Entered | undefined> {
    const own = joined.filter(({ spell }) => this.agencyOf(spell) === agency)
    if (own.length === 0) return undefined
    const bytes = registrationFile(this.city, own, ({ spell }) => this.enrolledAt(month, spell))
    const { submission } = await this.counter.registrations.uploadPersons(desk, {
      fileName: `${month}-增员.csv`,
      bytes,
    })
    return { by: desk, submission, what: `${month} 增员登记` }
  }

  private async file(filing: DemoFiling): Promise<Entered> {
    const { employer, settlementMonth } = filing
    const by = await this.operatorOf(employer.creditCode)
    const file = { fileName: filingFileName(filing), bytes: filingFile(filing) }
    const { submission } = await this.counter.filings.upload(by, {
      employerId: by.employerId!,
      settlementMonth,
      ...file,
    })
    return { by, submission, what: `${employer.name} ${settlementMonth} 申报` }
  }

  private async receive(levy: DemoLevy, { desk }: Team): Promise<Entered | undefined> {
    if (levy.payments.length === 0) return undefined
    const file = { fileName: `${levy.batch}.csv`, bytes: levyFile(levy) }
    const { submission } = await this.counter.levies.upload(desk, file)
    return { by: desk, submission, what: `征收结果 ${levy.batch}` }
  }

  private agencyOf({ employer }: Spell): string {
    return this.city.employers[employer]!.agency
  }

  private async operatorOf(creditCode: string): Promise<Actor> {
    const known = this.operators.get(creditCode)
    if (known !== undefined) return known
    const operator = await this.clerks.appoint(creditCode)
    this.operators.set(creditCode, operator)
    return operator
  }

  private enrolledAt(month: Period, { employer }: Spell) {
    return [...insurancesCharged(this.city.area, month, this.city.employers[employer]!.pays ?? 'employee')]
  }
}

async function side<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size))
}

const GROUND = { ground: '经核对营业执照与单位登记表原件' }
const LEAVING = { ground: '经核对用人单位减员名册原件' }
