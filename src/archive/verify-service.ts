import type { Database } from '../db/database.js'
import type { Vault } from '../ledger/vault.js'
import type { Finding, Progress } from '../log/finding.js'
import { countDocuments, documentsAfter, type ListedDocument } from './document-store.js'
import { paperDigest, unsealedPaper } from './opened-paper.js'
import type { PaperStore } from './paper-port.js'

const AT_ONCE = 500
const TABLE = 'archive.document'

export interface PapersReport {
  readonly findings: readonly Finding[]
  readonly papers: number
  /** 依法销毁的：listed, gone, and no finding. */
  readonly destroyed: number
}

/**
 * 核验原始资料。Each listed paper is there and is the one that was listed; what was lawfully destroyed is gone. Shows
 * nothing of any paper, and holds one at a time.
 */
export async function verifyPapers(
  database: Database,
  { vault, store }: { readonly vault: Vault; readonly store: PaperStore },
  say: (progress: Progress) => void,
): Promise<PapersReport> {
  const of = await database.transaction({}, countDocuments)
  const findings: Finding[] = []
  let [papers, destroyed, after] = [0, 0, '']
  for (;;) {
    const documents = await database.transaction({}, (trx) => documentsAfter(trx, after, AT_ONCE))
    for (const document of documents) {
      if (document.destroyedBy !== undefined) destroyed++
      const found = await findingOf(vault, store, document)
      if (found !== undefined) findings.push(found)
    }
    papers += documents.length
    say({ done: papers, of, rows: papers })
    const last = documents.at(-1)
    if (last === undefined || documents.length < AT_ONCE) return { findings, papers, destroyed }
    after = last.documentId
  }
}

async function findingOf(vault: Vault, store: PaperStore, document: ListedDocument): Promise<Finding | undefined> {
  const { documentId, digest, destroyedBy, isShared, isInfected } = document
  const finding = (kind: Finding['kind'], how: string) => ({
    table: TABLE,
    key: { document_id: documentId },
    kind,
    how,
  })
  const sealed = await store.get(digest.toString('hex'))
  if (destroyedBy !== undefined)
    return sealed === undefined || isShared
      ? undefined
      : finding('added', `its file is still there, though case ${destroyedBy} destroyed it`)
  if (sealed === undefined) return isInfected ? undefined : finding('missing', 'its file is gone')
  const bytes = await unsealedPaper(vault, sealed).catch(() => undefined)
  if (bytes === undefined) return finding('changed', 'its file cannot be opened')
  return paperDigest(vault, bytes).equals(digest)
    ? undefined
    : finding('changed', 'its file is another than was listed')
}
