import { afterAll, beforeAll, expect, test } from 'vitest'
import { handClock, TEST_LIMITS, testDesk } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import type { Actor } from './actor.js'
import { StepUpService } from './step-up-service.js'

const PASSWORD = 'Correct-horse-7'
let db: TestDatabase
let next = 7000
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

async function person() {
  const clock = handClock()
  const desk = testDesk(db, clock)
  const personId = `${++next}`
  const accountId = await desk.accounts.create({
    ...{ personId, realm: 'citizen' as const, login: `name-${personId}`, name: '测试甲', agency: '999901', posts: [] },
  })
  await desk.accounts.equip(accountId, PASSWORD, undefined)
  const actor: Actor = { personId, realm: 'citizen', sessionId: 's', accountId, posts: [], channel: 'web' }
  const { secrets } = desk
  return { actor, stepUp: new StepUpService({ database: db.app, secrets, limits: TEST_LIMITS, clock }) }
}

article(['WH-7(1)', 'M14-6b', 'WH-6(3)'], '本人变更联系方式之前再次确认身份', () => {
  test('密码相符即可；不符的不作更改，说明怎么办', async () => {
    const { actor, stepUp } = await person()
    await expect(stepUp.confirm(actor, PASSWORD)).resolves.toBeUndefined()
    await expect(stepUp.confirm(actor, 'wrong-horse-7')).rejects.toThrow('step-up.failed')
  })

  test('试错几次之后须等待，对的也一样；换一个账户不受牵连', async () => {
    const { actor, stepUp } = await person()
    const tries = Array.from({ length: 12 })
    const codes: string[] = []
    for (const _ of tries)
      codes.push(await stepUp.confirm(actor, 'wrong-horse-7').then(String, (error: Error) => error.message))
    expect(codes).toContain('sign-in.wait')
    await expect(stepUp.confirm(actor, PASSWORD)).rejects.toThrow('sign-in.wait')
    const other = await person()
    await expect(other.stepUp.confirm(other.actor, PASSWORD)).resolves.toBeUndefined()
  })

  test('没有这个账户的，不予确认', async () => {
    const { actor, stepUp } = await person()
    const nobody = { ...actor, accountId: '00000000-0000-4000-8000-000000000000' }
    await expect(stepUp.confirm(nobody, PASSWORD)).rejects.toThrow('step-up.failed')
  })
})
