import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { openLineSealer } from '../src/access/book.js'
import { openGate } from '../src/access/gate-service.js'
import { ownRecord } from '../src/access/resource.js'
import { systemClock } from '../src/app/clock.js'
import { openDatabase } from '../src/db/database.js'
import { factsOfPerson } from '../src/ledger/record-store.js'
import { Vault } from '../src/ledger/vault.js'
import { citizen, testGuard } from './access.js'
import { fixedKeys } from './keys.js'

/**
 * 被杀的读的一方。A server of one page: whoever asks `/person/number` reads that person's facts through the gate, and has
 * the answer only after its line is committed; every second one in one round trip. Ends only by being killed.
 */
const [, , url = '', port = '0', options = ''] = process.argv
const keys = fixedKeys()
const database = openDatabase(options === '' ? url : `${url}?options=${encodeURIComponent(options)}`, 8)
const gate = openGate({
  ...{ database, guard: testGuard(), sealer: openLineSealer(keys), conceal: (text: string) => text },
  ...{ clock: systemClock, chance: { bytes: (count: number) => randomBytes(count) }, alarm: () => undefined },
})

const DUE = 'select ordinal from ledger.due where person_id = $1'

createServer((request, response) => {
  const [, person = '', number = ''] = (request.url ?? '').split('/')
  const vault = new Vault(keys, randomBytes)
  const ask = {
    ...{ actor: citizen(person), action: 'record.read' as const, resource: ownRecord(person) },
    ...{ subjects: [person], sections: ['contribution'] as const, purpose: '本人查询', matter: number },
  }
  const facts =
    Number(number) % 2 === 0
      ? gate.pass(ask, async (trx) => (await factsOfPerson(trx, person, vault)).facts.length)
      : gate.passAtOnce(ask, async (trx) => (await trx.rows(DUE, [person], 'reads.due')).length)
  facts
    .then((count) => response.end(JSON.stringify({ number, facts: count })))
    .catch(() => response.writeHead(503).end())
}).listen(Number(port), '127.0.0.1')
