import { ActivationService } from '../src/access/activation-service.js'
import type { CardRead } from '../src/access/id-card-port.js'
import { LetterService } from '../src/access/letter-service.js'
import type { OidcPlatform } from '../src/access/oidc.js'
import { OidcService } from '../src/access/oidc-service.js'
import { PasskeyService } from '../src/access/passkey-service.js'
import { QueryPasswordService } from '../src/access/query-password-service.js'
import type { CodeLetter, PostalAddress, RealNames, RealPerson } from '../src/access/real-names-port.js'
import { SecurityService } from '../src/access/security-service.js'
import { StepUpService } from '../src/access/step-up-service.js'
import { handClock, TEST_LIMITS, testChance, testDesk, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'

/** 登录之室，供测试：the services on a test database, with people, cards and a post office kept in memory. */
export function testEntrance(db: TestDatabase, platforms: readonly OidcPlatform[] = [], clock = handClock()) {
  const desk = testDesk(db, clock)
  const people: RealPerson[] = []
  const addresses = new Map<string, PostalAddress>()
  const cards = new Map<string, CardRead>()
  const posted: CodeLetter[] = []
  const unreached: string[] = []
  const noAddress = async (_trx: unknown, personId: string) => void unreached.push(personId)
  const names: RealNames = {
    find: async (number) => people.find((one) => one.number === number),
    of: async (personId) => people.find((one) => one.personId === personId),
    personIdOf: async (number) => people.find((one) => one.number === number)?.personId,
    agencyOfEmployer: async () => '999901',
    addressOf: async (personId) => addresses.get(personId),
    isSameName: (one, other) => one === other,
  }
  const shared = {
    database: db.app,
    clock,
    chance: testChance,
    sealer: testLineSealer,
    secrets: desk.secrets,
    pledge: desk.pledge,
  }
  const entrance = { ...shared, limits: TEST_LIMITS, cost: { memoryCost: 1024, timeCost: 1 } }
  const queryPasswords = new QueryPasswordService(entrance)
  const reader = { read: async (ticket: string) => cards.get(ticket) }
  const ports = { ...entrance, gate: desk.gate, names, reader, queryPasswords }
  const activation = new ActivationService(ports)
  const passkeys = new PasskeyService(entrance)
  return {
    ...{ ...desk, people, addresses, cards, posted, names, queryPasswords, activation, passkeys },
    unreached,
    letters: new LetterService({
      ...{ ...ports, activation, noAddress, post: { post: async (letter) => void posted.push(letter) } },
    }),
    oidc: new OidcService({ ...entrance, platforms, names, activation }),
    security: new SecurityService(ports),
    stepUp: new StepUpService({ ...entrance, passkeys }),
  }
}

/** 参保人：a synthetic person with a number of the series that is given to nobody. */
export function realPerson(n: number, change: Partial<RealPerson> = {}): RealPerson {
  const personId = String(80_000 + n)
  const day = String((n % 28) + 1).padStart(2, '0')
  return {
    ...{
      personId,
      name: `测试${n}`,
      number: `1101051990${String((n % 12) + 1).padStart(2, '0')}${day}9${96 + (n % 4)}X`,
    },
    ...{ agency: '999901', phone: `1380013${String(n).padStart(4, '0')}`, ...change },
  }
}
