import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { FORMS } from '../src/ledger/forms.js'
import { copyColumns } from '../src/log/row-form.js'
import type { BenchPlace } from './place.js'

/** 已记的应缴行数, those of the raw copies apart. */
export async function dueRows(place: BenchPlace): Promise<number> {
  const rows = await place.admin.transaction({}, (trx) =>
    trx.rows<{ n: string }>('select count(*) as n from ledger.due where posting_id < 1000000000'),
  )
  return Number(rows[0]!.n)
}

/** The rows as COPY writes them: all, or so many. */
export async function factLines(place: BenchPlace, most = Number.MAX_SAFE_INTEGER): Promise<string[]> {
  return place.admin.transaction({}, async (trx) => {
    const source = trx.client.query(
      copyTo(`copy (select ${copyColumns(FORMS.due)} from ledger.due limit ${most}) to stdout`),
    )
    let text = ''
    for await (const chunk of source as AsyncIterable<Buffer>) text += chunk.toString()
    return text.split('\n').filter((line) => line !== '')
  })
}

/** The same rows under other posting ids, which are the second column. */
export async function rawCopy(place: BenchPlace, lines: readonly string[], offset: number): Promise<void> {
  for (let i = 0; i < lines.length; i += 1000) {
    const chunk = lines.slice(i, i + 1000).map((line) => {
      const cells = line.split('\t')
      cells[1] = String(Number(cells[1]) + offset)
      return cells.join('\t')
    })
    await place.post.transaction({}, async (trx) => {
      const sink = trx.client.query(copyFrom(`copy ledger.due (${copyColumns(FORMS.due)}) from stdin`))
      await pipeline(Readable.from([Buffer.from(`${chunk.join('\n')}\n`)]), sink)
    })
  }
}
