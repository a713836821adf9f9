import type { Actor } from '../../access/actor.js'
import type { SubmissionSummary } from '../../collection/contract.js'
import type { Stage } from '../../collection/kinds.js'
import type { CollectionPorts } from '../../collection/ports.js'
import { ReviewService } from '../../collection/review-service.js'
import { stagesOf } from '../../collection/route-book.js'
import type { Day } from '../../kernel/day.js'
import { invariant } from '../../kernel/invariant.js'
import { fillAsFound } from './check-sheets.js'
import type { City } from './city.js'
import type { Clerks, Team } from './clerks.js'
import type { Counter } from './counter.js'
import { demoPaper } from './demo-paper.js'
import type { SceneRooms } from './demo-rooms.js'
import { EAST } from './employers.js'
import type { ScenePerson } from './scene-people.js'
import type { TurningClock } from './turning-clock.js'

/** 一幕所需的一切：the services' ports on the days of the city, and who may act there. */
export interface SceneParts extends SceneRooms {
  readonly city: City
  readonly counter: Counter
  readonly clerks: Clerks
  readonly teams: ReadonlyMap<string, Team>
  readonly clock: TurningClock
}

/** 各环节由谁办, where it is not the district's own team. */
type Reviewers = Partial<Record<Stage, string>>

/** 布景。What every scene uses: who acts, whose paper it is, and how a case goes its way. */
export class SceneHouse {
  private readonly reviews: ReviewService

  constructor(readonly parts: SceneParts) {
    this.reviews = new ReviewService(parts.counter.ports)
  }

  get ports(): CollectionPorts {
    return this.parts.counter.ports
  }

  get counter(): Counter {
    return this.parts.counter
  }

  get city(): City {
    return this.parts.city
  }

  get today(): Day {
    return this.parts.clock.today()
  }

  get desk(): Actor {
    return this.as('east-desk')
  }

  as(login: string): Actor {
    return this.parts.clerks.actor(login)
  }

  /** 本人，as he or she would act on the public web. */
  async citizen(who: ScenePerson): Promise<Actor> {
    return this.parts.clerks.citizen(who.identityNumber)
  }

  async operator(creditCode: string): Promise<Actor & { employerId: string }> {
    const actor = await this.parts.clerks.appoint(creditCode)
    invariant(actor.employerId !== undefined, 'an operator stands for an employer')
    return { ...actor, employerId: actor.employerId }
  }

  /** 一份原始资料。 */
  async paper(kind: string, ...lines: readonly string[]): Promise<string> {
    const { documentId } = await this.ports.papers.receive(EAST, kind, demoPaper(lines))
    return documentId
  }

  /** 走完全程，直至记账。 */
  async post(submission: SubmissionSummary, what: string): Promise<SubmissionSummary> {
    const team = this.parts.teams.get(EAST)!
    await this.counter.carry(team, [{ by: this.desk, submission, what }])
    return this.counter.show(this.desk, submission.id)
  }

  /** 走完全程，by the people named for each stage. */
  async postBy(submission: SubmissionSummary, reviewers: Reviewers): Promise<void> {
    for (const stage of stagesOf(this.ports.routes[submission.kind].steps))
      await this.pass(submission, stage, reviewers)
  }

  /** 只办到这几个环节。 */
  async passes(submission: SubmissionSummary, ...stages: readonly Stage[]): Promise<void> {
    for (const stage of stages) await this.pass(submission, stage, {})
  }

  async returns(submission: SubmissionSummary, stage: Stage, reason: string): Promise<void> {
    const { id, revision } = submission
    await this.reviews.return(this.reviewer(stage, {}), id, { stage, revision, reason })
  }

  private async pass({ id, revision }: SubmissionSummary, stage: Stage, reviewers: Reviewers): Promise<void> {
    const by = this.reviewer(stage, reviewers)
    await fillAsFound(this.ports, by, id, stage)
    await this.reviews.passMany(by, stage, [{ id, revision }])
  }

  private reviewer(stage: Stage, reviewers: Reviewers): Actor {
    const named = reviewers[stage]
    return named === undefined ? this.parts.teams.get(EAST)!.stages[stage] : this.as(named)
  }
}

/** 一幕。Played once, on its day; later ones may rest on what earlier ones brought in. */
export interface Scene {
  readonly name: string
  readonly zh: string
  /** Its day; what should look as if it were of now stands on the day of the load. */
  readonly day: Day | 'now'
  readonly play: (house: SceneHouse) => Promise<void>
}
