import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../../test/desk.js'
import type { FactRequests } from '../../collection/fact-entry-contract.js'
import { parsePeriod } from '../../kernel/period.js'
import { signBefore } from './case-opinions.js'
import { Counter } from './counter.js'

let db: TestDatabase
let desk: TestDesk
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer('91110108QYT0000144')
  await desk.persons([[citizen(1), '测试甲']], '91110108QYT0000144')
})
afterAll(() => db.close())

test('示例的工伤核定，先有签署的意见；装载中断后再来，不重复', async () => {
  const secretary = clerk('940', 'expertSecretary')
  const team = { desk: FRONT_DESK, stages: REVIEWERS, secretary }
  const item = { identityNumber: citizen(1), fullName: '测试甲', insurance: '410', benefitKind: 'injury', variant: '4' }
  const items = [{ ...item, eventMonth: '2025-05', document: '劳动能力鉴定书 1 号' }]
  const asked = { items, ground: '经核对' } as FactRequests['benefitDetermination']
  const counter = new Counter(desk.ports)
  for (const _again of [1, 2])
    await signBefore(counter, team, parsePeriod('2025-06'), { kind: 'benefitDetermination', asked })
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ conclusion: string }>('select conclusion from ledger.expert_opinion'),
  )
  expect(rows).toEqual([{ conclusion: '4' }])
})
