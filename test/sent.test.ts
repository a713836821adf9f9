import { expect, test } from 'vitest'
import { withoutSent } from '../web/shell/sent.js'

test('发出的一清，其后填的还在', () => {
  const empty = { name: '', wage: '', month: '2026-02' }
  const sent = { name: '甲', wage: '100', month: '2026-01' }
  expect(withoutSent(sent, sent, empty)).toEqual(empty)
  expect(withoutSent({ ...sent, wage: '200' }, sent, empty)).toEqual({ ...empty, wage: '200' })
  const rows: Readonly<Record<string, string>> = { a: '100', b: '7000' }
  expect(withoutSent(rows, { a: '100' }, {})).toEqual({ b: '7000' })
})
