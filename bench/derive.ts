import type { Day } from '../src/kernel/day.js'
import { parsePeriod, periodsFrom } from '../src/kernel/period.js'
import type { Fact, Posted } from '../src/ledger/fact.js'
import { factsOfPerson } from '../src/ledger/record-store.js'
import type { PolicyBook } from '../src/policy/book.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { recordOf } from '../src/records/record.js'
import { filesUnder } from '../test/files.js'
import { dueFact, enrolmentFact, paidFact, registrationFact, testLedger } from '../test/ledger.js'
import { interleaved, type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'

const PERSONS = 200
const ROUNDS = 5
const AS_OF = { today: '2026-11-02' as Day }

/** 推导一人的记录：eight years of four insurances, held against reading the same facts from the database. */
export async function benchDerive(place: BenchPlace): Promise<Measure> {
  const ledger = testLedger(place)
  const book: PolicyBook = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
  const persons = await ledger.newPersons(PERSONS)
  for (const personId of persons) await ledger.post(lifeOf(personId))
  const read = (personId: string) =>
    place.app.transaction({ persons: [personId] }, (trx) => factsOfPerson(trx, personId, ledger.vault))
  const known: Posted<Fact>[][] = []
  for (const personId of persons) known.push([...(await read(personId)).facts])
  const reading = () =>
    rate(PERSONS, async () => {
      for (const personId of persons) await read(personId)
    })
  const deriving = () =>
    rate(PERSONS, async () => {
      for (const facts of known) recordOf(facts, book, AS_OF)
    })
  for (const warm of [reading, deriving]) await warm()
  const { ratio, baseline, system } = await interleaved(ROUNDS, reading, deriving)
  return {
    name: '推导一人的记录 derive one record',
    system: perSecond(system, 'records'),
    baseline: `read the same facts ${perSecond(baseline, 'persons')}`,
    ratio,
    aim: 1,
    note: `每人 ${known[0]!.length} 行事实（八年四险）；对照是从数据库读出这些事实`,
  }
}

function lifeOf(personId: string): Fact[] {
  const months = [...periodsFrom(parsePeriod('2018-07'), parsePeriod('2026-06'))]
  const insurances = ['110', '210', '310', '410']
  return [
    registrationFact(personId),
    ...insurances.map((insurance) => enrolmentFact(personId, '7', '2018-07', { insurance })),
    ...months.flatMap((month) =>
      insurances.flatMap((insurance) => [
        dueFact(personId, month, { insurance }),
        paidFact(personId, month, { insurance }),
      ]),
    ),
  ]
}
