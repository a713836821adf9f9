import type { BatchLook, BatchRow } from '../../src/collection/maintenance-contract.js'

type Insurance = BatchRow['insurance']

/** 清单 → 各行：number, name, insurance, month, wage in yuan. The first line that does not read is told by its number. */
export function readBatchList(
  text: string,
): { readonly rows: NonNullable<BatchLook['rows']> } | { readonly bad: number } {
  const rows: BatchRow[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || (i === 0 && /号码|number/i.test(line))) continue
    const row = rowOf(line.split(/[,，\t]/).map((cell) => cell.trim()))
    if (row === undefined) return { bad: i + 1 }
    rows.push(row)
  }
  return { rows }
}

function rowOf([identityNumber = '', fullName = '', insurance = '', month = '', wage = '']: string[]):
  | BatchRow
  | undefined {
  const declaredWage = wage === '' ? undefined : fenOf(wage)
  if (identityNumber === '' || fullName === '' || !/^\d{3}$/.test(insurance) || !/^\d{4}-\d{2}$/.test(month))
    return undefined
  if (wage !== '' && declaredWage === undefined) return undefined
  const told = { identityNumber, fullName, insurance: insurance as Insurance, contributionMonth: month }
  return declaredWage === undefined ? told : { ...told, declaredWage }
}

/** 各行 → 清单，as it would be typed. */
export function batchListOf(rows: readonly BatchRow[]): string {
  return rows
    .map(({ identityNumber, fullName, insurance, contributionMonth, declaredWage }) => {
      const wage = declaredWage === undefined ? '' : (declaredWage / 100).toFixed(2)
      return [identityNumber, fullName, insurance, contributionMonth, wage].join(',')
    })
    .join('\n')
}

/** 元 → 分，by the digits. */
function fenOf(yuan: string): number | undefined {
  const [, whole, cents = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan) ?? []
  return whole === undefined ? undefined : Number(whole + cents.padEnd(2, '0'))
}
