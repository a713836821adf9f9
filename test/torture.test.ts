import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilingReading } from '../src/collection/filing-reading-store.js'
import { isRefused } from '../src/collection/filing-row.js'
import { noticeSentence } from '../src/collection/notices.js'
import { openTable } from '../src/collection/open-table.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { parseDay } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import { article } from './article.js'
import { testPolicy } from './desk.js'
import { CSV_TORTURE, type Torture } from './torture-csv.js'
import { XLSX_TORTURE } from './torture-xlsx.js'
import { xlsx } from './xlsx-writer.js'

const SETS: readonly Torture[] = [...CSV_TORTURE, ...XLSX_TORTURE]
/** Generous, for a machine that does other things: what has no end does not come near it. */
const [LONGEST_MS, MOST_BYTES] = [15_000, 400 << 20]
const RULES = testPolicy()
const PORTS = { policy: () => RULES, clock: { today: () => parseDay('2026-03-16') } } as unknown as CollectionPorts
const EMPLOYER = { id: '1', creditCode: '91110108QYT0000144', name: '', agency: '', area: '', versions: [] }

/** Read as a filing to the end: rows in, accepted and refused; or the refusal of the whole. */
async function endOf(bytes: Buffer) {
  try {
    let [rows, accepted, refused] = [0, 0, 0]
    for await (const row of (await openTable(bytes)).rows) if (row.cells.length > 0) rows++
    const reading = new FilingReading(PORTS, {
      settlementMonth: parsePeriod('2026-03'),
      employer: EMPLOYER,
      agency: '',
    })
    const form = await reading.open(bytes).catch((error: unknown) => {
      if (error instanceof Refusal && /^header\.|^file\.no-header$/.test(error.entry.code)) return undefined
      throw error
    })
    if (form === undefined) return { code: 'read', rows, accepted, refused: rows }
    let left = 0
    for await (const row of form.rows) {
      left++
      const { read } = reading.read(row)
      if (isRefused(read)) {
        if (refused++ < 100) expect(read.code).toMatch(/^[a-z-]+\.[a-z-]+$/)
        if (read.remedy.zh.length < 4) throw new Error(`row ${read.row} is refused without a remedy`)
      } else accepted++
    }
    for (const notice of form.notices()) expect(noticeSentence(notice).zh).not.toMatch(/undefined/)
    return { code: 'read', rows: left, accepted, refused }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.say('zh')).toMatch(/[一-鿿].*。$/s)
    expect(error.say('zh')).toMatch(/请/)
    return { code: error.entry.code, rows: 0, accepted: 0, refused: 0 }
  }
}

article(['M14-6b', 'WH-6(1)'], '刑具之下：进 = 收 + 拒，或整件有名目、有办法地不收；不出差错，不拖时，不占内存', () => {
  test('至少四百件，件件不同', () => {
    const digests = new Set(SETS.map(({ make }) => createHash('sm3').update(make()).digest('hex')))
    expect(digests.size).toBeGreaterThanOrEqual(400)
  })

  test.each(SETS.map((one) => [one.what, one] as const))('%s', async (_what, { make, fate }) => {
    const bytes = make()
    const [began, before] = [performance.now(), process.memoryUsage().rss]
    const end = await endOf(bytes)
    expect(end.accepted + end.refused).toBe(end.rows)
    if (fate !== 'either') expect(end.code).toBe(fate)
    expect(performance.now() - began).toBeLessThan(LONGEST_MS)
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES)
  })

  test('隐藏的表与行、合并的格、外部链接，都说出来', async () => {
    const xml =
      '<sheetData><row r="1" hidden="1"><c t="str"><v>姓名</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    const more = [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }]
    const table = await openTable(xlsx({ sheets: [{ state: 'hidden', name: '藏' }, { xml }, { name: '又' }], more }))
    for await (const _ of table.rows);
    const codes = table.notices.map(({ code }) => code).sort()
    expect(codes).toEqual(['externalLinks', 'hiddenRows', 'hiddenSheets', 'mergedCells', 'otherSheets'])
  })
})

article('M14-6b', '读表与通行的读法一致', () => {
  const cell = fc.oneof(
    fc.constantFrom('', ' ', '"', ',', '\n', '\r\n', '甲', '1.10', "'", '𠮷'),
    fc.string({ unit: 'grapheme' }),
  )
  const written = (table: string[][]) =>
    table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')

  test('随意的表，读得与 csv-parse 相同', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 12 }),
        async (table) => {
          const text = written(table.map((row) => row.map((one) => Buffer.from(one.replaceAll('\0', '')).toString())))
          const theirs = parse(text, { relax_column_count: true, skip_empty_lines: false }) as string[][]
          const ours: string[][] = []
          for await (const row of (await openTable(Buffer.from(`\ufeff${text}`))).rows) ours.push([...row.cells])
          expect(ours).toEqual(theirs.filter((row) => row.some((one) => one.trim() !== '')))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('随意的字节：读完，或有名目地不收', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        const end = await endOf(Buffer.from(bytes))
        expect(end.accepted + end.refused).toBe(end.rows)
      }),
      { numRuns: 500 },
    )
  })
})
