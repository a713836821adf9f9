import { postNames } from '../access/posts.js'
import type { PaperService } from '../archive/paper-service.js'
import { LOG_STEPS } from '../collection/log-words.js'
import { documentIdsOf } from '../collection/voucher-paper-store.js'
import type { Trx } from '../db/database.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { Leaf } from '../ledger/leaf.js'
import { leavesOf } from '../ledger/record-store.js'
import type { VoucherView } from './contract.js'

/** 没有所附资料的记账，with its leaf: nothing of it can still change, so it is remembered and not asked for again. */
export interface PlainVouchers {
  get(posting: string): Leaf | undefined
  set(posting: string, leaf: Leaf): void
}

export interface VoucherPorts {
  readonly papers: PaperService
  /** 机构名称；an unknown code is shown as it is. */
  agencyName(code: string): string
  /** 经办人员的姓名，by their number. */
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

const NONE_PLAIN: PlainVouchers = { get: () => undefined, set: () => undefined }

const ENTRY = { zh: '申报录入', en: 'entry' } as const

/** 若干次记账的凭证样貌。Reviewers by post and agency; natural persons are named to staff only. */
export async function voucherViews(
  trx: Trx,
  ports: VoucherPorts,
  postings: readonly string[],
  facts: ReadonlyMap<string, Posted<Fact>>,
  forStaff: boolean,
  plain: PlainVouchers = NONE_PLAIN,
): Promise<(posting: string, ordinal: number) => VoucherView | undefined> {
  const asked = await leavesOf(
    trx,
    postings.filter((posting) => plain.get(posting) === undefined),
  )
  const documents = await documentsOf(trx, ports, [...asked.values()])
  for (const [posting, leaf] of asked) if (!documents.has(leaf.voucherId)) plain.set(posting, leaf)
  const leafOf = (posting: string) => asked.get(posting) ?? plain.get(posting)
  const steps = postings.flatMap((posting) => leafOf(posting)?.steps ?? [])
  const staff = forStaff ? await ports.staffNames([...new Set(steps.map(({ by }) => by))]) : undefined
  return viewsOf(ports, leafOf, facts, staff, documents)
}

/** 记着的凭证：of what rests on no document, for the person, without asking anything. */
export function plainViews(
  ports: VoucherPorts,
  plain: PlainVouchers,
  facts: ReadonlyMap<string, Posted<Fact>>,
): (posting: string, ordinal: number) => VoucherView | undefined {
  return viewsOf(ports, (posting) => plain.get(posting), facts, undefined, new Map())
}

function viewsOf(
  ports: VoucherPorts,
  leafOf: (posting: string) => Leaf | undefined,
  facts: ReadonlyMap<string, Posted<Fact>>,
  staff: ReadonlyMap<string, string> | undefined,
  documents: ReadonlyMap<string, VoucherView['documents']>,
): (posting: string, ordinal: number) => VoucherView | undefined {
  return (posting, ordinal) => {
    const leaf = leafOf(posting)
    if (leaf === undefined) return undefined
    const fact = facts.get(`${posting}/${ordinal}`) as (Partial<Record<string, string>> & { line?: number }) | undefined
    return {
      voucherId: leaf.voucherId,
      revision: leaf.revision,
      kind: leaf.kind,
      agency: ports.agencyName(leaf.agency),
      businessDay: leaf.businessDay,
      postedAt: leaf.postedAt,
      line: fact?.line ?? 0,
      ...(fact?.['settlementMonth'] === undefined ? {} : { settlementMonth: fact['settlementMonth'] }),
      ...(fact?.['contributionMonth'] === undefined ? {} : { contributionMonth: fact['contributionMonth'] }),
      reviewers: leaf.steps.map(({ stage, verdict, organisation, at, by, post = '' }) => ({
        stage,
        stageName: stage === 'entry' ? ENTRY : (LOG_STEPS[stage] ?? ENTRY),
        verdict,
        organisation: ports.agencyName(organisation),
        at,
        posts: postNames(post),
        ...(staff === undefined ? {} : { by }),
        ...(staff?.get(by) === undefined ? {} : { name: staff.get(by)! }),
      })),
      documents: (documents.get(leaf.voucherId) ?? []).map(({ documentId, ...told }) =>
        staff !== undefined && documentId !== undefined ? { ...told, documentId } : told,
      ),
    }
  }
}

async function documentsOf(trx: Trx, { papers }: VoucherPorts, leaves: readonly Leaf[]) {
  const ids = await documentIdsOf(trx, [...new Set(leaves.map(({ voucherId }) => voucherId))])
  const found = new Map<string, VoucherView['documents']>()
  for (const [voucherId, documentIds] of ids) {
    const views = []
    for (const id of documentIds) {
      const { digest, kind } = await papers.getDocument(trx, id)
      views.push({ digest: digest.toString('hex'), kind, documentId: id })
    }
    found.set(voucherId, views)
  }
  return found
}
