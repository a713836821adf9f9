import { describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.js'
import { cellOf, FIELDS, mapHeader, need } from './header.js'

const FORM = need(
  [FIELDS.socialSecurityNumber, FIELDS.fullName],
  [FIELDS.declaredWage, FIELDS.contributionMonth, FIELDS.settlementMonth],
)

describe('表头', () => {
  test.each([
    ['部颁代码', ['AAC002', 'AAC003', 'AAC040']],
    ['中文名', ['社会保障号码', '姓名', '缴费工资']],
    ['别名', ['公民身份号码', ' 姓 名 ', '申报工资']],
    ['英文栏目名', ['socialSecurityNumber', 'fullName', 'declaredWage']],
    ['名称带代码', ['证件号码(AAC002)', 'AAC003（姓名）', '＊缴费工资']],
    ['小写代码', ['aac002', 'aac003', 'aac040']],
  ])('%s', (_what, cells) => {
    const header = mapHeader(cells, FORM)
    expect([...header.columns]).toEqual([
      ['socialSecurityNumber', 0],
      ['fullName', 1],
      ['declaredWage', 2],
    ])
    expect(header.notices).toEqual([])
    expect(cellOf(header, ['1', '2'], 'declaredWage')).toBe('')
    expect(cellOf(header, ['1', '2'], 'fullName')).toBe('2')
  })

  test('对应费款所属期与费款所属期是两栏', () => {
    const header = mapHeader(['姓名', '证件号码', '费款所属期', '缴费年月'], FORM)
    expect([header.columns.get('settlementMonth'), header.columns.get('contributionMonth')]).toEqual([2, 3])
  })

  test('不认识的列告知，不悄悄丢掉', () => {
    const { notices } = mapHeader(['姓名', '', '证件号码', '部门', '__proto__'], FORM)
    expect(notices).toEqual([{ code: 'unknownColumns', names: ['部门 (D)', '__proto__ (E)'] }])
  })

  test.each([
    ['缺列', ['姓名'], 'header.missing-columns', '社会保障号码（AAC002）'],
    ['重复的列', ['姓名', '证件号码', 'AAC003'], 'header.duplicate-columns', '姓名（AAC003）'],
    ['同一栏两个叫法', ['姓名', '证件号码', '身份证号'], 'header.duplicate-columns', '社会保障号码（AAC002）'],
    ['名与代码打架', ['姓名(AAC002)', '证件号码'], 'header.missing-columns', '姓名（AAC003）'],
  ])('%s', (_what, cells, code, said) => {
    const no = refusalOf(() => mapHeader(cells, FORM))
    expect(no.entry.code).toBe(code)
    expect(no.say('zh')).toContain(said)
  })
})

function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}
