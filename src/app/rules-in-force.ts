import { parse } from 'yaml'
import { type Guard, openGuard } from '../access/cedar.js'
import { type ReviewRoutes, readRoutes } from '../collection/route-book.js'
import type { Database } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { type PostedText, textsInForce } from '../ledger/policy-store.js'
import { loadPolicyBook, type PolicyBook } from '../policy/book.js'
import { policyDigest, requireInForce } from './release.js'

/** 经办机构。The hierarchy of this installation, as data. */
export interface Agency {
  readonly code: string
  readonly name: string
  readonly english: string
  readonly parent: string | undefined
  readonly address: string
  readonly postalCode: string
  readonly phone: string
}

/** 施行中的规则。Read from the ledger, never from the release's files. */
export interface RulesInForce {
  readonly book: PolicyBook
  readonly digest: string
  readonly guard: Guard
  readonly routes: ReviewRoutes
  readonly agencies: readonly Agency[]
  agency(code: string): Agency
}

export async function rulesInForce(app: Database, shipped: readonly PostedText[]): Promise<RulesInForce> {
  const texts = await app.transaction({}, textsInForce)
  requireInForce(shipped, texts)
  const of = (kind: PostedText['kind']) => texts.filter((text) => text.kind === kind)
  const agencies = of('agencies').flatMap(({ text }) => readAgencies(text))
  const access = of('access')
  const schema = access.find(({ path }) => path.endsWith('.cedarschema'))
  const routes = of('routes')[0]
  invariant(schema !== undefined && routes !== undefined && agencies.length > 0, 'the posted rules are complete')
  return {
    book: loadPolicyBook(of('parameters')),
    digest: policyDigest(texts),
    guard: openGuard(
      access.filter(({ path }) => path.endsWith('.cedar')),
      schema.text,
      agencies.map(({ code, parent }) => ({ code, parent })),
    ),
    routes: readRoutes(routes.text),
    agencies,
    agency: (code) => {
      const found = agencies.find((agency) => agency.code === code)
      invariant(found !== undefined, `agency ${code} is not in the hierarchy`)
      return found
    },
  }
}

function readAgencies(text: string): Agency[] {
  const read = parse(text) as (Omit<Agency, 'parent'> & { parent: string | null })[]
  return read.map((agency) => ({ ...agency, parent: agency.parent ?? undefined }))
}
