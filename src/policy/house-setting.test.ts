import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { parsePeriod } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import { HOUSE_SETTINGS, type HouseSetting, settingOf } from './house-setting.js'
import { sortOf } from './parameter.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const now = parsePeriod('2026-11')

article('WH-2(3)', '参数分政策、业务、系统三类，各有维护人与起止', () => {
  const national = book.area('000000')
  const kept = national.parameterIds().filter((id) => sortOf(id) !== 'policy')

  test('程序所读的设定值，参数文件里都有', () => {
    expect(kept).toEqual(expect.arrayContaining(Object.keys(HOUSE_SETTINGS)))
  })

  test.each(kept)('%s 写明维护人、单位与依据', (id) => {
    const parameter = national.parameter(id)!
    expect(parameter.unit).toBe(HOUSE_SETTINGS[id as HouseSetting] ?? parameter.unit)
    expect(parameter.keeper).toBe(sortOf(id) === 'system' ? '信息化部门' : '业务主管科室')
    expect(parameter.versions.every(({ basis, since }) => basis !== '' && /^\d{4}-\d{2}$/.test(since))).toBe(true)
  })

  test('地方可另定，没有当期版本就不作推算', () => {
    const own = loadPolicyBook([
      { path: 'policies/national/area.yaml', text: 'area: { code: "000000", zh: 全国, en: the nation }' },
      {
        path: 'policies/national/system.yaml',
        text: 'system.activation-code-life: { what: 甲, term: settingValue, unit: days, versions: [{ since: 2026-01, value: "7", basis: 甲 }] }',
      },
      { path: 'policies/own/area.yaml', text: 'area: { code: "999901", zh: 某市, en: some city }' },
      {
        path: 'policies/own/system.yaml',
        text: 'system.activation-code-life: { what: 甲, term: settingValue, unit: days, keeper: 信息中心, versions: [{ since: 2026-10, value: "3", basis: 乙 }] }',
      },
    ])
    const area = own.area('999901')
    expect(settingOf(area, 'system.activation-code-life', parsePeriod('2026-09'))).toBe(7)
    expect(settingOf(area, 'system.activation-code-life', now)).toBe(3)
    expect(area.parameter('system.activation-code-life')?.keeper).toBe('信息中心')
    expect(() => settingOf(area, 'system.activation-code-life', parsePeriod('2025-12'))).toThrow(
      'parameter.missing-version',
    )
    expect(() => settingOf(area, 'business.proof-life', now)).toThrow('parameter.missing-version')
  })
})
