import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Trx } from '../db/database.js'
import { explanationDifference } from '../kernel/difference.js'
import type { Explained } from '../kernel/explain.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { placeOf } from '../records/live.js'
import { findFigure } from '../records/path.js'
import type { DifferenceAnswer, DifferenceQuery } from './difference-contract.js'
import { differenceSentences } from './difference-sentences-service.js'
import { differenceView } from './difference-view-service.js'
import { isAllowed, openRefs } from './open-sections.js'
import { openedTree } from './opened-tree.js'
import {
  type KnownRecord,
  narrowKnown,
  type RecordPorts,
  type RecordService,
  recordAsk,
  wholeOnly,
} from './record-service.js'
import { noSuchFigure, noSuchFigureThen } from './refusals.js'

/** 为什么变了。The same figure of the same person at two moments, each derived anew, and their difference. */
export class DifferenceService {
  constructor(
    private readonly ports: RecordPorts,
    private readonly records: RecordService,
  ) {}

  difference(actor: Actor, personId: string, query: DifferenceQuery & { purpose?: string }): Promise<DifferenceAnswer> {
    const ask = recordAsk(actor, personId, query.purpose)
    return this.ports.gate.pass(ask, async (trx, { decision }) => {
      wholeOnly(decision)
      const { path, language = 'zh' } = query
      if (!isAllowed(path, decision)) throw new Refusal(noSuchFigure, { path })
      const [then, now] = [await this.moment(trx, personId, against(query)), await this.moment(trx, personId, query)]
      const [before, after] = [then, now].map(({ known }) => findFigure(narrowKnown(known, decision).record, path))
      if (after === undefined) throw new Refusal(noSuchFigure, { path })
      if (before === undefined) throw new Refusal(noSuchFigureThen, { path, through: then.known.record.through })
      const told = [openedIn(before, then.known, decision), openedIn(after, now.known, decision)] as const
      const facts = new Map([...then.known.facts, ...now.known.facts].map((fact) => [placeOf(fact.ref), fact]))
      const { areaName } = this.ports
      const difference = explanationDifference(...told, sameMatter(facts))
      const tree = differenceView(difference, { language, areaName })
      return { path, before: then.shown, after: now.shown, tree, sentences: differenceSentences(tree, language) }
    })
  }

  private async moment(trx: Trx, personId: string, query: Moment) {
    const known: KnownRecord = await this.records.derive(trx, personId, query)
    const { record, policyDigest, treeSize } = known
    return { known, shown: { through: record.through, knownAt: query.knownAt ?? treeSize, policyDigest } }
  }
}

function openedIn(figure: Explained, { facts }: KnownRecord, decision: Decision): Explained {
  return openedTree(figure, openRefs(decision, facts))
}

type Moment = Pick<DifferenceQuery, 'through' | 'knownAt' | 'parametersAt'>

function against({ againstThrough, againstKnownAt, againstParametersAt }: DifferenceQuery): Moment {
  return {
    ...(againstThrough === undefined ? {} : { through: againstThrough }),
    ...(againstKnownAt === undefined ? {} : { knownAt: againstKnownAt }),
    ...(againstParametersAt === undefined ? {} : { parametersAt: againstParametersAt }),
  }
}

/** 同一件事：the corrected row and its correction are of one kind, insurance and contribution month. */
function sameMatter(facts: ReadonlyMap<string, Posted<Fact>>) {
  const matterOf = ({ fact }: Explained): string | undefined => {
    const found = fact && facts.get(placeOf(fact))
    if (found === undefined) return undefined
    if (found.kind !== 'due' && found.kind !== 'paid') return undefined
    return `${found.kind}|${found.insurance}|${found.contributionMonth}`
  }
  return (before: Explained, after: Explained): boolean => {
    const matter = matterOf(before)
    return matter !== undefined && matter === matterOf(after)
  }
}
