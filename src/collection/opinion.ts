import { Refusal } from '../kernel/refusal.js'
import type { ExpertOpinion, Fact, Posted } from '../ledger/fact.js'
import { standing } from './employer-terms.js'
import { EXPERT_MATTERS, type ExpertMatter } from './expert-words.js'
import { noOpinion, opinionDiffers } from './refusals-expert.js'

/** 该事项最近的专家意见, by day; a later one of the same day stands before an earlier. */
export function opinionOn(facts: readonly Posted<Fact>[], matter: ExpertMatter): Posted<ExpertOpinion> | undefined {
  const own = facts.filter((fact): fact is Posted<ExpertOpinion> => fact.kind === 'expertOpinion')
  return standing(own)
    .filter((one) => one.matter === matter)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .at(-1)
}

/** 结论须与签名意见一致：a conclusion rests on an opinion that says the same; a differing one needs a new opinion. */
export function requireOpinion(facts: readonly Posted<Fact>[], matter: ExpertMatter, conclusion: string): void {
  const opinion = opinionOn(facts, matter)
  const told = EXPERT_MATTERS[matter]
  if (opinion === undefined) throw new Refusal(noOpinion, { zh: told.zh, en: told.en })
  if (opinion.conclusion !== conclusion)
    throw new Refusal(opinionDiffers, { known: opinion.conclusion, given: conclusion, day: opinion.day })
}

/** 其他部门核定的：an opinion is not needed, but one that is there may not be passed over. */
export function refuseAgainstOpinion(facts: readonly Posted<Fact>[], matter: ExpertMatter, conclusion: string): void {
  if (opinionOn(facts, matter) !== undefined) requireOpinion(facts, matter, conclusion)
}
