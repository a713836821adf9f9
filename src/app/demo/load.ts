import type { Actor } from '../../access/actor.js'
import { PaperService } from '../../archive/paper-service.js'
import { type Period, periodsFrom } from '../../kernel/period.js'
import { INSURANCES } from '../../kernel/terms.js'
import { insurancesCharged } from '../../policy/levy.js'
import { type City, type CitySize, cityDigest, DEMO_CITY, inventCity } from './city.js'
import { Clerks, isRefusal, type Team } from './clerks.js'
import { Counter } from './counter.js'
import type { DemoRooms } from './demo-rooms.js'
import { filingFile, filingFileName, levyFile, registrationFile } from './files.js'
import { type DemoFiling, type DemoLevy, type DemoMonth, type Move, monthOf } from './month.js'
import { type DemoPerson, demoPeople } from './people.js'
import { type TurningClock, turningClock } from './turning-clock.js'

const AREA = '999900'
const AT_ONCE = 4

export type Say = (says: string, done: number, total: number) => void

/**
 * 载入示例市。Everything goes the way of the real thing: uploaded, previewed, submitted, reviewed by different clerks,
 * posted; then the levy results. A load that was interrupted goes on with the month it stopped in: what that month had
 * sent already is recognised by its content. Loaded once, it answers at once.
 */
export async function loadDemoCity(rooms: DemoRooms, say: Say, size: CitySize = DEMO_CITY): Promise<DemoPerson[]> {
  const city = inventCity(size, rooms.collection.policy().book.area(AREA))
  const people = demoPeople(city, rooms.demoKey)
  const digest = cityDigest(city)
  const [loaded, through] = ((await rooms.progress.read()) ?? '').split(' ')
  const done = loaded === digest ? through : undefined
  if (done === size.through) return people
  const clock = turningClock()
  const load = new Load(city, counterOn(rooms, clock), new Clerks(rooms, people), clock, loaded !== undefined)
  await load.open()
  const months = [...periodsFrom(size.from, size.through)]
  for (const [at, month] of months.entries()) {
    if (done !== undefined && month <= done) continue
    say(`载入示例市 ${month}`, at, months.length)
    await load.month(monthOf(city, month))
    if (month !== size.through) await rooms.progress.write(`${digest} ${month}`)
  }
  await load.close()
  await rooms.progress.write(`${digest} ${size.through}`)
  say('示例市已载入', months.length, months.length)
  return people
}

function counterOn({ collection, papers: store, postingAt }: DemoRooms, clock: TurningClock): Counter {
  const { app, vault, ids } = collection
  const papers = new PaperService({ app, vault, ids, clock, store })
  return new Counter({ ...collection, clock, papers, posting: postingAt(clock.now) })
}

class Load {
  private teams = new Map<string, Team>()
  private readonly operators = new Map<string, Actor>()

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
  }

  async month(told: DemoMonth): Promise<void> {
    this.clock.turnTo(told.month, 3)
    await this.registerEmployers(told)
    await side(told.left, (move) => this.leave(move, told.month))
    await side([...this.teams], ([agency, team]) => this.join(agency, team, told))
    this.clock.turnTo(told.month, 10)
    await side(told.filings, (filing) => this.file(filing))
    this.clock.turnTo(told.month, 20)
    await side(told.levies, (levy) => this.receive(levy))
  }

  async close(): Promise<void> {
    await this.clerks.admitCitizens()
  }

  private async registerEmployers({ month, opened, closed }: DemoMonth): Promise<void> {
    await side([...opened, ...closed], async (employer) => {
      const { creditCode, name, employerType, industryCode, injuryClass, injuryFloat } = employer
      const team = this.teams.get(employer.agency)!
      const terms = { creditCode, name, employerType, industryCode, injuryClass, injuryFloat, fromMonth: month }
      const status = closed.includes(employer) ? ('ended' as const) : ('active' as const)
      try {
        const entered = await this.counter.registrations.registerEmployer(team.desk, { ...terms, status })
        await this.counter.carry(team.desk, team, entered, name)
      } catch (error) {
        if (!isRefusal(error, 'employer.known')) throw error
      }
    })
  }

  private async leave({ life, spell }: Move, fromMonth: Period): Promise<void> {
    const employer = this.city.employers[spell.employer]!
    const team = this.teams.get(employer.agency)!
    const { identityNumber, fullName } = life
    const insurances = this.enrolledAt(spell.from)
    const request = { identityNumber, fullName, creditCode: employer.creditCode, insurances, fromMonth }
    try {
      const change = { ...request, change: 'end' as const, reason: spell.endReason }
      const entered = await this.counter.registrations.changeEnrolment(team.desk, change)
      await this.counter.carry(team.desk, team, entered, `${fullName} ${fromMonth} 停保`)
    } catch (error) {
      if (!(this.isResumed && isRefusal(error, 'entry.refused'))) throw error
    }
  }

  /** 增员登记, a file a district: new persons, and known ones with their new employer. */
  private async join(agency: string, team: Team, { month, joined }: DemoMonth): Promise<void> {
    const own = joined.filter(({ spell }) => this.city.employers[spell.employer]!.agency === agency)
    if (own.length === 0) return
    const bytes = registrationFile(this.city, own, this.enrolledAt(month))
    const preview = await this.counter.registrations.uploadPersons(team.desk, { fileName: `${month}-增员.csv`, bytes })
    if (preview.again && preview.submission.state === 'posted') return
    await this.counter.carry(team.desk, team, preview.submission, `${month} 增员登记`)
  }

  private async file(filing: DemoFiling): Promise<void> {
    const { employer, settlementMonth } = filing
    const operator = await this.operatorOf(employer.creditCode)
    const input = {
      ...{ employerId: operator.employerId!, settlementMonth },
      ...{ fileName: filingFileName(filing), bytes: filingFile(filing) },
    }
    const { submission } = await this.counter.filings.upload(operator, input)
    const team = this.teams.get(employer.agency)!
    await this.counter.carry(operator, team, submission, `${employer.name} ${settlementMonth} 申报`)
  }

  private async receive(levy: DemoLevy): Promise<void> {
    if (levy.payments.length === 0) return
    const team = this.teams.get(levy.agency)!
    const file = { fileName: `${levy.batch}.csv`, bytes: levyFile(levy) }
    const { submission } = await this.counter.levies.upload(team.desk, file)
    await this.counter.carry(team.desk, team, submission, `征收结果 ${levy.batch}`)
  }

  private async operatorOf(creditCode: string): Promise<Actor> {
    const known = this.operators.get(creditCode)
    if (known !== undefined) return known
    const operator = await this.clerks.appoint(creditCode)
    this.operators.set(creditCode, operator)
    return operator
  }

  private enrolledAt(month: Period) {
    const charged = insurancesCharged(this.city.area, month)
    return INSURANCES.filter((insurance) => charged.includes(insurance))
  }
}

/** 并行办理：a few at once, so that neither the program nor the database waits for the other. */
async function side<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
