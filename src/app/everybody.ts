import type { Everybody } from '../collection/ports.js'
import type { Database } from '../db/database.js'
import { personCount } from '../ledger/lookup-store.js'
import { streamPersons } from '../ledger/person-stream-store.js'

const OF_RECORD = [
  ...(['personRegistration', 'enrolment', 'due', 'paid', 'openingBalance', 'subsidy', 'deemedPeriod'] as const),
  ...(['benefitDetermination', 'benefitPayment', 'transfer', 'lifeEvent', 'accountClose'] as const),
] as const

/** 全体参保人：what a record is made of, person by person, under the role that reads everything and opens nothing. */
export function everybodyIn(verify: Database): Everybody {
  return {
    size: () => verify.transaction({}, personCount),
    persons: (kinds = OF_RECORD) => streamPersons(verify, { kinds }),
  }
}
