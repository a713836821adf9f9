import { type ByteSource, bytesAt } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { collectBytes } from './collect-bytes.js'
import { kindOf } from './file-kind.js'
import { openCsv } from './read-csv.js'
import { openXlsx } from './read-xlsx.js'
import { tooLarge } from './refusals-files.js'
import { FILE_LIMITS, type FileLimits, type Table } from './table.js'

/** What a file of another kind is known by stands at its beginning. */
const HEAD = 4 * 1024 * 1024

/** 表格的来处：bytes in memory, bytes that arrive, or a paper that is read a piece at a time. */
export type TableSource = AsyncIterable<Uint8Array> | Uint8Array | ByteSource

/**
 * 打开上传的表格。The kind is told by the content. Nothing may be kept from it before its rows have ended without a
 * refusal: damage at the end condemns the beginning too. Refuses with `file.*`.
 */
export async function openTable(given: TableSource, limits: FileLimits = FILE_LIMITS): Promise<Table> {
  const source = isSource(given) ? given : bytesAt(await collectBytes(given, limits.bytes))
  if (source.size > limits.bytes) throw new Refusal(tooLarge, { megabytes: Math.floor(limits.bytes / 1024 / 1024) })
  const kind = kindOf(await source.read(0, HEAD))
  return kind === 'xlsx' ? openXlsx(source, limits) : openCsv(source, limits)
}

function isSource(given: TableSource): given is ByteSource {
  return 'size' in given
}
