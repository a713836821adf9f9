import { Button } from 'antd'
import type { RefusedRow } from '../../src/collection/contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { IMPORT } from '../imports/words.js'
import { askFile, pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { csvFile, saveFile } from '../shell/save-file.js'
import { RefusedPages } from './refused-pages.js'
import { SUBMISSION } from './words.js'

interface Props {
  readonly id: string
  readonly rows: readonly RefusedRow[]
  /** How many there are in all; the answer may carry the first only. */
  readonly all: number
  readonly fileName?: string | undefined
}

/** 未被接受的行：where, what is wrong, what to do; and all of it to take along. */
export function RefusedRows({ id, rows, all, fileName = '' }: Props) {
  const { say, language } = useLanguage()
  if (rows.length === 0) return null
  const hasReasons = rows.some(({ reason }) => reason !== undefined)
  const columns: Column<RefusedRow>[] = [
    { name: 'row', title: SUBMISSION.row, cell: ({ row }) => <span className="number">{row}</span> },
    { name: 'column', title: SUBMISSION.column, cell: ({ column }) => <span className="column-name">{column}</span> },
    { name: 'problem', title: SUBMISSION.problem, cell: ({ sentence }) => say(sentence) },
    ...(hasReasons
      ? [
          {
            ...{ name: 'reason', title: SUBMISSION.clerkReason },
            cell: ({ reason }: RefusedRow) => reason && <span className="tag tag-warn">{say(reason)}</span>,
          },
        ]
      : []),
    { name: 'remedy', title: SUBMISSION.remedy, cell: ({ remedy }) => say(remedy) },
  ]
  const download = async () => {
    const name = `${fileName.replace(/\.\w+$/, '')}-${say(SUBMISSION.refusedRows)}.csv`
    saveFile(all > rows.length ? await allOf(id) : csvFile(tableOf(rows, language)), name)
  }
  const table = (shown: readonly RefusedRow[]) => (
    <DataTable
      caption={say(SUBMISSION.refusedRows)}
      columns={columns}
      rows={shown}
      keyOf={({ row, column, code }, i) => `${row}/${column}/${code}/${i}`}
      toneOf={() => 'bad'}
      step={50}
    />
  )
  return (
    <Section
      title={`${say(SUBMISSION.refusedRows)} · ${all}`}
      aside={
        <span className="refused-tools no-print">
          <Button size="small" onClick={() => void download()}>
            {say(SUBMISSION.downloadRefused)}
          </Button>
          {fileName !== '' && (
            <Button size="small" onClick={() => void annotatedOf(id)}>
              {say(IMPORT.annotated)}
            </Button>
          )}
        </span>
      }
    >
      {all > rows.length ? <RefusedPages id={id} table={table} /> : table(rows)}
    </Section>
  )
}

/** 标注件，as the original was: the rows in their order, each with its verdict. */
async function annotatedOf(id: string): Promise<void> {
  const { blob, name } = await askFile(pathOf('/api/submissions/:id/annotated', { id }))
  saveFile(blob, name)
}

/** The answer carries the first rows; the file of all of them comes from the server. */
async function allOf(id: string): Promise<Blob> {
  return (await askFile(pathOf('/api/submissions/:id/refused.csv', { id }))).blob
}

function tableOf(rows: readonly RefusedRow[], language: Language): (string | number)[][] {
  const head = [SUBMISSION.row, SUBMISSION.column, SUBMISSION.problem, SUBMISSION.remedy].map((both) => both[language])
  const body = rows.map(({ row, column, sentence, remedy }) => [row, column, sentence[language], remedy[language]])
  return [head, ...body]
}
