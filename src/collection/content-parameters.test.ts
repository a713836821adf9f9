import { describe, expect, test } from 'vitest'
import { parameterBlock } from './content-parameters.js'

describe('参数变更也有内容可审', () => {
  test('改一个版本：原值与新值并排；新增的没有原值', () => {
    const line = {
      ...{
        row: 1,
        explanation: '照通知更正',
        area: '999900',
        parameter: 'pension.base-floor',
        path: 'demo-city/pension.yaml',
      },
      ...{ since: '2026-07', until: '2027-06', value: '4200', basis: '示例通知', status: 'final' as const },
    }
    const before = { since: '2026-07', until: '2027-06', value: '4100', basis: '示例通知', status: 'final' as const }
    const changed = parameterBlock({ ...line, before })
    const value = changed.fields.find(({ name }) => name === 'value')
    expect(value).toMatchObject({ before: { zh: '4100' }, after: { zh: '4200' }, changed: true })
    expect(changed.fields.find(({ name }) => name === 'since')?.changed).toBe(false)
    expect(parameterBlock(line).fields.every(({ before: was }) => was === undefined)).toBe(true)
  })
})
