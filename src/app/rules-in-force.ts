import { parse } from 'yaml'
import { type Guard, guardOn } from '../access/cedar.js'
import { type LoadedPolicies, loadPolicies } from '../access/cedar-policies.js'
import type { StandardInForce } from '../collection/ports.js'
import { type ReviewRoutes, readRoutes } from '../collection/route-book.js'
import type { Database, Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { lastTextBelow, type PostedText, textsInForce } from '../ledger/policy-store.js'
import { loadPolicyBook, type PolicyBook } from '../policy/book.js'
import { readStandard } from '../policy/standard.js'
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

/** 某一时刻的参数簿, with the digest by which a posting names it and the texts it was read from. */
export interface BookInForce {
  readonly book: PolicyBook
  readonly digest: string
  readonly texts: readonly PostedText[]
}

/**
 * 施行中的规则。Read from the ledger, never from the release's files. Live: what was applied is in force once `reload` is
 * done, without a restart; access texts alone are read at the start only, since who may do what is not changed under
 * somebody's hands.
 */
export interface RulesInForce extends BookInForce {
  readonly guard: Guard
  readonly routes: ReviewRoutes
  readonly agencies: readonly Agency[]
  readonly standard: StandardInForce
  agency(code: string): Agency
  reload(): Promise<void>
  /** 当时的参数簿：as it stood when the tree held so many postings. */
  bookAt(trx: Trx, treeSize: number): Promise<BookInForce>
}

export async function rulesInForce(app: Database, shipped: readonly PostedText[]): Promise<RulesInForce> {
  const texts = await app.transaction({}, (trx) => textsInForce(trx))
  requireInForce(shipped, texts)
  return new LiveRules(app, texts)
}

interface Current extends BookInForce {
  readonly routes: ReviewRoutes
  readonly agencies: readonly Agency[]
  readonly standard: StandardInForce
}

/** As many as an as-of reader moves between; a book is a few hundred kilobytes. */
const MOST_KEPT = 50

class LiveRules implements RulesInForce {
  readonly guard: Guard
  private current: Current
  private readonly byDigest = new Map<string, BookInForce>()
  private readonly byPlace = new Map<number, BookInForce>()

  constructor(
    private readonly app: Database,
    texts: readonly PostedText[],
  ) {
    this.current = this.read(texts)
    this.guard = guardOf(texts, this.current.agencies)
  }

  get book(): PolicyBook {
    return this.current.book
  }

  get digest(): string {
    return this.current.digest
  }

  get texts(): readonly PostedText[] {
    return this.current.texts
  }

  get routes(): ReviewRoutes {
    return this.current.routes
  }

  get agencies(): readonly Agency[] {
    return this.current.agencies
  }

  get standard(): StandardInForce {
    return this.current.standard
  }

  agency(code: string): Agency {
    const found = this.agencies.find((agency) => agency.code === code)
    invariant(found !== undefined, `agency ${code} is not in the hierarchy`)
    return found
  }

  async reload(): Promise<void> {
    this.current = this.read(await this.app.transaction({}, (trx) => textsInForce(trx)))
  }

  async bookAt(trx: Trx, treeSize: number): Promise<BookInForce> {
    const place = await lastTextBelow(trx, treeSize)
    const known = this.byPlace.get(place)
    if (known !== undefined) return known
    const found = this.bookOf(await textsInForce(trx, treeSize))
    if (this.byPlace.size >= MOST_KEPT) this.byPlace.clear()
    this.byPlace.set(place, found)
    return found
  }

  private read(texts: readonly PostedText[]): Current {
    const of = (kind: PostedText['kind']) => texts.filter((text) => text.kind === kind)
    const agencies = of('agencies').flatMap(({ text }) => readAgencies(text))
    const routes = of('routes')[0]
    invariant(routes !== undefined && agencies.length > 0, 'the posted rules are complete')
    const { book, digest, texts: parameters } = this.bookOf(texts)
    const standard = standardIn(of('standard'))
    return {
      book,
      digest,
      texts: parameters,
      routes: readRoutes(routes.text, standard.standard),
      agencies,
      standard,
    }
  }

  private bookOf(all: readonly PostedText[]): BookInForce {
    const texts = all.filter(({ kind }) => kind === 'parameters')
    const digest = policyDigest(texts)
    const found = this.byDigest.get(digest) ?? { book: loadPolicyBook(texts), digest, texts }
    if (this.byDigest.size >= MOST_KEPT) this.byDigest.clear()
    this.byDigest.set(digest, found)
    return found
  }
}

/** 现行采集标准，by its version and the beginning of its digest. */
function standardIn(texts: readonly PostedText[]): StandardInForce {
  const standard = readStandard(texts)
  return { standard, name: `${standard.version} ${policyDigest(texts).slice(0, 16)}`, texts }
}

/** 上次读入的规则：the same texts are read once, be it to migrate, to load a city or to serve it. */
let lastLoaded: { readonly digest: string; readonly loaded: LoadedPolicies } | undefined

function guardOf(texts: readonly PostedText[], agencies: readonly Agency[]): Guard {
  const access = texts.filter(({ kind }) => kind === 'access')
  const schema = access.find(({ path }) => path.endsWith('.cedarschema'))
  invariant(schema !== undefined, 'the posted rules are complete')
  const digest = policyDigest(access)
  if (lastLoaded?.digest !== digest) {
    const policies = access.filter(({ path }) => path.endsWith('.cedar'))
    lastLoaded = { digest, loaded: loadPolicies(policies, schema.text) }
  }
  return guardOn(
    lastLoaded.loaded,
    agencies.map(({ code, parent }) => ({ code, parent })),
  )
}

function readAgencies(text: string): Agency[] {
  const read = parse(text) as (Omit<Agency, 'parent'> & { parent: string | null })[]
  return read.map((agency) => ({ ...agency, parent: agency.parent ?? undefined }))
}
