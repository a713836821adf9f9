import { organisationOf } from '../../access/actor.js'
import { ExpertService } from '../../collection/expert-service.js'
import type { FactEntryKind, FactRequests } from '../../collection/fact-entry-contract.js'
import { invariant } from '../../kernel/invariant.js'
import { mod112 } from '../../kernel/mod11-2.js'
import type { Period } from '../../kernel/period.js'
import { Refusal } from '../../kernel/refusal.js'
import type { Team } from './clerks.js'
import type { Counter } from './counter.js'

/** 示例专家, invented. */
const EXPERTS = [
  ['公冶明德', '骨科', '示例市第一医院'],
  ['闻人敬之', '职业病', '示例市疾病预防控制中心'],
] as const

/** 鉴定在前：an injury is determined by the grade that experts signed. Done once, also when a load is resumed. */
export async function signBefore(
  counter: Counter,
  team: Team,
  month: Period,
  { kind, asked }: { readonly kind: FactEntryKind; readonly asked: FactRequests[FactEntryKind] },
): Promise<void> {
  if (kind !== 'benefitDetermination') return
  const { items } = asked as FactRequests['benefitDetermination']
  for (const { benefitKind, elsewhere, variant, identityNumber, fullName, document } of items) {
    if (benefitKind !== 'injury' || elsewhere !== undefined) continue
    const { secretary } = team
    invariant(secretary !== undefined, 'the district of an injured person has a secretary of experts')
    const experts = new ExpertService(counter.ports)
    const known = (await experts.list(secretary)).items
    for (const [i, [name, field, unit]] of known.length > 0 ? [] : EXPERTS.entries())
      await experts.enter(secretary, { identityNumber: numberOf(i), fullName: name, field, unit })
    const chosen = (await experts.list(secretary)).items.map(({ id }) => id)
    const paper = Buffer.from(`%PDF-1.4\n% ${document}\n%%EOF\n`)
    const { documentId } = await counter.ports.papers.receive(organisationOf(secretary), 'expertOpinion', paper)
    const opinion = {
      matter: 'injuryGrade' as const,
      conclusion: variant,
      day: `${month}-02`,
      document: `鉴意（${document}）`,
    }
    await tolerantly(async () => {
      const signed = await experts.sign(secretary, {
        identityNumber,
        fullName,
        ...opinion,
        documentId,
        experts: chosen,
      })
      const submission = await counter.show(secretary, signed.submission)
      await counter.carry(team, [{ by: secretary, submission, what: `${fullName} 鉴定意见` }])
    })
  }
}

function numberOf(i: number): string {
  const body = `11010119700${i + 1}01997`.slice(0, 17)
  return body + mod112(body)
}

async function tolerantly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.entry.code !== 'opinion.known-already') throw error
  }
}
