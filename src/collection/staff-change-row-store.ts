import { parseYuan } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import { parseMonth } from '../policy/standard-check.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap, need } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { StaffChange } from './staff-change-contract.js'
import { JOIN_REASONS, LEAVE_REASONS } from './staff-change-words.js'
import type { Row } from './table.js'

/** 增减员表的栏目。 */
const CHANGE = own('change', 'AAC050', '变动类型', '增减', '增员或减员')
const REASON = own('reason', 'AAE160', '变更原因', '原因')
const FROM = own('fromMonth', 'AAE041', '起算年月', '开始年月')
const INSURANCES = { ...FIELDS.insuranceType, names: ['参保险种', ...FIELDS.insuranceType.names] }
const MOBILE = own('mobilePhone', 'AAC067', '手机号码')
const WORK_START = own('workStartDate', 'AAC007', '参加工作日期')

export const STAFF_CHANGE_FIELDS = need(
  [CHANGE, FIELDS.socialSecurityNumber, FIELDS.fullName, REASON],
  [INSURANCES, FROM, FIELDS.declaredWage, MOBILE, WORK_START],
)

/** 读一行增减员。Words and codes alike; what cannot be read is refused with its column. */
export function readStaffChange(header: HeaderMap, { row, cells, formulas }: Row): StaffChange | RefusedRow {
  let column = ''
  const text = (field: FieldSpec) => {
    column = field.names[0]!
    return cellOf(header, cells, field.field).trim()
  }
  if (formulas?.some((at) => [...header.columns.values()].includes(at))) return formulaIn(row)
  try {
    const told = text(CHANGE)
    const change = /^(增|增员|join)$/.test(told) ? 'join' : /^(减|减员|leave)$/.test(told) ? 'leave' : undefined
    if (change === undefined) return unknown(row, '变动类型', told, '增员或减员', '增员 or 减员')
    const given = text(REASON)
    const reason = reasonOf(change, given)
    if (reason === undefined)
      return unknown(row, '变更原因', given, 'AAE160 的三位代码或其名称', 'a code of AAE160 or its name')
    const words = text(INSURANCES)
      .split(/[\s,，、/;；]+/)
      .filter((word) => word !== '')
    const insurances = words.map(findInsurance).filter((one) => one !== undefined)
    if (insurances.length < words.length)
      return unknown(row, '参保险种', words.join('、'), '110、210、310、410、510', '110, 210, 310, 410, 510')
    const wage = text(FIELDS.declaredWage)
    const [from, mobile, started] = [text(FROM), text(MOBILE), text(WORK_START)]
    const identityNumber = text(FIELDS.socialSecurityNumber)
    const fullName = text(FIELDS.fullName)
    if (identityNumber === '' || fullName === '')
      return unknown(row, '社会保障号码', '', '号码与姓名', 'number and name')
    return {
      ...{ change, reason, identityNumber, fullName },
      ...(insurances.length === 0 ? {} : { insurances: [...new Set(insurances)].filter(isInsurance) }),
      ...(from === '' ? {} : { fromMonth: parseMonth(from) }),
      ...(wage === '' ? {} : { wage: parseYuan(wage) }),
      ...(mobile === '' ? {} : { mobilePhone: mobile }),
      ...(started === '' ? {} : { workStartDate: started }),
    }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
}

/** A code, or the name it has. */
function reasonOf(change: 'join' | 'leave', given: string): string | undefined {
  const known = Object.entries(change === 'join' ? JOIN_REASONS : LEAVE_REASONS)
  if (given === '' && change === 'join') return '111'
  return known.find(([code, { zh, en }]) => given === code || given === zh || given === en)?.[0]
}

function unknown(row: number, column: string, given: string, zh: string, en: string): RefusedRow {
  const shown = given.slice(0, 20)
  return refuseRow(
    row,
    column,
    'row.not-understood',
    { zh: `${column}“${shown}”看不懂。`, en: `“${shown}” was not understood.` },
    { zh: `请填写${zh}。`, en: `Fill in ${en}.` },
  )
}

function formulaIn(row: number): RefusedRow {
  return refuseRow(
    row,
    '',
    'row.formula',
    { zh: '单元格是公式，或以公式符号开头。', en: 'The cell holds a formula, or begins like one.' },
    { zh: '请粘贴为数值后重新上传。', en: 'Paste it as a value and upload again.' },
  )
}

function own(field: string, code: string, ...names: readonly string[]): FieldSpec {
  return { field, code, names, required: false }
}
