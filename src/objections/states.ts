import { Refusal } from '../kernel/refusal.js'
import { outOfTurn } from './refusals.js'
import { OBJECTION_STATES, type ObjectionAct, type ObjectionState } from './words.js'

interface Move {
  readonly from: readonly ObjectionState[]
  /** Where it leads; absent where the state stays what it is. */
  readonly to?: ObjectionState
}

const IN_CHECK = ['accepted', 'underRecheck', 'needsEvidence'] as const
const UNDECIDED: readonly ObjectionState[] = ['submitted', 'awaitingPapers', ...IN_CHECK, 'withKeeper']

/** 各动作从哪些状态来，到哪个状态去。Decide and close lead further than one place and are settled by `afterDecision`. */
const MOVES: Readonly<Record<Exclude<ObjectionAct, 'raise'>, Move>> = {
  accept: { from: ['submitted'], to: 'accepted' },
  askPapers: { from: ['submitted'], to: 'awaitingPapers' },
  supply: { from: ['awaitingPapers'], to: 'submitted' },
  check: { from: ['accepted', 'underRecheck'], to: 'underRecheck' },
  askEvidence: { from: ['accepted', 'underRecheck'], to: 'needsEvidence' },
  evidence: { from: ['needsEvidence'], to: 'underRecheck' },
  toKeeper: { from: ['submitted', 'accepted', 'underRecheck'], to: 'withKeeper' },
  keeperTold: { from: ['withKeeper'] },
  move: { from: UNDECIDED },
  remind: { from: UNDECIDED },
  escalate: { from: UNDECIDED },
  decide: { from: ['underRecheck', 'withKeeper'], to: 'decided' },
  correct: { from: ['decided', 'correcting'], to: 'correcting' },
  close: { from: ['decided', 'correcting'], to: 'closed' },
  withdraw: { from: UNDECIDED, to: 'withdrawn' },
}

/** 系统自己记的，no button of anybody's. */
const OF_ITSELF: ReadonlySet<ObjectionAct> = new Set(['remind', 'escalate'])

/** 办完的状态。 */
export const OVER: ReadonlySet<ObjectionState> = new Set(['closed', 'withdrawn'])

/** 下一状态，or `objection.out-of-turn`. */
export function after(state: ObjectionState, act: Exclude<ObjectionAct, 'raise'>): ObjectionState {
  const { from, to } = MOVES[act]
  if (!from.includes(state)) {
    const { zh, en } = OBJECTION_STATES[state]
    throw new Refusal(outOfTurn, { state: zh, stateEn: en })
  }
  return to ?? state
}

/** 此刻可做的动作，for the buttons of a screen. */
export function actsAt(state: ObjectionState): ObjectionAct[] {
  const acts = Object.keys(MOVES) as Exclude<ObjectionAct, 'raise'>[]
  return acts.filter((act) => !OF_ITSELF.has(act) && MOVES[act].from.includes(state))
}
