import { expect, test } from 'vitest'
import { xlsxOf } from '../../test/xlsx-writer.js'
import { cellOf, FIELDS, need } from './header.js'
import { openForm } from './open-form.js'

const FORM = need([FIELDS.socialSecurityNumber, FIELDS.fullName], [FIELDS.declaredWage])

test('表头之上的标题行告知后略过，表头之下逐行给出', async () => {
  const rows = [
    ['二〇二五年八月申报表'],
    ['单位', '甲'],
    ['姓名', '部门', '证件号码'],
    ['沈秋禾', '一部', '1'],
    ['𠮷田', '', '2'],
  ]
  const form = await openForm(xlsxOf(rows), FORM)
  const read: string[] = []
  for await (const row of form.rows) {
    read.push(
      `${row.row} ${cellOf(form.header, row.cells, 'fullName')} ${cellOf(form.header, row.cells, 'declaredWage')}`,
    )
  }
  expect(form).toMatchObject({ kind: 'xlsx', headerRow: 3 })
  expect(read).toEqual(['4 沈秋禾 ', '5 𠮷田 '])
  expect(form.notices()).toEqual([
    { code: 'rowsAboveHeader', count: 2 },
    { code: 'unknownColumns', names: ['部门 (B)'] },
  ])
})

test.each([
  ['没有内容行', ',\n,,\n', 'header.missing'],
  ['第一行就是数据', '110101196501129991,沈秋禾\n', 'header.missing-columns'],
  ['表头缺列', '标题\n姓名\n沈秋禾\n', 'header.missing-columns'],
])('%s', async (_what, text, code) => {
  await expect(openForm(Buffer.from(text), FORM)).rejects.toThrow(code)
})
