import { randomUUID } from 'node:crypto'
import { openAccounts } from '../src/access/account-service.js'
import { ActingService } from '../src/access/acting-service.js'
import type { Actor, Realm } from '../src/access/actor.js'
import { pledgeAt } from '../src/access/pledge.js'
import type { Post } from '../src/access/posts.js'
import { newTotpSecret, totpAt } from '../src/access/secrets.js'
import { openSignIn } from '../src/access/sign-in-service.js'
import { StandingService } from '../src/query/standing-service.js'
import { TEST_LIMITS, testChance, testLineSealer, testPledges, testSecrets } from './access.js'
import type { TestDatabase } from './city.js'
import type { TestReading } from './reading.js'

const PASSWORD = 'Correct-horse-7'
let clerks = 0

/** 测试用的会话：real sessions over a reading room, whose standing is asked of the facts at every request. */
export function testActing(
  db: TestDatabase,
  {
    ports: { clock, vault, setting, gate },
  }: { ports: Pick<TestReading['ports'], 'clock' | 'vault' | 'setting' | 'gate'> },
) {
  const standing = new StandingService({ app: db.app, vault, clock, setting })
  const shared = { database: db.app, clock, chance: testChance, sealer: testLineSealer, secrets: testSecrets() }
  const pledge = () => pledgeAt(testPledges(), clock.today())
  const ports = { ...shared, pledge, cost: { memoryCost: 1024, timeCost: 1 }, limits: TEST_LIMITS, standing }
  const [signIn, acting] = [openSignIn(ports), new ActingService(ports)]
  const accounts = openAccounts({ ...ports, gate })
  return {
    ...{ standing, acting, signIn, accounts, ports: { ...ports, gate } },
    /** A clerk at a counter, of an account of their own. */
    enterStaff: async (posts: readonly Post[], agency: string, as?: string) => {
      const personId = as ?? String(9_000 + clerks++)
      const login = randomUUID()
      const accountId = await accounts.create({ personId, realm: 'staff', login, name: '测试前台', posts, agency })
      const secret = newTotpSecret(testChance)
      await accounts.equip(accountId, PASSWORD, secret)
      const oneTimePassword = totpAt(secret, clock.now())
      const signed = {
        realm: 'staff' as const,
        login,
        password: PASSWORD,
        oneTimePassword,
        channel: 'counter' as const,
      }
      const { token } = await signIn.signIn(signed)
      return { now: (): Promise<Actor> => signIn.sessionOf(token, 'staff'), personId }
    },
    /** Signs in; the answer asks who it is, as every request does. */
    enter: async (personId: string, realm: Realm = 'citizen', employerId?: string) => {
      const login = randomUUID()
      const accountId = await accounts.create({ personId, realm, login, name: '测试', posts: [], employerId })
      const secret = realm === 'citizen' ? undefined : newTotpSecret(testChance)
      await accounts.equip(accountId, PASSWORD, secret)
      const oneTimePassword = secret === undefined ? undefined : totpAt(secret, clock.now())
      const { token } = await signIn.signIn({ realm, login, password: PASSWORD, oneTimePassword, channel: 'web' })
      const now = (): Promise<Actor> => signIn.sessionOf(token, realm)
      return { now, accountId, login }
    },
  }
}
