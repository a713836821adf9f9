import type { ByteSource } from '../archive/byte-source.js'
import { readXml } from './read-xml.js'
import { SheetRows } from './sheet-rows.js'
import type { FileLimits, Notice, Row, Table } from './table.js'
import { firstVisible, readWorkbook, type SheetRef, type Workbook } from './workbook.js'
import { openZip, type ZipParts } from './zip-parts.js'

/** 读取 XLSX。The first visible sheet, streamed row by row; what is left aside is told in the notices. */
export async function openXlsx(source: ByteSource, limits: FileLimits): Promise<Table> {
  const parts = await openZip(source, limits)
  const workbook = await readWorkbook(parts, limits)
  const sheet = firstVisible(workbook)
  const notices = noticesOf(workbook, sheet, parts)
  const rows = readRows(parts, workbook, sheet, limits, notices)
  return { kind: 'xlsx', sheet: sheet.name, notices, rows, share: () => parts.share(sheet.part) }
}

async function* readRows(
  parts: ZipParts,
  workbook: Workbook,
  sheet: SheetRef,
  limits: FileLimits,
  notices: Notice[],
): AsyncGenerator<Row> {
  const rows = new SheetRows(workbook, limits)
  for await (const _ of readXml(parts.stream(sheet.part), rows)) {
    yield* rows.take()
  }
  if (rows.hiddenRows > 0) notices.push({ code: 'hiddenRows', count: rows.hiddenRows })
  if (rows.mergedCells > 0) notices.push({ code: 'mergedCells', count: rows.mergedCells })
}

function noticesOf(workbook: Workbook, read: SheetRef, parts: ZipParts): Notice[] {
  const left = workbook.sheets.filter((sheet) => sheet !== read)
  const notices: Notice[] = []
  const tell = (code: Notice['code'], names: readonly string[]) => {
    if (names.length > 0) notices.push({ code, names })
  }
  tell(
    'hiddenSheets',
    left.filter(({ hidden }) => hidden).map(({ name }) => name),
  )
  tell(
    'otherSheets',
    left.filter(({ hidden }) => !hidden).map(({ name }) => name),
  )
  tell(
    'externalLinks',
    parts.names().filter((name) => /externalLinks\/[^/]+\.xml$/i.test(name)),
  )
  return notices
}
