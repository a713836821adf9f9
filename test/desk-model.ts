/**
 * 模型：一张办事台该当如何，用最简单的话写一遍。Nothing here is taken from the program: it is what the program is held
 * against. Persons, clerks and cases are numbers; a case has an effect, and a row is a month somebody owes.
 */
export type Effect =
  | { readonly what: 'due'; readonly person: number; readonly month: string; readonly wage: number }
  | { readonly what: 'correct'; readonly row: number; readonly wage: number | undefined }
  | { readonly what: 'merge'; readonly kept: number; readonly merged: number }
  | { readonly what: 'undo'; readonly merge: number }
  | { readonly what: 'transfer'; readonly person: number; readonly month: string }

export interface ModelCase {
  effect: Effect
  readonly enteredBy: number
  readonly stages: number
  revision: number
  steps: number[]
  status: 'open' | 'returned' | 'withdrawn' | 'posted' | 'blocked'
}

export interface ModelRow {
  readonly person: number
  readonly month: string
  readonly wage: number
  live: boolean
}

export interface ModelMerge {
  readonly kept: number
  readonly merged: number
  stands: boolean
}

export const SETTLEMENT = '2026-03'

export class DeskModel {
  readonly cases: ModelCase[] = []
  readonly rows: ModelRow[] = []
  readonly merges: ModelMerge[] = []
  readonly transfers: { person: number; month: string }[] = []

  constructor(readonly persons: number) {}

  /** 同为一人的编号，through the merges that stand. */
  samePerson(person: number): Set<number> {
    const same = new Set([person])
    for (let grew = true; grew; ) {
      grew = false
      for (const { kept, merged, stands } of this.merges) {
        if (!stands || same.has(kept) === same.has(merged)) continue
        same.add(kept).add(merged)
        grew = true
      }
    }
    return same
  }

  /** 第几件，counted round among those that are as asked; undefined where none is. */
  pick(nth: number, isSo: (one: ModelCase) => boolean = () => true): number | undefined {
    const found = [...this.cases.keys()].filter((at) => isSo(this.cases[at]!))
    return found.length === 0 ? undefined : found[nth % found.length]
  }

  /** 所指的行与合并，counted round among those there are; undefined where there is none. */
  pointed(effect: Effect): Effect | undefined {
    if (effect.what === 'correct') {
      return this.rows.length === 0 ? undefined : { ...effect, row: effect.row % this.rows.length }
    }
    if (effect.what !== 'undo') return effect
    return this.merges.length === 0 ? undefined : { ...effect, merge: effect.merge % this.merges.length }
  }

  /** 沿用的编号：the one of them that no standing merge merged away. */
  goesBy(person: number): number {
    return [...this.samePerson(person)].find((one) => !this.merges.some((m) => m.stands && m.merged === one))!
  }

  /** 录入之时：a person is whoever their number goes by then, and stays that until the case is over. */
  resolved(effect: Effect): Effect {
    if (effect.what === 'due' || effect.what === 'transfer') return { ...effect, person: this.goesBy(effect.person) }
    if (effect.what !== 'merge') return effect
    return { ...effect, kept: this.goesBy(effect.kept), merged: this.goesBy(effect.merged) }
  }

  owed(person: number, month: string): number | undefined {
    const same = this.samePerson(person)
    return this.rows.find((row) => row.live && row.month === month && same.has(row.person))?.wage
  }

  /** 办得成否，as things stand now; asked when it is entered and again when it is posted. */
  isPossible(effect: Effect): boolean {
    switch (effect.what) {
      case 'due':
        return this.owed(effect.person, effect.month) === undefined
      case 'correct':
        return this.rows[effect.row]?.live === true && this.rows[effect.row]?.wage !== effect.wage
      case 'merge':
        return (
          effect.kept !== effect.merged &&
          this.goesBy(effect.kept) === effect.kept &&
          this.goesBy(effect.merged) === effect.merged
        )
      case 'undo':
        return this.merges[effect.merge]?.stands === true
      case 'transfer': {
        const same = this.samePerson(effect.person)
        return !this.transfers.some((one) => one.month === effect.month && same.has(one.person))
      }
    }
  }

  enter(asked: Effect, enteredBy: number): ModelCase {
    const effect = this.resolved(asked)
    const isShort = effect.what === 'due' && effect.month === SETTLEMENT
    const one: ModelCase = { effect, enteredBy, stages: isShort ? 2 : 4, revision: 1, steps: [], status: 'open' }
    this.cases.push(one)
    return one
  }

  mayTake(one: ModelCase, clerk: number): boolean {
    return one.status === 'open' && clerk !== one.enteredBy && !one.steps.includes(clerk)
  }

  pass(one: ModelCase, clerk: number): void {
    one.steps.push(clerk)
    if (one.steps.length === one.stages) this.post(one)
  }

  giveBack(one: ModelCase, clerk: number): void {
    one.steps.push(clerk)
    one.status = 'returned'
  }

  mayWithdraw(one: ModelCase, clerk: number): boolean {
    return one.status === 'open' && one.steps.length === 0 && clerk === one.enteredBy
  }

  mayResubmit(one: ModelCase): boolean {
    return one.status === 'returned' || one.status === 'withdrawn' || one.status === 'blocked'
  }

  resubmit(one: ModelCase, asked: Effect): void {
    Object.assign(one, { effect: this.resolved(asked), revision: one.revision + 1, steps: [], status: 'open' })
  }

  private post(one: ModelCase): void {
    const { effect } = one
    one.status = this.isPossible(effect) ? 'posted' : 'blocked'
    if (one.status === 'blocked') return
    if (effect.what === 'due') this.rows.push({ ...effect, live: true })
    if (effect.what === 'merge') this.merges.push({ ...effect, stands: true })
    if (effect.what === 'undo') this.merges[effect.merge]!.stands = false
    if (effect.what === 'transfer') this.transfers.push(effect)
    if (effect.what !== 'correct') return
    const row = this.rows[effect.row]!
    row.live = false
    if (effect.wage !== undefined) this.rows.push({ ...row, wage: effect.wage, live: true })
  }
}
