import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RefusedRow } from '../../src/collection/contract.js'
import type { RefusedPage } from '../../src/collection/import-contract.js'
import { IMPORT } from '../imports/words.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import '../imports/imports.css'

interface Props {
  readonly id: string
  readonly table: (rows: readonly RefusedRow[]) => ReactNode
}

/** 未接受的行太多，逐页看，可只看一种原因。 */
export function RefusedPages({ id, table }: Props) {
  const { say } = useLanguage()
  const [at, setAt] = useState<{ page: number; code?: string }>({ page: 1 })
  const page = useAsk<RefusedPage>(pathOf('/api/submissions/:id/refused', { id }), at)
  return (
    <Answer of={page} rows={8}>
      {({ page: shown, pages, rows, codes }) => (
        <>
          <div className="refused-tools no-print">
            <Select
              aria-label={say(IMPORT.codeAll)}
              value={at.code ?? ''}
              onChange={(code) => setAt(code === '' ? { page: 1 } : { page: 1, code })}
              options={[
                { value: '', label: say(IMPORT.codeAll) },
                ...codes.map(({ code, count }) => ({ value: code, label: `${code} · ${count}` })),
              ]}
              popupMatchSelectWidth={false}
            />
            <Button size="small" disabled={shown <= 1} onClick={() => setAt({ ...at, page: Math.max(shown - 1, 1) })}>
              {say(IMPORT.before)}
            </Button>
            <span className="number">{say(IMPORT.page, { page: Math.min(shown, pages), pages })}</span>
            <Button size="small" disabled={shown >= pages} onClick={() => setAt({ ...at, page: shown + 1 })}>
              {say(IMPORT.next)}
            </Button>
          </div>
          {table(rows)}
        </>
      )}
    </Answer>
  )
}
