import { parseYuan } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import { wordsOf } from '../policy/standard-check.js'
import { cellOf, type HeaderMap } from './header.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { StaffChange } from './staff-change-contract.js'
import type { Row } from './table.js'

/** 读一行增减员，which the collection standard has found in order: its codes are codes already. */
export function readStaffChange(header: HeaderMap, { row, cells, formulas }: Row): StaffChange | RefusedRow {
  let column = ''
  const text = (field: string, name = '') => {
    column = name
    return cellOf(header, cells, field).trim()
  }
  if (formulas?.some((at) => [...header.columns.values()].includes(at))) return formulaIn(row)
  try {
    const change = text('change') === 'join' ? 'join' : 'leave'
    const insurances = [...new Set(wordsOf(text('insuranceType')))].filter(isInsurance)
    const [wage, from] = [text('declaredWage', '缴费工资'), text('fromMonth', '起算年月')]
    const [mobilePhone, workStartDate] = [text('mobilePhone'), text('workStartDate')]
    return {
      ...{ change, reason: text('reason'), identityNumber: text('socialSecurityNumber'), fullName: text('fullName') },
      ...(insurances.length === 0 ? {} : { insurances }),
      ...(from === '' ? {} : { fromMonth: parsePeriod(from) }),
      ...(wage === '' ? {} : { wage: parseYuan(wage) }),
      ...(mobilePhone === '' ? {} : { mobilePhone }),
      ...(workStartDate === '' ? {} : { workStartDate }),
    }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
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
