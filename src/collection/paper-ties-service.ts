import type { PaperTies } from '../archive/ports.js'
import { personsOf } from './content-lines.js'
import type { Line } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { openBody } from './voucher-body.js'
import { documentIdsOf, vouchersOnPapers } from './voucher-paper-store.js'
import { findVouchers } from './voucher-store.js'

/** 资料与凭证的关联，as collection knows it: what rests on a paper, and whose data it shows. */
export function paperTies({ app, vault }: Pick<CollectionPorts, 'app' | 'vault'>): PaperTies {
  return {
    documentsOfVoucher: async (voucherId) =>
      app.transaction({}, async (trx) => {
        if (!UUID.test(voucherId)) return []
        return (await documentIdsOf(trx, [voucherId])).get(voucherId) ?? []
      }),
    vouchersOf: async (documentIds) => {
      const found = new Map<string, string[]>()
      const rows = await app.transaction({}, (trx) => vouchersOnPapers(trx, documentIds))
      for (const { documentId, voucherId } of rows) {
        const known = found.get(documentId) ?? []
        if (!known.includes(voucherId)) found.set(documentId, [...known, voucherId])
      }
      return found
    },
    personsOf: async (documentId) => {
      const persons = new Set<string>()
      await app.transaction({}, async (trx) => {
        for (const part of await vouchersOnPapers(trx, [documentId])) {
          for (const voucher of await findVouchers(trx, [part]))
            for (const id of personsOf(openBody<Line>(vault, voucher))) persons.add(id)
        }
      })
      return [...persons]
    },
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
