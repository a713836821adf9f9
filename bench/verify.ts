import type { Due, Fact } from '../src/ledger/fact.js'
import { FORMS } from '../src/ledger/forms.js'
import { cellsOf } from '../src/ledger/rows.js'
import { LedgerSequencer } from '../src/ledger/sequence-service.js'
import { verifyLedger } from '../src/ledger/verify-service.js'
import { hasherOf } from '../src/log/hash.js'
import { type Cell, sealRow } from '../src/log/row-form.js'
import { rootOf } from '../src/log/tree.js'
import { dueFact, testLedger } from '../test/ledger.js'
import { memoryTree } from '../test/memory-tree.js'
import { interleaved, type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'

const POSTINGS = 60
const ROWS = 2000

/** 核验：held against the same bytes, seals, hashes and tree in memory, without the database. */
export async function benchVerify(place: BenchPlace): Promise<Measure> {
  const ledger = testLedger(place)
  const persons = await ledger.newPersons(400)
  const vouchers: Fact[][] = []
  for (let n = 0; n < POSTINGS; n++) {
    const month = `20${10 + (n % 15)}-${String((n % 12) + 1).padStart(2, '0')}`
    vouchers.push(Array.from({ length: ROWS }, (_, i) => dueFact(persons[i % persons.length]!, month)))
  }
  for (const facts of vouchers) await ledger.post(facts)
  const tree = memoryTree()
  await new LedgerSequencer(place.post, ledger.keys, tree, () => undefined).tick()
  const cells = vouchers.map((facts, n) =>
    facts.map((fact, ordinal) => cellsOf(fact as Due, { posting: String(n + 1), ordinal }, ledger.vault)),
  )
  const rows = POSTINGS * ROWS
  const inMemory = () => rate(rows, async () => void rederive(cells, ledger))
  const system = () =>
    rate(rows, async () => {
      const { findings } = await verifyLedger(place.verify, ledger.keys, tree)
      if (findings.length > 0) throw new Error('a clean ledger raised findings')
    })
  const { ratio, baseline, system: measured } = await interleaved(5, inMemory, system)
  return {
    name: '核验 verify',
    system: perSecond(measured, 'rows'),
    baseline: `in memory ${perSecond(baseline, 'rows')}`,
    ratio,
    aim: 0.6,
  }
}

function rederive(postings: readonly (readonly Cell[][])[], { keys }: ReturnType<typeof testLedger>): void {
  const roots = postings.map((rows, n) => {
    const hashes = rows.map((cells, ordinal) => sealRow(keys, 1, `${n + 1}/${ordinal}`, FORMS.due, cells).hash)
    return rootOf(hasherOf('sm3'), hashes)
  })
  rootOf(hasherOf('sm3'), roots)
}
