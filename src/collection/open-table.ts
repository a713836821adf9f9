import { collectBytes } from './collect-bytes.js'
import { kindOf } from './file-kind.js'
import { openCsv } from './read-csv.js'
import { openXlsx } from './read-xlsx.js'
import { FILE_LIMITS, type FileLimits, type Table } from './table.js'

/**
 * 打开上传的表格。The kind is told by the content. Nothing may be kept from it before its rows have ended without a
 * refusal: damage at the end condemns the beginning too. Refuses with `file.*`.
 */
export async function openTable(
  source: AsyncIterable<Uint8Array> | Uint8Array,
  limits: FileLimits = FILE_LIMITS,
): Promise<Table> {
  const bytes = await collectBytes(source, limits.bytes)
  return kindOf(bytes) === 'xlsx' ? openXlsx(bytes, limits) : openCsv(bytes, limits)
}
